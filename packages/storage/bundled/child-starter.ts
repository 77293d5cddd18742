import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What a child that tried to start a server said. */
export interface ChildOutcome {
  readonly child: ChildProcess;
  readonly logged: readonly string[];
  readonly url?: string;
  readonly pid?: number;
  readonly code?: string;
}

const fixture = fileURLToPath(new URL('start-in-child.fixture.ts', import.meta.url));

/** Starts a process that starts the server of `dataDir`; for tests that kill it or run it as another account. */
export function spawnStarter(dataDir: string, account?: { uid: number; gid: number }): ChildProcess {
  const args = ['--conditions=development', '--import', 'tsx', fixture, dataDir];
  return spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], ...account });
}

/** Returns what the child says once it has started the server or failed to. */
export async function outcomeOf(child: ChildProcess): Promise<ChildOutcome> {
  const logged: string[] = [];
  for await (const line of createInterface({ input: child.stdout! })) {
    const told = JSON.parse(line) as { log?: string; url?: string; pid?: number; code?: string };
    if (told.log === undefined) return { child, logged, ...told };
    logged.push(told.log);
  }
  throw new Error('the child ended without a word');
}

/** Both in one. */
export function startInChild(dataDir: string, account?: { uid: number; gid: number }): Promise<ChildOutcome> {
  return outcomeOf(spawnStarter(dataDir, account));
}

/** Kills the child as `kill -9` does, and waits until it is gone. */
export async function killChild({ child }: ChildOutcome): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** Lets the child stop its server and end. */
export async function endChild({ child }: ChildOutcome): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.stdin!.end();
  await gone;
}

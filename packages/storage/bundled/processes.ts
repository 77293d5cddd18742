import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Names one run of one process, so that a later process with the same number is not mistaken for it. */
export interface ProcessMark {
  readonly pid: number;
  /** When it started, in the system's own notation; empty when the system does not tell. */
  readonly startedAt: string;
  /** The running system (boot), and within it the set of process numbers (container) the pid belongs to. */
  readonly boot: string;
  readonly space: string;
}

/** `elsewhere`: the process belongs to another container of this machine, where it cannot be looked up. */
export type Liveness = 'alive' | 'dead' | 'elsewhere';

/** Returns the mark of this process. */
export function ownMark(): ProcessMark {
  return { pid: process.pid, startedAt: startOf(process.pid) ?? '', ...surroundings() };
}

/** Returns whether the marked process still runs; one that has ended but was not yet collected counts as dead. */
export function livenessOf(mark: ProcessMark): Liveness {
  const here = surroundings();
  if (mark.boot !== here.boot) return 'dead';
  if (mark.space !== here.space) return 'elsewhere';
  const startedAt = startOf(mark.pid);
  if (startedAt === undefined) return 'dead';
  return startedAt === '' || mark.startedAt === '' || startedAt === mark.startedAt ? 'alive' : 'dead';
}

/** Returns whether a process of that number runs in this container. */
export function isRunning(pid: number): boolean {
  return startOf(pid) !== undefined;
}

/** Returns whether the system still knows a process by that number, even one that has ended and was not collected. */
export function isNumberTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Returns the command line of a running process, empty when it cannot be read. */
export function commandLineOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' });
  } catch {
    return ''; // the process has ended, or hides itself from us: either way not one that we started
  }
}

/** Sends each signal in turn, waiting after each until the process has ended or its time is up. */
export async function endProcess(pid: number, steps: readonly [NodeJS.Signals, timeoutMs: number][]): Promise<boolean> {
  for (const [signal, timeoutMs] of steps) {
    if (!sendSignal(pid, signal)) return true;
    const timeUp = AbortSignal.timeout(timeoutMs);
    while (isRunning(pid) && !timeUp.aborted) await sleep(5);
    if (!isRunning(pid)) return true;
  }
  return false;
}

function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw cause;
  }
}

function surroundings(): { boot: string; space: string } {
  try {
    return {
      boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
      space: readlinkSync('/proc/self/ns/pid'),
    };
  } catch {
    return { boot: hostname(), space: '' }; // not Linux: start times alone tell runs apart
  }
}

/** The start of a running process; undefined when it does not run, empty when it runs but hides its start. */
function startOf(pid: number): string | undefined {
  const found = process.platform === 'linux' ? linuxStart(pid) : psStart(pid);
  if (found !== undefined) return found === 'ended' ? undefined : found;
  return isNumberTaken(pid) ? '' : undefined;
}

function linuxStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name stands in parentheses and may itself contain some; state is field 3, start is field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? 'ended' : fields[19];
  } catch {
    return undefined; // no such process, or a system that hides foreign ones: the caller asks with a signal
  }
}

function psStart(pid: number): string | undefined {
  try {
    const options = { encoding: 'utf8', stdio: 'pipe', env: { PATH: '/bin:/usr/bin', LC_ALL: 'C' } } as const;
    const [state = '', ...start] = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], options)
      .trim()
      .split(/\s+/);
    return state.startsWith('Z') ? 'ended' : start.join(' ');
  } catch {
    return undefined; // ps finds no such process
  }
}

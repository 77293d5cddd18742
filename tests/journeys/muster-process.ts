import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Answers are whatever came. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
export type Json = any;

/** The program as people start it. */
export const binary = fileURLToPath(new URL('../../apps/cli/bin/muster.mjs', import.meta.url));

/** The administrator application of every directory that is set up here. */
export const administrator = {
  clientId: '00000000-0000-4000-8000-00000000abcd',
  clientSecret: 'journeys-know-this-secret',
};

const children = new Set<ChildProcess>();
const folders = new Set<string>();

export interface ProcessOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly account?: { readonly uid: number; readonly gid: number };
  readonly cwd?: string;
  /** Another program than `muster`. */
  readonly program?: string;
}

/** How a process ended, and all that it said. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** A process under test. */
export interface ChildRun {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  out(): string;
  err(): string;
  /** Sends the signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ended>;
}

/** A `muster serve` that listens. */
export interface MusterProcess extends ChildRun {
  readonly url: string;
  readonly tenantId: string;
  /** An administrator's request; `path` begins with /v1.0 or /beta. */
  call(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly body: Json }>;
  /** Every object of a collection, page by page. */
  all(path: string): Promise<Json[]>;
}

/** Starts `muster` with these arguments and does not wait. */
export function spawnMuster(args: readonly string[], options: ProcessOptions = {}): ChildRun {
  const child = spawn(process.execPath, [options.program ?? binary, ...args], {
    cwd: options.cwd ?? tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...options.env },
    ...options.account,
  });
  children.add(child);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
  const ended = once(child, 'close').then(([code, signal]): Ended => {
    children.delete(child);
    return { code, signal, out, err };
  });
  return {
    pid: child.pid!,
    ended,
    out: () => out,
    err: () => err,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs `muster` to its end. */
export function runMuster(args: readonly string[], options: ProcessOptions = {}): Promise<Ended> {
  return spawnMuster(args, options).ended;
}

/** Starts `muster serve` on a port of its own and waits until it has said where it listens. */
export async function serveMuster(args: readonly string[], options: ProcessOptions = {}): Promise<MusterProcess> {
  const env = {
    MUSTER_BOOTSTRAP_CLIENT_ID: administrator.clientId,
    MUSTER_BOOTSTRAP_CLIENT_SECRET: administrator.clientSecret,
    ...options.env,
  };
  const serve = options.program === undefined ? ['serve'] : [];
  const run = spawnMuster([...serve, '--port', '0', '--log-level', 'warn', ...args], { ...options, env });
  const tenant = / tenant id +(\S+)\n/;
  const end = await until(() => (tenant.test(run.out()) ? true : undefined), run.ended);
  if (end !== true) throw new Error(`muster serve ended with ${end.code ?? end.signal}: ${end.err}`);
  const url = / at (https?:\S+)\n/.exec(run.out())![1]!;
  const tenantId = tenant.exec(run.out())![1]!;
  let token: Promise<string> | undefined;
  const call = async (method: string, path: string, body?: unknown) => {
    token ??= getToken(url, tenantId);
    const headers = { authorization: `Bearer ${await token}`, 'content-type': 'application/json' };
    const target = path.startsWith('http') ? path : `${url}${path}`;
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(target, { method, headers, ...init });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const all = async (path: string) => {
    const found: Json[] = [];
    for (let next: string | undefined = path; next !== undefined; ) {
      const { status, body } = await call('GET', next);
      if (status !== 200) throw new Error(`${status} for ${next}: ${JSON.stringify(body)}`);
      found.push(...body.value);
      next = body['@odata.nextLink'];
    }
    return found;
  };
  return { ...run, url, tenantId, call, all };
}

/** A token by client credentials. */
export async function getToken(url: string, tenantId: string, client = administrator): Promise<string> {
  const response = await fetch(`${url}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client.clientId,
      client_secret: client.clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
  const answer = (await response.json()) as Json;
  if (response.status !== 200) throw new Error(`no token: ${JSON.stringify(answer)}`);
  return answer.access_token;
}

/** Asks every few milliseconds until there is an answer or the process has ended. */
export async function until<T>(ask: () => T | undefined, ended?: Promise<Ended>): Promise<T | Ended> {
  let end: Ended | undefined;
  void ended?.then((how) => {
    end = how;
  });
  for (;;) {
    const answer = ask();
    if (answer !== undefined) return answer;
    if (end !== undefined) return end;
    await sleep(5);
  }
}

/** Waits until no pass is waiting or running. */
export async function passesSettled(muster: MusterProcess): Promise<void> {
  const select = '$select=id,displayName,membershipRuleProcessingStatus&$top=999';
  for (let round = 0; round < 1500; round++) {
    const groups = await muster.all(`/beta/groups?${select}`);
    const states = groups.map((group) => group.membershipRuleProcessingStatus?.status);
    if (!states.some((state) => state === 'NotStarted' || state === 'Running')) return;
    await sleep(10);
  }
  throw new Error('passes are still running after 15 s');
}

/** A new folder below the system's temporary one, removed by `cleanUp`. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-journey-'));
  folders.add(folder);
  return folder;
}

/** The postmaster of a data folder: its process number, and where its socket is; undefined when it does not run. */
export function postmasterOf(dataDir: string): { readonly pid: number; readonly url: string } | undefined {
  const cluster = join(dataDir, 'postgres/data');
  try {
    const pid = Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10);
    if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`muster.data_folder=${dataDir}`)) return undefined;
    const folder = encodeURIComponent(join(dataDir, 'postgres/run'));
    return { pid, url: `postgres:///muster?host=${folder}&port=5432&user=muster` };
  } catch {
    return undefined; // never started, or ended
  }
}

/** Ends everything that was started here, databases included, and removes the folders. */
export async function cleanUp(): Promise<void> {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all([...children].map((child) => once(child, 'close')));
  for (const folder of folders) {
    for (const dataDir of [folder, join(folder, 'data')]) {
      const postmaster = postmasterOf(dataDir);
      if (postmaster !== undefined) await killPostmaster(dataDir, postmaster.pid);
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  folders.clear();
}

/** `kill -9` of the database server; its own processes end with it. */
export async function killPostmaster(dataDir: string, pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  for (let round = 0; round < 400 && postmasterOf(dataDir)?.pid === pid; round++) await sleep(5);
}

import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect } from 'vitest';
import {
  type Json,
  killPostmaster,
  type MusterProcess,
  passesSettled,
  postmasterOf,
  runMuster,
  serveMuster,
  temporaryFolder,
} from '../muster-process.ts';
import { AcknowledgedWrites } from './acknowledged-writes.ts';
import { createDepartmentGroup, departmentRule, expectRightMembers } from './department-groups.ts';
import { departments, generatePeople, writePeopleFile } from './people-file.ts';
import { type Random, seed, seededRandom } from './random.ts';
import type { Victim } from './rounds.ts';

/** With so many people and so few memberships in a batch a pass stands between two batches for most of its time. */
const peopleCount = 4400;
const batches = 20;
const batchSize = '100';
const groupNames = ['Red', 'Green', 'Blue'] as const;
const usersPath = '/v1.0/users?$select=id,userPrincipalName,department,jobTitle&$top=999';

/** What was seen over all rounds. */
export interface PassCrashes {
  rounds: number;
  /** Kills that left a pass behind that had done some batches, but not all. */
  insidePass: number;
  /** Kills that left passes which had not begun. */
  beforePass: number;
  acknowledged: number;
  totalMs: number;
}

/** A directory under fire. */
export interface PassTarget {
  readonly dataDir: string;
  readonly groups: readonly string[];
  readonly writes: AcknowledgedWrites;
  readonly patched: readonly string[];
  /** How long it takes from a changed rule until the last pass has ended, undisturbed. */
  readonly passesMs: number;
  muster: MusterProcess;
}

const serve = (dataDir: string) => serveMuster(['--data', dataDir, '--rate-limit', '0', '--pass-batch', batchSize]);

/** Fills a directory with people and groups, and measures what passes take. */
export async function preparePassTarget(): Promise<PassTarget> {
  const dataDir = await temporaryFolder();
  const files = await writePeopleFile(await temporaryFolder(), generatePeople(peopleCount));
  const muster = await serve(dataDir);
  const imported = await runMuster(['import', 'csv', files.csv, '--map', files.map, '--data', dataDir]);
  expect(imported.code, imported.err).toBe(0);
  await letAnyNumberLeave(muster);
  const groups: string[] = [];
  for (const name of groupNames) groups.push(await createDepartmentGroup(muster, name, ['Sales']));
  await passesSettled(muster);
  const began = performance.now();
  await changeRules(muster, groups, seededRandom(1));
  await passesSettled(muster);
  const passesMs = performance.now() - began;
  const users = await muster.all(usersPath);
  const writes = new AcknowledgedWrites(seed);
  writes.watch(users);
  return { dataDir, groups, writes, patched: users.map((user) => user.id), passesMs, muster };
}

/** Rules change at random here, so that nobody is asked whether it was meant. */
async function letAnyNumberLeave(muster: MusterProcess): Promise<void> {
  const [organization] = await muster.all('/v1.0/organization');
  const patch = { membershipGuard: { leavingPercent: 100 } };
  expect((await muster.call('PATCH', `/v1.0/organization/${organization.id}`, patch)).status).toBe(204);
}

/** Kills once while passes run and clients write, starts again, and checks everything. */
export async function crashOnce(target: PassTarget, victim: Victim, round: number, seen: PassCrashes): Promise<void> {
  const began = performance.now();
  const random = seededRandom(seed + round * 7919);
  const hint = `round ${round}, seed ${seed}`;
  const { dataDir, groups, writes, patched, muster } = target;
  const third = Math.ceil(patched.length / 3);
  const clients = [0, 1, 2].map((i) => writes.patchUntilGone(muster, patched.slice(i * third, (i + 1) * third)));
  clients.push(writes.createUntilGone(muster));
  const enough = random.next() * groups.length * peopleCount * 0.2;
  const inside = movedAt(dataDir, enough);
  const changing = changeRules(muster, groups, random).catch(() => undefined); // the kill may come first
  await inside;
  await sleep((random.next() * target.passesMs) / (groups.length * batches));
  await kill(target, victim, random);
  const counts = await Promise.all(clients);
  await changing;
  const left = postmasterOf(dataDir);
  if (left !== undefined) note(seen, await passesLeft(left.url));
  seen.rounds++;
  seen.acknowledged += counts.reduce((sum, count) => sum + count);
  target.muster = await serve(dataDir);
  await passesSettled(target.muster);
  const users = await target.muster.all(usersPath);
  writes.expectKept(users, hint);
  await expectRightMembers(target.muster, users, hint);
  await expectVerified(dataDir, hint);
  seen.totalMs += performance.now() - began;
}

async function kill({ muster, dataDir }: PassTarget, victim: Victim, random: Random): Promise<void> {
  const postmaster = postmasterOf(dataDir)!;
  const isFirst = random.next() < 0.5;
  if (victim === 'database' && isFirst) await killPostmaster(dataDir, postmaster.pid);
  await muster.end('SIGKILL');
  if (victim === 'database' && !isFirst) await killPostmaster(dataDir, postmaster.pid);
}

/** Gives every group another rule; half of the people move. */
async function changeRules(muster: MusterProcess, groups: readonly string[], random: Random): Promise<void> {
  for (const id of groups) {
    const chosen = departments.filter(() => random.next() < 0.5);
    const membershipRule = departmentRule(chosen.length === 0 ? ['Sales'] : chosen);
    const { status, body } = await muster.call('PATCH', `/v1.0/groups/${id}`, { membershipRule });
    expect(status, JSON.stringify(body)).toBe(204);
  }
}

/** Waits until the passes that begin now have moved so many people together; fewer when they end before. */
async function movedAt(dataDir: string, enough: number): Promise<void> {
  await withDatabase(postmasterOf(dataDir)!.url, async (client) => {
    const { rows: present } = await client.query('select version from rule_registry');
    const question = 'select coalesce(sum(done_count), 0)::integer as done from passes where rule_version > $1';
    for (let round = 0; round < 2000; round++) {
      const { rows } = await client.query(question, [present[0].version]);
      if (rows[0].done >= enough) return;
      await sleep(3);
    }
  });
}

interface PassLeft {
  readonly status: string;
  readonly done: number;
}

/** Where the passes stand that a killed Muster left, as its database server, still running, tells. */
async function passesLeft(url: string): Promise<readonly PassLeft[]> {
  return withDatabase(url, async (client) => {
    const { rows } = await client.query('select status, done_count::float8 as done from passes');
    return rows;
  });
}

async function withDatabase<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

function note(seen: PassCrashes, passes: readonly PassLeft[]): void {
  if (passes.some((pass) => pass.status === 'Running' && pass.done > 0)) seen.insidePass++;
  else if (passes.some((pass) => pass.status !== 'Succeeded')) seen.beforePass++;
}

/** `muster verify`, beside the running server, finds nothing. */
export async function expectVerified(dataDir: string, hint: string): Promise<Json> {
  const { code, out, err } = await runMuster(['verify', '--data', dataDir, '--json']);
  expect(err, `${hint}: verify`).toBe('');
  const result = JSON.parse(out);
  expect(result, `${hint}: verify`).toMatchObject({ differences: [], pending: [], broken: [] });
  expect(code).toBe(0);
  return result;
}

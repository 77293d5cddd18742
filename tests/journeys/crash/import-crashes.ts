import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect } from 'vitest';
import {
  type ChildRun,
  type Json,
  killPostmaster,
  type MusterProcess,
  postmasterOf,
  runMuster,
  serveMuster,
  spawnMuster,
  temporaryFolder,
} from '../muster-process.ts';
import { createDepartmentGroup, expectRightMembers } from './department-groups.ts';
import { expectVerified } from './pass-crashes.ts';
import { departments, type GeneratedPerson, generatePeople, writePeopleFile } from './people-file.ts';
import { type Random, seed, seededRandom } from './random.ts';
import type { Victim } from './rounds.ts';

const peopleCount = 3000;
const usersPath =
  '/v1.0/users?$select=id,employeeId,displayName,userPrincipalName,department&$expand=manager($select=id)&$top=999';

/** What was seen over all rounds. */
export interface ImportCrashes {
  rounds: number;
  /** Kills after some batches and before the last. */
  insideImport: number;
  /** People there after each crash. */
  readonly written: number[];
  totalMs: number;
}

/** A directory with groups and nobody in it, and the file to import. */
export interface ImportTarget {
  readonly emptyDir: string;
  readonly people: readonly GeneratedPerson[];
  readonly args: readonly string[];
}

/** Makes the directory that every round begins with, and the file. */
export async function prepareImportTarget(): Promise<ImportTarget> {
  const emptyDir = await temporaryFolder();
  const people = generatePeople(peopleCount);
  const { csv, map } = await writePeopleFile(await temporaryFolder(), people);
  const muster = await serveMuster(['--data', emptyDir]);
  for (const [i, department] of departments.entries()) {
    await createDepartmentGroup(muster, `G${i}`, [department, departments[(i + 3) % departments.length]!]);
  }
  await muster.end('SIGTERM');
  return { emptyDir, people, args: ['import', 'csv', csv, '--map', map, '--json'] };
}

/** Kills one import; starts Muster, checks, imports again, and again. */
export async function crashImport(
  target: ImportTarget,
  victim: Victim,
  round: number,
  seen: ImportCrashes,
): Promise<void> {
  const began = performance.now();
  const random = seededRandom(seed + round * 104_729);
  const hint = `round ${round}, seed ${seed}`;
  const dataDir = join(await temporaryFolder(), 'data');
  execFileSync('cp', ['-a', target.emptyDir, dataDir]); // the database's files keep their owner
  const args = [...target.args, '--data', dataDir];
  // Half of the imports run beside a server, half bring the database up themselves.
  const isBeside = round % 2 === 0;
  let muster: MusterProcess | undefined;
  if (isBeside) muster = await serveMuster(['--data', dataDir]);
  const importing = spawnMuster(args);
  await killImport(importing, dataDir, victim, random);
  // A database that is killed takes its server with it.
  if (isBeside && victim === 'database') expect((await muster!.ended).code).toBe(1);
  if (!isBeside || victim === 'database') muster = await serveMuster(['--data', dataDir]);
  const written = await expectWhole(muster!, target.people, hint);
  seen.rounds++;
  seen.written.push(written);
  if (written > 0 && written < peopleCount) seen.insideImport++;
  await expectVerified(dataDir, hint);
  const second = await importAgain(args, hint);
  expect(second.result, hint).toMatchObject({ created: peopleCount - written, updated: 0, refused: 0 });
  expect(await expectWhole(muster!, target.people, `${hint}, completed`)).toBe(peopleCount);
  const third = await importAgain(args, hint);
  expect(third.plan, hint).toMatchObject({ unchanged: peopleCount });
  expect(third.result, hint).toMatchObject({ created: 0, updated: 0, refused: 0 });
  await expectVerified(dataDir, `${hint}, completed`);
  await muster!.end('SIGTERM');
  seen.totalMs += performance.now() - began;
}

/** Lets the import write a random part of the people, and a little more, and kills it. */
async function killImport(importing: ChildRun, dataDir: string, victim: Victim, random: Random): Promise<void> {
  const enough = 1 + random.below(peopleCount - 600);
  await writtenPeople(dataDir, enough, importing);
  await sleep(random.next() * 150);
  const postmaster = postmasterOf(dataDir);
  const isFirst = random.next() < 0.5;
  if (victim === 'database' && isFirst) await killPostmaster(dataDir, postmaster!.pid);
  await importing.end('SIGKILL');
  if (victim === 'database' && !isFirst) await killPostmaster(dataDir, postmaster!.pid);
}

/** Waits until that many people are committed, or the import has ended. */
async function writtenPeople(dataDir: string, enough: number, importing: ChildRun): Promise<void> {
  let hasEnded = false;
  void importing.ended.then(() => {
    hasEnded = true;
  });
  while (!hasEnded) {
    const client = new pg.Client(postmasterOf(dataDir)?.url);
    client.on('error', () => undefined); // cut when the database is killed
    try {
      await client.connect();
      while (!hasEnded) {
        const { rows } = await client.query('select count(*)::integer as count from users');
        if (rows[0].count >= enough) return;
        await sleep(4);
      }
    } catch {
      await sleep(20); // the database is not up yet
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** Everybody who is there is there with manager and memberships. Returns how many there are. */
async function expectWhole(muster: MusterProcess, people: readonly GeneratedPerson[], hint: string): Promise<number> {
  const users = await muster.all(usersPath);
  const ids = new Map<string, Json>(users.map((user) => [user.employeeId, user.id]));
  const broken = users.filter((user) => {
    const person = people[Number(user.employeeId) - 1];
    const manager = person?.managerEmployeeId === '' ? undefined : ids.get(person?.managerEmployeeId ?? '');
    return person === undefined || user.department !== person.department || user.manager?.id !== manager;
  });
  expect(broken, `${hint}: people in part`).toEqual([]);
  await expectRightMembers(muster, users, hint);
  return users.length;
}

async function importAgain(args: readonly string[], hint: string): Promise<Json> {
  const { code, out, err } = await runMuster(args);
  expect([code, err], hint).toEqual([0, '']);
  return JSON.parse(out.trimEnd().split('\n').at(-1)!).summary;
}

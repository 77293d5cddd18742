import { type PersonWrite, updateUser, writePeople } from '@muster/directory';
import type { CompareOptions } from '../compare/compare-memory.ts';
import { digestOf } from '../compare/session.ts';
import { effectiveChanges } from '../input/effective-changes.ts';
import { makeWorkload } from '../input/make-workload.ts';
import type { ValueChange, Workload } from '../input/workload.ts';
import { stopwatch } from '../measure/stopwatch.ts';
import { sizeName } from '../report/figures.ts';
import { BareTransaction } from './bare-transaction.ts';
import { checkMemberships } from './check-memberships.ts';
import { connectedClient } from './connected-client.ts';
import { patchOf } from './graph-properties.ts';
import { makeDatabase, PostgresPeer } from './postgres-peer.ts';
import { createGroups, openStage, operator, type Stage, settle } from './stage.ts';

/** How many changes are made at most, and how many a user at most. */
const mostChanges = {
  warmUps: { total: 200, perUser: 1 },
  single: { total: 400, perUser: 1 },
  churn: { total: 4000, perUser: 4 },
};
const connections = 8;
const peopleAtOnce = 1000;
const mostBatched = 20_000;
const everybody = Number.MAX_SAFE_INTEGER;

/** How many changes a run makes. */
interface ChangeCounts {
  readonly warmUps: number;
  readonly single: number;
  readonly churn: number;
}

/** What of a run at one size goes on. */
interface Run extends CompareOptions {
  readonly counts: ChangeCounts;
  readonly workload: Workload;
  readonly sizeText: string;
  /** The changes that everybody has made so far, in order. */
  readonly made: ValueChange[];
}

/**
 * Measures at one size what is stored: FULL, CHANGE and CHURN of the real directory on the bundled PostgreSQL, beside an
 * application's own tables on the same server and beside a bare transaction. Returns the stage, closed and with its
 * folder, so that a server can be started in it.
 */
export async function compareDurable(options: CompareOptions): Promise<Stage> {
  const { size, only, progress, figures } = options;
  const sizeText = sizeName(size);
  const counts = changeCounts(size.users);
  const changes = counts.warmUps + counts.single + counts.churn;
  const made = makeWorkload({ ...size, changes: changes * 2 }, options.now as Workload['now']);
  const workload = { ...made, changes: effectiveChanges(made).slice(0, changes) };
  const run: Run = { ...options, counts, workload, sizeText, made: [] };
  progress(`${sizeText}: writing people`);
  const start = stopwatch();
  const empty = await openStage(workload, (written) => {
    if (written % 50_000 === 0) progress(`${sizeText}: ${written} people`);
  });
  try {
    figures.add(sizeText, 'ours', 'durable.load_s', (stopwatch() - start) / 1000);
    const peer = only.includes('postgresql') ? await loadPeer(empty, run) : undefined;
    const stage = await runFull(empty, peer, run);
    await check(stage, peer, run, 'after FULL');
    await runSingleChanges(stage, peer, run);
    await runChurn(stage, peer, run);
    await runBatched(stage, run);
    const previewed = await check(stage, undefined, run, 'after all changes');
    await measureDisk(stage, peer, run);
    await peer?.close();
    await stage.close();
    return { ...stage, previewed };
  } catch (problem) {
    await empty.end();
    throw problem;
  }
}

function changeCounts(users: number): ChangeCounts {
  const { warmUps, single, churn } = mostChanges;
  const count = ({ total, perUser }: typeof single) => Math.min(total, perUser * users);
  return { warmUps: count(warmUps), single: count(single), churn: count(churn) };
}

/** A stage with its groups, closed, for what only reads. */
export async function prepareStage({ size, now, progress, figures }: CompareOptions): Promise<Stage> {
  const workload = makeWorkload({ ...size, changes: 0 }, now as Workload['now']);
  progress(`${sizeName(size)}: writing people and groups`);
  const empty = await openStage(workload, () => {});
  try {
    const stage = await createGroups(empty, workload);
    await settle(stage.directory);
    await stage.opened.open.compact();
    const { differences, previewed } = await checkMemberships(stage, workload, []);
    figures.verified(`${sizeName(size)}: the directory, the members of all groups`, differences.length === 0);
    await stage.close();
    return { ...stage, previewed };
  } catch (problem) {
    await empty.end();
    throw problem;
  }
}

async function loadPeer(stage: Stage, { workload, progress, sizeText }: Run): Promise<PostgresPeer> {
  progress(`${sizeText}: postgresql loads`);
  const peer = await PostgresPeer.open(await makeDatabase(stage.url, 'peer'), connections, workload);
  await peer.load();
  return peer;
}

/** The groups are there before the clock runs: what counts is that all people find their way into them. */
async function runFull(empty: Stage, peer: PostgresPeer | undefined, run: Run): Promise<Stage> {
  const { workload, figures, progress, sizeText } = run;
  progress(`${sizeText}: creating groups`);
  const created = stopwatch();
  const stage = await createGroups(empty, workload);
  figures.add(sizeText, 'ours', 'durable.create_groups_s', (stopwatch() - created) / 1000);
  // A server that runs has its columns; what filling them takes is in START.
  await stage.directory.columns.fill();
  const start = stopwatch();
  await settle(stage.directory);
  const seconds = (stopwatch() - start) / 1000;
  figures.add(sizeText, 'ours', 'durable.full_s', seconds);
  progress(`${sizeText}: ours FULL durable ${seconds.toFixed(2)} s`);
  if (peer === undefined) return stage;
  const peerStart = stopwatch();
  await peer.full();
  const peerSeconds = (stopwatch() - peerStart) / 1000;
  figures.add(sizeText, 'postgresql', 'durable.full_s', peerSeconds);
  progress(`${sizeText}: postgresql FULL durable ${peerSeconds.toFixed(2)} s`);
  return stage;
}

async function check(
  stage: Stage,
  peer: PostgresPeer | undefined,
  run: Run,
  when: string,
): Promise<Stage['previewed']> {
  const { workload, figures, progress, sizeText, made } = run;
  progress(`${sizeText}: comparing the members of all groups ${when}`);
  const { differences, previewed } = await checkMemberships(stage, workload, made);
  const text = `${sizeText}: the directory, the members of all groups ${when}`;
  figures.verified([text, ...differences.slice(0, 3)].join('\n  '), differences.length === 0);
  if (peer === undefined) return previewed;
  const placeOf = new Map(stage.people.map(({ number }, place) => [number, place]));
  let wrong = 0;
  for (const [rule, { number }] of stage.groups.entries()) {
    const ours = Uint32Array.from(stage.directory.memberships.membersOf(number), (each) => placeOf.get(each)!).sort();
    const theirs = Uint32Array.from(await peer.membersOf(rule));
    if (String(digestOf(ours, everybody)) !== String(digestOf(theirs, everybody))) wrong += 1;
  }
  figures.verified(`${sizeText}: postgresql as ours, the members of all rules ${when}`, wrong === 0);
  return previewed;
}

/** CHANGE: one after the other, everybody in turn. */
async function runSingleChanges(stage: Stage, peer: PostgresPeer | undefined, run: Run): Promise<void> {
  const { workload, counts, figures, progress, sizeText, made } = run;
  progress(`${sizeText}: CHANGE durable`);
  const bare = await BareTransaction.open(stage);
  try {
    const candidates = [
      { name: 'ours', ms: [] as number[], change: (each: ValueChange) => changeOurs(stage, each) },
      { name: 'bare transaction', ms: [] as number[], change: (each: ValueChange) => bare.change(each) },
      ...(peer ? [{ name: 'postgresql', ms: [] as number[], change: (each: ValueChange) => peer.change(each) }] : []),
    ];
    for (const [i, change] of workload.changes.slice(0, counts.warmUps + counts.single).entries()) {
      made.push(change);
      for (const candidate of candidates) {
        const start = stopwatch();
        await candidate.change(change);
        if (i >= counts.warmUps) candidate.ms.push(stopwatch() - start);
      }
    }
    for (const { name, ms } of candidates) figures.addShares(sizeText, name, 'durable.change_p%_ms', [50, 95], ms);
  } finally {
    await bare.close();
  }
}

const changeOurs = ({ directory, people }: Stage, { user, name, value }: ValueChange) =>
  updateUser(directory, operator, people[user]!.id, patchOf(name, value));

/** CHURN of single changes over several connections. Changes of one user stay in order. */
async function runChurn(stage: Stage, peer: PostgresPeer | undefined, run: Run): Promise<void> {
  const { workload, counts, figures, progress, sizeText, made } = run;
  progress(`${sizeText}: CHURN durable, single`);
  const changes = workload.changes.slice(counts.warmUps + counts.single);
  made.push(...changes);
  const lanes = Array.from({ length: connections }, (_, lane) =>
    changes.filter(({ user }) => user % connections === lane),
  );
  const rate = async (change: (each: ValueChange, lane: number) => Promise<void>) => {
    const start = stopwatch();
    await Promise.all(
      lanes.map(async (lane, i) => {
        for (const each of lane) await change(each, i);
      }),
    );
    return (changes.length / (stopwatch() - start)) * 1000;
  };
  figures.add(sizeText, 'ours', 'durable.churn_single_per_s', await rate((each) => changeOurs(stage, each)));
  if (peer === undefined) return;
  const theirs = await rate((each, lane) => peer.change(each, peer.clients[lane]!));
  figures.add(sizeText, 'postgresql', 'durable.churn_single_per_s', theirs);
}

/** CHURN as an import makes it: many people in one transaction, each with a new department. */
async function runBatched(stage: Stage, { workload, size, figures, progress, sizeText, made }: Run): Promise<void> {
  progress(`${sizeText}: CHURN durable, batched`);
  const values = workload.changes.filter(({ name }) => name === 'department').map(({ value }) => value);
  const count = Math.min(size.users, mostBatched);
  const changes = Array.from({ length: count }, (_, i): ValueChange => {
    return { user: Math.floor((i * size.users) / count), name: 'department', value: values[i % values.length]! };
  });
  made.push(...changes);
  const writes = changes.map(({ user, name, value }): PersonWrite => {
    return { kind: 'update', id: stage.people[user]!.id, properties: patchOf(name, value) };
  });
  const start = stopwatch();
  for (let from = 0; from < count; from += peopleAtOnce) {
    await writePeople(stage.directory, operator, 'bench-sync', writes.slice(from, from + peopleAtOnce));
  }
  figures.add(sizeText, 'ours', 'durable.churn_batched_per_s', (count / (stopwatch() - start)) * 1000);
}

async function measureDisk(stage: Stage, peer: PostgresPeer | undefined, { figures, sizeText }: Run): Promise<void> {
  await stage.opened.open.compact();
  const client = await connectedClient(stage.url);
  try {
    const tables = ['membership_ledger', 'membership_snapshot'];
    const { rows } = await client.query(
      'SELECT sum(pg_total_relation_size(name::regclass)) AS size FROM unnest($1::text[]) AS name',
      [tables],
    );
    figures.add(sizeText, 'ours', 'durable.memberships_mb', Number(rows[0]!.size) / 1e6);
  } finally {
    await client.end();
  }
  if (peer !== undefined)
    figures.add(sizeText, 'postgresql', 'durable.memberships_mb', (await peer.memberBytes()) / 1e6);
}

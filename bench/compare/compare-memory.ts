import { type MemoryCandidate, memoryCandidates } from '../candidates/make-candidate.ts';
import type { Size } from '../command-line.ts';
import type { WorkloadSize } from '../input/make-workload.ts';
import { median } from '../measure/percentile.ts';
import type { CandidateName } from '../names.ts';
import { type Figures, sizeName } from '../report/figures.ts';
import { RemoteSession } from './remote-session.ts';
import type { Digest } from './session.ts';

export interface CompareOptions {
  readonly size: Size;
  readonly only: readonly CandidateName[];
  readonly rounds: number;
  readonly now: number;
  readonly figures: Figures;
  readonly progress: (text: string) => void;
}

/** One candidate that takes part, and how far it was given the workload. */
interface Entrant {
  readonly name: MemoryCandidate;
  readonly session: RemoteSession;
  /** Users it was given, the first ones of all. */
  readonly users: number;
  readonly fullMs: number[];
  readonly fullCpuMs: number[];
}

/** Candidates that need minutes for pairs of user and rule in millions get as many users as this many pairs give. */
const pairsOfSlow = 200_000;
/** Nobody is asked again who needed longer than this. */
const patienceMs = 45_000;

const warmUps = 2000;
const timedChanges = 3000;
const churnChanges = 5000;
/** As many changes as the one that evaluates everything anew is given. */
const changesOfSlow = 20;
const asked = 500;

/** Measures everything that happens in memory at one size, all candidates in turn, and compares all their answers. */
export async function compareMemory(options: CompareOptions): Promise<void> {
  const { size, only, progress } = options;
  const names = memoryCandidates.filter((name) => only.includes(name));
  const entrants: Entrant[] = [];
  try {
    for (const name of names) {
      progress(`${sizeName(size)}: ${name} loads`);
      entrants.push(await enter(name, options));
    }
    await runFull(entrants, options);
    await runNewRules(entrants, options);
    await compareMembers(entrants, options, 'after FULL');
    await runChanges(entrants, options);
    await compareMembers(
      entrants.filter(({ users, name }) => users === size.users && name !== 'duckdb'),
      options,
      'after the changes',
    );
    await readGroups(entrants, options);
    await readMemory(entrants, options);
  } finally {
    await Promise.all(entrants.map(({ session }) => session.end().catch(() => {})));
  }
}

async function enter(name: MemoryCandidate, { size, now, figures }: CompareOptions): Promise<Entrant> {
  const isSlow = name === 'json-rules-engine' && size.users * size.rules > pairsOfSlow;
  const users = isSlow ? Math.max(1, Math.floor(pairsOfSlow / size.rules)) : size.users;
  const workload: WorkloadSize = {
    ...size,
    changes: warmUps + timedChanges + churnChanges,
    ...(isSlow ? { takenUsers: users } : {}),
  };
  const session = new RemoteSession(name);
  const loadMs = await session.call('load', workload, now);
  if (isSlow) {
    const reason = `was given the first ${users} users only, and its time multiplied`;
    figures.skip(sizeName(size), name, 'memory.full_s', reason);
  } else figures.add(sizeName(size), name, 'memory.load_s', loadMs / 1000);
  return { name, session, users, fullMs: [], fullCpuMs: [] };
}

async function runFull(
  entrants: readonly Entrant[],
  { size, rounds, figures, progress }: CompareOptions,
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, session, users, fullMs, fullCpuMs } of entrants) {
      if (fullMs.some((ms) => ms > patienceMs) || (round > 0 && users < size.users)) continue;
      const { ms, cpuMs } = await session.call('full');
      fullMs.push(ms);
      fullCpuMs.push(cpuMs);
      progress(`${sizeName(size)}: ${name} FULL ${(ms / 1000).toFixed(2)} s`);
    }
  }
  for (const { name, users, fullMs, fullCpuMs } of entrants) {
    const share = size.users / users / 1000;
    figures.add(sizeName(size), name, 'memory.full_s', median(fullMs) * share);
    figures.add(sizeName(size), name, 'memory.full_cpu_s', median(fullCpuMs) * share);
  }
}

async function runNewRules(entrants: readonly Entrant[], { size, figures, progress }: CompareOptions): Promise<void> {
  let expected: readonly number[] | undefined;
  for (const { name, session } of entrants) {
    const found = await session.call('newRules');
    if (found === undefined) continue;
    figures.addShares(sizeName(size), name, 'memory.new_p%_ms', [50, 95], found.ms);
    expected ??= found.counts;
    const isSame = expected.every((count, i) => count === found.counts[i]);
    figures.verified(`${sizeName(size)}: ${name} counts for ${found.counts.length} new rules`, isSame);
    if (name !== 'ours') continue;
    progress(`${sizeName(size)}: comparing Muster with the interpreter`);
    const { text, isRight } = await session.call('verify', found.counts);
    figures.verified(`${sizeName(size)}: ours ${text}`, isRight);
  }
}

/** Compares the members of every rule, by digest, with those of the first candidate. */
async function compareMembers(
  entrants: readonly Entrant[],
  { size, figures, progress }: CompareOptions,
  when: string,
): Promise<void> {
  const [first, ...others] = entrants;
  if (first === undefined || others.length === 0) return;
  progress(`${sizeName(size)}: comparing the members of all rules ${when}`);
  const known = new Map<number, readonly Digest[]>();
  for (const { name, session, users } of others) {
    if (!known.has(users)) known.set(users, await first.session.call('digests', users));
    const digests = await session.call('digests', users);
    const isSame = known.get(users)!.every(([count, hash], i) => count === digests[i]![0] && hash === digests[i]![1]);
    figures.verified(`${sizeName(size)}: ${name} as ${first.name}, the members of all rules ${when}`, isSame);
  }
}

async function runChanges(entrants: readonly Entrant[], { size, figures, progress }: CompareOptions): Promise<void> {
  progress(`${sizeName(size)}: CHANGE, CHURN`);
  const slow = entrants.filter(({ users }) => users < size.users);
  const quick = entrants.filter(({ users }) => users === size.users);
  for (const { name, session } of slow) {
    const ms = await session.call('change', 0, changesOfSlow);
    if (ms !== undefined) figures.addShares(sizeName(size), name, 'memory.change_p%_us', [50, 95], ms.map(toMicros));
  }
  for (const { session } of quick) await session.call('churn', 0, warmUps);
  for (const { name, session } of quick) {
    const ms = await session.call('change', warmUps, warmUps + timedChanges);
    if (ms !== undefined) figures.addShares(sizeName(size), name, 'memory.change_p%_us', [50, 95], ms.map(toMicros));
  }
  for (const { name, session } of quick) {
    const ms = await session.call('churn', warmUps + timedChanges, warmUps + timedChanges + churnChanges);
    if (ms !== undefined) figures.add(sizeName(size), name, 'memory.churn_per_s', (churnChanges / ms) * 1000);
  }
}

const toMicros = (ms: number) => ms * 1000;

async function readGroups(entrants: readonly Entrant[], { size, figures }: CompareOptions): Promise<void> {
  let expected: string | undefined;
  for (const { name, session, users } of entrants) {
    const count = name === 'json-rules-engine' ? changesOfSlow : asked;
    const places = Array.from({ length: count }, (_, i) => Math.floor((i * users) / count));
    const found = await session.call('groupsOf', places);
    if (found === undefined) continue;
    figures.addShares(sizeName(size), name, 'memory.groups_p%_ms', [50, 99], found.ms);
    // DuckDB does not follow changes and the slow one has fewer users: their groups are others by now.
    if (name === 'duckdb' || users < size.users) continue;
    expected ??= JSON.stringify(found.groups);
    const isSame = expected === JSON.stringify(found.groups);
    figures.verified(`${sizeName(size)}: ${name}, the groups of ${count} users`, isSame);
  }
}

async function readMemory(entrants: readonly Entrant[], { size, figures }: CompareOptions): Promise<void> {
  for (const { name, session, users } of entrants) {
    const { rssBytes, sizeBytes } = await session.call('memory');
    if (users < size.users) continue;
    figures.add(sizeName(size), name, 'memory.rss_mb', rssBytes / 1e6);
    if (sizeBytes !== undefined) figures.add(sizeName(size), name, 'memory.bytes_per_user', sizeBytes / users);
  }
}

import type { RuleObject } from '@muster/rules';
import { Engine } from '../engine/engine.ts';
import { InputError } from '../input/input-error.ts';
import type { ValueChange, Workload } from '../input/workload.ts';
import { heldMemory } from '../measure/held-memory.ts';
import { percentile } from '../measure/percentile.ts';
import { stopwatch, timed } from '../measure/stopwatch.ts';
import type { Verification } from '../verify/verification.ts';
import { changedUsersToKeep, verifyChanges, verifyMembers } from '../verify/verify-engine.ts';

/** What the engine in memory did with one workload. */
export interface GivenResult {
  readonly users: number;
  readonly rules: number;
  /** Reading users, rules and changes, filling columns, filing the rules in the index. */
  readonly load_s: number;
  readonly full_s: number;
  readonly new_ms: { readonly p50: number; readonly p95: number };
  readonly change_ms: { readonly p50: number; readonly p95: number };
  readonly churn_per_s: number;
  readonly groups_of_user_ms: { readonly p50: number; readonly p99: number };
  readonly rss_mb: number;
  readonly engine_bytes_per_user: number;
  readonly verified: boolean;
}

export interface GivenOptions {
  /** Told what is being done. */
  readonly progress: (text: string) => void;
  readonly verification: Verification;
  /** The engine under test, empty; made here when absent. */
  readonly engine?: Engine;
}

/** How often the groups of a user are asked for. */
const groupReads = 2000;
const mostWarmUps = 2000;

/**
 * Runs one workload through the engine in memory: load, FULL, NEW RULE, CHANGE, CHURN, groups of a user. The first fifth
 * of the changes (2,000 at most) warms up, as a server that has run for a second is warm; of the others two in five are
 * timed one by one (CHANGE), the rest all together (CHURN). Everything found is compared with the interpreter.
 */
export function runGiven(read: () => Workload, { progress, verification, engine: given }: GivenOptions): GivenResult {
  progress('reading');
  const { result: loaded, ms: loadMs } = timed(() => load(read, given));
  const { workload, engine, users, originals } = loaded;
  requirePlaces(workload.changes, users);
  progress(`${users} users, ${workload.rules.length} rules: FULL`);
  const { ms: fullMs } = timed(() => engine.evaluateAll());
  progress('NEW RULE');
  const news = workload.newRules.map((rule) => timed(() => engine.count(rule)));
  progress('comparing with the interpreter');
  const counts = news.map(({ result }) => result);
  verifyMembers(engine, workload, users, counts, verification);
  progress('CHANGE, CHURN');
  const { changeMs, churnPerSecond } = runChanges(engine, workload.changes);
  progress('groups of a user');
  const groupsMs = Array.from({ length: groupReads }, (_, i) => {
    const user = Math.floor((i * users) / groupReads);
    return timed(() => engine.groupsOf(user)).ms;
  });
  const { rssBytes } = heldMemory();
  const bytesPerUser = engine.sizeBytes / users;
  progress('comparing with the interpreter again');
  verifyChanges(engine, workload, originals, verification);
  return {
    users,
    rules: workload.rules.length,
    load_s: loadMs / 1000,
    full_s: fullMs / 1000,
    new_ms: { p50: of(news, 50), p95: of(news, 95) },
    change_ms: { p50: percentile(changeMs, 50), p95: percentile(changeMs, 95) },
    churn_per_s: churnPerSecond,
    groups_of_user_ms: { p50: percentile(groupsMs, 50), p99: percentile(groupsMs, 99) },
    rss_mb: rssBytes / 1e6,
    engine_bytes_per_user: bytesPerUser,
    verified: verification.isRight,
  };
}

const of = (runs: readonly { ms: number }[], hundredths: number) =>
  percentile(
    runs.map(({ ms }) => ms),
    hundredths,
  );

function load(read: () => Workload, given: Engine | undefined) {
  const workload = read();
  const engine = given ?? new Engine(workload.now);
  const kept = changedUsersToKeep(workload);
  const originals = new Map<number, RuleObject>();
  let users = 0;
  for (const object of workload.users()) {
    engine.addUser(object);
    if (kept.has(users)) originals.set(users, object);
    users += 1;
  }
  if (users === 0) throw new InputError('there are no users');
  engine.setRules(workload.rules);
  return { workload, engine, users, originals };
}

function requirePlaces(changes: readonly ValueChange[], users: number): void {
  const wrong = changes.find(({ user }) => !Number.isInteger(user) || user < 0 || user >= users);
  if (wrong !== undefined) throw new InputError(`a change names user ${wrong.user}, but there are ${users}, from 0`);
}

function runChanges(engine: Engine, changes: readonly ValueChange[]) {
  const warmUps = Math.min(mostWarmUps, Math.floor(changes.length / 5));
  const churned = warmUps + Math.floor((changes.length - warmUps) * 0.4);
  for (const { user, name, value } of changes.slice(0, warmUps)) engine.change(user, name, value);
  const changeMs: number[] = [];
  for (const { user, name, value } of changes.slice(warmUps, churned)) {
    const start = stopwatch();
    engine.change(user, name, value);
    changeMs.push(stopwatch() - start);
  }
  const rest = changes.slice(churned);
  const { ms } = timed(() => {
    for (const { user, name, value } of rest) engine.change(user, name, value);
  });
  return { changeMs, churnPerSecond: (rest.length / ms) * 1000 };
}

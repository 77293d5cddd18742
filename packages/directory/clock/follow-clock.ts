import type { Instant, ObjectId } from '@muster/kernel';
import type { RuleObjectType } from '@muster/rules';
import { systemCaller } from '../actors/caller.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import type { Device, User } from '../objects/directory-object.ts';
import type { ObjectPage } from '../ports/object-store.ts';
import type { Condition, ObjectQuery, PageStart } from '../queries/object-query.ts';
import { selects } from '../rules/membership-test.ts';
import { toRuleObject } from '../rules/rule-object.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';
import { type ClockTerm, clockTerms } from './clock-terms.ts';

const jobName = 'clock';
const objectsAtOnce = 500;

export interface ClockOptions {
  readonly worker: string;
  readonly leaseMs: number;
  readonly signal: AbortSignal;
}

/**
 * Brings memberships that depend on time up to now: looks only at users and devices whose date lies where some term of some rule
 * has turned since the stored watermark, decides them again, and moves the watermark. One process at a time does it;
 * after an outage one longer window catches up. A stop in between loses nothing: the watermark moves last.
 *
 * Cost: nothing but a look at the rule version while no rule depends on time; otherwise one index range per clock term,
 * then the users found in it.
 *
 * @returns how many of them were decided again; undefined when another process does the work
 * @see rule language spec §7.4
 */
export async function followClock(directory: Directory, options: ClockOptions): Promise<number | undefined> {
  await directory.store.read((session) => directory.rules.refresh(session));
  const rules = directory.rules.timeDependent();
  if (rules.size === 0) return 0;
  const now = directory.clock();
  const held = await directory.store.write('shared', (session) =>
    session.jobs.takeJob(jobName, options.worker, now, (now + options.leaseMs) as Instant),
  );
  if (held === undefined) return undefined;
  const from = (held.state ?? now) as Instant;
  let decided = 0;
  for (const [term, concerned] of rulesByTerm(rules)) {
    const type = concerned[0]!.rule.objectType;
    for await (const ids of objectsTurned(directory, type, term, [from, now])) {
      if (options.signal.aborted) return decided;
      await decideAgain(directory, type, ids, concerned);
      decided += ids.length;
    }
  }
  await directory.store.write('shared', (session) => session.jobs.saveJob(jobName, options.worker, now));
  return decided;
}

function rulesByTerm(rules: Iterable<ActiveRule>): ReadonlyMap<ClockTerm, readonly ActiveRule[]> {
  const terms = new Map<string, { term: ClockTerm; rules: ActiveRule[] }>();
  for (const rule of rules) {
    for (const term of clockTerms(rule.rule)) {
      const key = `${rule.rule.objectType} ${term.attribute} ${term.offsetMs}`;
      const known = terms.get(key);
      if (known === undefined) terms.set(key, { term, rules: [rule] });
      else known.rules.push(rule);
    }
  }
  return new Map([...terms.values()].map(({ term, rules: concerned }) => [term, concerned]));
}

/**
 * Users or devices whose date turns the term in the window. A date equal to the lower end counts: `-ge` held at that instant and
 * ends right after it.
 */
async function* objectsTurned(
  directory: Directory,
  type: RuleObjectType,
  term: ClockTerm,
  [from, to]: readonly [Instant, Instant],
): AsyncGenerator<readonly ObjectId[]> {
  const path = [term.attribute];
  const filter: Condition = {
    op: 'and',
    terms: [
      { op: 'ge', path, value: { instant: from + term.offsetMs } },
      { op: 'le', path, value: { instant: to + term.offsetMs } },
    ],
  };
  const query: Omit<ObjectQuery, 'after'> = {
    types: [type],
    scope: { kind: 'all' },
    filter,
    orderBy: null,
    limit: objectsAtOnce,
    wantsCount: false,
  };
  for (let after: PageStart | null = null; ; ) {
    const page: ObjectPage = await directory.store.read((session) => session.objects.list({ ...query, after }, null));
    if (page.objects.length > 0) yield page.objects.map((object) => object.id);
    if (page.next === null) return;
    after = page.next;
  }
}

async function decideAgain(
  directory: Directory,
  type: RuleObjectType,
  ids: readonly ObjectId[],
  concerned: readonly ActiveRule[],
): Promise<void> {
  // Users are locked; for the few devices that dates are asked about it is enough that nobody writes.
  const key = type === 'user' ? 'shared' : 'exclusive';
  await changeDirectory(directory, systemCaller, 'follow-clock', key, async (change) => {
    const { objects } = change.session;
    const found = type === 'user' ? await objects.lockUsers([...ids].sort()) : await objects.findMany(ids, [type]);
    await change.catchUp();
    for (const object of found as readonly (User | Device)[]) {
      const seen = toRuleObject(object, [], directory.rules);
      for (const rule of concerned) {
        // A rule registered anew since has a pass of its own.
        if (directory.rules.find(rule.groupNumber) !== rule) continue;
        if (rule.rule.readsRelations) change.decideAgain(rule, object.number);
        else change.move(rule.groupNumber, object.number, selects(rule, seen, change.now));
      }
    }
  });
}

import type { Instant } from '@muster/kernel';
import { MemberSet } from '@muster/roster';
import { systemCaller } from '../actors/caller.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import type { Device, User } from '../objects/directory-object.ts';
import type { Pass } from '../ports/rule-store.ts';
import { selects } from '../rules/membership-test.ts';
import { toRuleObject } from '../rules/rule-object.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';
import { sourceDifference } from './source-difference.ts';

/** Why a pass ended. */
export type PassOutcome = 'finished' | 'superseded' | 'stopped' | 'failed';

export interface PassOptions {
  /** Names the worker that holds the lease. */
  readonly worker: string;
  readonly leaseMs: number;
  /** Objects looked at in one batch. */
  readonly batchSize: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (pass: Pass) => void;
}

/** What a look at one stretch of the directory found; nothing is decided by it alone. */
interface Look {
  /** Numbers that seem to stand on the wrong side, with the version of the object that was seen; 0 when none was. */
  readonly candidates: ReadonlyMap<number, number>;
  /** Every object with a number up to this one was looked at. */
  readonly upTo: number;
  readonly seen: number;
  readonly isLast: boolean;
}

/**
 * Brings one group in line with its rule, batch by batch, from where the pass stands. A look at a stretch of the
 * directory takes no locks and finds candidates; then, in a short transaction that holds the exclusive key, those that
 * changed since are decided again and the difference goes to the ledger together with the pass's cursor. Objects
 * that change on their own apply the rule by their own writes, so they are never overwritten with something older.
 *
 * A pass whose rule was registered again in the meantime does nothing more (fence: the rule version).
 *
 * @see rule language spec §7.2, §7.5
 */
export async function runPass(directory: Directory, leased: Pass, options: PassOptions): Promise<PassOutcome> {
  const started = await begin(directory, leased, options);
  if (typeof started === 'string') return started;
  let { pass } = started;
  const { rule } = started;
  for (;;) {
    if (options.signal.aborted) return 'stopped';
    const look =
      rule.rule.form === 'memberOf'
        ? await sourceDifference(directory, rule, pass.cursor, options.batchSize)
        : await lookAround(directory, rule, pass.cursor, options.batchSize);
    const next = await applyBatch(directory, rule, pass, look, options);
    if (next === undefined) return 'superseded';
    pass = next;
    options.onProgress?.(pass);
    if (look.isLast) return 'finished';
  }
}

async function begin(
  directory: Directory,
  leased: Pass,
  options: PassOptions,
): Promise<PassOutcome | { pass: Pass; rule: ActiveRule }> {
  return directory.store.write('shared', async (session) => {
    await directory.rules.refresh(session);
    const found = directory.rules.find(leased.groupNumber);
    const until = (directory.clock() + options.leaseMs) as Instant;
    const isHeld = await session.rules.renewLease(leased.groupId, leased.ruleVersion, options.worker, until);
    if (!isHeld || found === undefined || found.ruleVersion !== leased.ruleVersion) return 'superseded';
    if ('problem' in found) {
      await session.rules.savePass({
        ...leased,
        status: 'Failed',
        errorMessage: `the rule cannot be applied any more: ${found.problem}; members stay as they are`,
        finishedAt: directory.clock(),
      });
      return 'failed';
    }
    const pass: Pass = {
      ...leased,
      status: 'Running',
      startedAt: leased.startedAt ?? directory.clock(),
      total: await session.objects.countLive(found.rule.objectType),
    };
    await session.rules.savePass(pass);
    return { pass, rule: found };
  });
}

/** Decides the objects of one stretch and compares with the present members. Takes no locks. */
async function lookAround(directory: Directory, rule: ActiveRule, after: number, limit: number): Promise<Look> {
  return directory.store.read(async (session) => {
    const objects = await session.objects.scan(rule.rule.objectType, after, limit);
    await session.catchUpMemberships();
    const now = directory.clock();
    const isLast = objects.length < limit;
    const upTo = isLast ? Number.MAX_SAFE_INTEGER : objects.at(-1)!.number;
    const candidates = new Map<number, number>();
    for (const object of objects) {
      const isSelected = selects(rule, toRuleObject(object, [], directory.rules.dateExtensions), now);
      if (isSelected !== directory.memberships.has(rule.groupNumber, object.number)) {
        candidates.set(object.number, object.version);
      }
    }
    const seen = new Set<number>(objects.map((object) => object.number));
    for (const stranger of strangers(directory, rule, after, upTo, seen)) candidates.set(stranger, 0);
    return { candidates, upTo, seen: objects.length, isLast };
  });
}

/** Members in the stretch that are not living objects of the rule's type: left over from an earlier kind of group. */
function strangers(
  directory: Directory,
  rule: ActiveRule,
  after: number,
  upTo: number,
  seen: ReadonlySet<number>,
): number[] {
  const members = directory.memberships.membersOf(rule.groupNumber);
  const found: number[] = [];
  for (let position = after; ; ) {
    const page = members.page(position, 10_000);
    for (const member of page) {
      if (member > upTo) return found;
      if (!seen.has(member)) found.push(member);
    }
    if (page.length < 10_000) return found;
    position = page.at(-1)!;
  }
}

/**
 * @returns the pass as it stands after the batch; undefined when the pass is not this worker's any more or the rule
 *   was registered again
 */
async function applyBatch(
  directory: Directory,
  rule: ActiveRule,
  pass: Pass,
  look: Look,
  options: PassOptions,
): Promise<Pass | undefined> {
  const key = look.candidates.size === 0 ? 'shared' : 'exclusive';
  return changeDirectory(directory, systemCaller, 'pass', key, async (change) => {
    const { rules } = change.session;
    const until = (directory.clock() + options.leaseMs) as Instant;
    if (!(await rules.renewLease(pass.groupId, pass.ruleVersion, options.worker, until))) return undefined;
    if (directory.rules.find(rule.groupNumber)?.ruleVersion !== rule.ruleVersion) return undefined;
    const { joined, left } = await decide(change, rule, look.candidates);
    change.moveMany(rule.groupNumber, joined, left);
    const next: Pass = {
      ...pass,
      cursor: look.upTo,
      done: pass.done + look.seen,
      joined: pass.joined + joined.size,
      left: pass.left + left.size,
      ...(look.isLast ? { status: 'Succeeded' as const, finishedAt: change.now, errorMessage: null } : {}),
    };
    await rules.savePass(next);
    return next;
  });
}

/** Decides the candidates again, on the objects as they are now: nobody else writes while this runs. */
async function decide(
  change: Change,
  rule: ActiveRule,
  candidates: ReadonlyMap<number, number>,
): Promise<{ joined: MemberSet; left: MemberSet }> {
  const [joined, left] = [MemberSet.of(), MemberSet.of()];
  if (candidates.size === 0) return { joined, left };
  await change.catchUp();
  const { rules, memberships } = change.directory;
  const numbers = [...candidates.keys()];
  const living = new Map<number, User | Device>();
  for (let i = 0; i < numbers.length; i += 10_000) {
    const found = await change.session.objects.findByNumbers(numbers.slice(i, i + 10_000), [rule.rule.objectType]);
    for (const object of found) living.set(object.number, object as User | Device);
  }
  for (const [number] of candidates) {
    const object = living.get(number);
    const isSelected =
      object !== undefined &&
      (rule.rule.form === 'memberOf'
        ? rule.sourceNumbers.some((source) => memberships.has(source, number))
        : selects(rule, toRuleObject(object, [], rules.dateExtensions), change.now));
    const isMember = memberships.has(rule.groupNumber, number);
    if (isSelected && !isMember) joined.add(number);
    if (!isSelected && isMember) left.add(number);
  }
  return { joined, left };
}

import type { Instant, ObjectId } from '@muster/kernel';
import { type CheckedRule, checkRule, type Explanation, explain } from '@muster/rules';
import type { Directory } from '../context.ts';
import { isDynamic, isRuleActive } from '../groups/group-kind.ts';
import type { Device, DirectoryObject, User } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { toRuleObject } from '../rules/rule-object.ts';
import type { PastMoment } from './past-moment.ts';

/** The rule that a group had at a place of the log. */
export interface PastRule {
  readonly text: string;
  readonly isPaused: boolean;
  /** Null when the rule did not compile. */
  readonly checked: CheckedRule | null;
  /** Why it could not be applied. */
  readonly problem: string | null;
}

/** What the rule says about an object. */
export interface PastVerdict {
  readonly details: Explanation;
  readonly isManagerMissing: boolean;
}

/** The group's rule; null for a group that was not dynamic. One or two statements. */
export async function pastRule(
  directory: Directory,
  session: ReadSession,
  group: DirectoryObject,
  moment: PastMoment,
): Promise<PastRule | null> {
  const text = group.properties.membershipRule as string | undefined;
  if (!isDynamic(group.properties) || text === undefined) return null;
  const isPaused = !isRuleActive(group.properties);
  const result = checkRule(text);
  if (!result.ok) {
    const problem = result.diagnostics[0]?.message ?? 'the rule is not valid';
    return { text, isPaused, checked: null, problem };
  }
  return {
    text,
    isPaused,
    checked: result.rule,
    problem: await problemOf(directory, session, group, result.rule, moment),
  };
}

async function problemOf(
  directory: Directory,
  session: ReadSession,
  group: DirectoryObject,
  rule: CheckedRule,
  moment: PastMoment,
): Promise<string | null> {
  if (moment.isPresent) {
    await directory.rules.refresh(session);
    const found = directory.rules.find(group.number);
    return found !== undefined && 'problem' in found ? found.problem : null;
  }
  if (rule.extensionNames.length === 0) return null;
  const missing = rule.extensionNames.filter((name) => !moment.extensions.has(name.toLowerCase()));
  return missing.length === 0 ? null : `no application had registered ${missing.join(', ')}`;
}

/**
 * Asks the rule, with everything it reads as it was then: the object's values, the clock, who was in its source groups,
 * whether its manager existed. At most six statements.
 */
export async function verdictAt(
  session: ReadSession,
  rule: CheckedRule,
  object: User | Device,
  moment: PastMoment,
): Promise<PastVerdict> {
  const memberOf = await sourcesWith(session, rule, object, moment.place);
  const isManagerMissing =
    rule.managerId !== null && !(await isLive(session, rule.managerId as ObjectId, moment.place));
  const details = explain(rule, toRuleObject(object, memberOf, moment.dateExtensions), moment.at as Instant);
  return { details: isManagerMissing ? { ...details, result: false } : details, isManagerMissing };
}

/** Ids of the rule's source groups in which the object was. */
async function sourcesWith(
  session: ReadSession,
  rule: CheckedRule,
  { number }: User | Device,
  place: number,
): Promise<readonly ObjectId[]> {
  if (rule.sourceGroupIds.length === 0) return [];
  const sources = await session.objects.findMany(rule.sourceGroupIds as readonly ObjectId[], ['group'], 'any');
  const pairs = sources.map((source) => ({ group: source.number, member: number }));
  const joined = (await session.history.lastMoves(pairs, place)).filter((move) => move.joined);
  const numbers = new Set(joined.map((move) => move.group));
  return sources.filter((source) => numbers.has(source.number)).map((source) => source.id);
}

async function isLive(session: ReadSession, id: ObjectId, place: number): Promise<boolean> {
  const action = (await session.history.lifeEvents([id], place)).get(id)?.action;
  return action === 'create' || action === 'restore';
}

import type { Instant, ObjectId } from '@muster/kernel';
import { type CheckedRule, checkRule, type Explanation, explain } from '@muster/rules';
import type { Directory } from '../context.ts';
import { isDynamic, isRuleActive } from '../groups/group-kind.ts';
import type { Device, DirectoryObject, User } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { toRuleObject } from '../rules/rule-object.ts';
import { nestedPath } from './nested-path.ts';
import { managersAboveAt } from './past-managers.ts';
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
  // Whatever the language was then: the extended one holds the portable one, with the same meaning.
  const result = checkRule(text, { dialect: 'extended' });
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
 * whether its manager existed, who was above it. At most six statements, some more for each group that is asked for at any
 * depth and for each manager above.
 */
export async function verdictAt(
  session: ReadSession,
  rule: CheckedRule,
  object: User | Device,
  moment: PastMoment,
): Promise<PastVerdict> {
  const { relations } = rule;
  const direct = rule.form === 'memberOf' ? rule.sourceGroupIds : relations.groups;
  const memberOf = await sourcesWith(session, direct, object, moment.place);
  const transitiveMemberOf = await outerSourcesWith(session, relations.groupsWithin, object, moment.place);
  const readsLines = relations.directReportsOf.length + relations.allReportsOf.length > 0;
  const managerIds = readsLines ? await managersAboveAt(session, object.managerId, moment.place) : [];
  const isManagerMissing =
    rule.managerId !== null && !(await isLive(session, rule.managerId as ObjectId, moment.place));
  const view = { dateExtensions: moment.dateExtensions, dialect: 'extended' } as const;
  const seen = toRuleObject(object, memberOf, view);
  const values = { ...seen.values, transitiveMemberOf, managerIds };
  const details = explain(rule, { ...seen, values }, moment.at as Instant);
  return { details: isManagerMissing ? { ...details, result: false } : details, isManagerMissing };
}

/** Ids of those groups in which the object was at any depth. Some statements for each group. */
async function outerSourcesWith(
  session: ReadSession,
  ids: readonly string[],
  object: User | Device,
  place: number,
): Promise<readonly ObjectId[]> {
  if (ids.length === 0) return [];
  const found = new Set(await sourcesWith(session, ids, object, place));
  for (const source of await session.objects.findMany(ids as readonly ObjectId[], ['group'], 'any')) {
    const path = found.has(source.id) ? [] : await nestedPath(session, source.number, object, place);
    if (path.length > 0) found.add(source.id);
  }
  return [...found];
}

/** Ids of those groups of which the object was a direct member. */
async function sourcesWith(
  session: ReadSession,
  ids: readonly string[],
  { number }: User | Device,
  place: number,
): Promise<readonly ObjectId[]> {
  if (ids.length === 0) return [];
  const sources = await session.objects.findMany(ids as readonly ObjectId[], ['group'], 'any');
  const pairs = sources.map((source) => ({ group: source.number, member: number }));
  const joined = (await session.history.lastMoves(pairs, place)).filter((move) => move.joined);
  const numbers = new Set(joined.map((move) => move.group));
  return sources.filter((source) => numbers.has(source.number)).map((source) => source.id);
}

async function isLive(session: ReadSession, id: ObjectId, place: number): Promise<boolean> {
  const action = (await session.history.lifeEvents([id], place)).get(id)?.action;
  return action === 'create' || action === 'restore';
}

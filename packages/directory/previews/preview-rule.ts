import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import { and, MemberSet, type ReadonlyMemberSet } from '@muster/roster';
import {
  type CheckedRule,
  checkRule,
  loneNodeCount,
  type NodeCount,
  nearMisses,
  nodeCounts,
  type RuleObjectType,
} from '@muster/rules';
import type { Caller } from '../actors/caller.ts';
import { authorize, authorizeAny, isAllowed } from '../authorization/authorize.ts';
import { readOperation } from '../authorization/operations-by-type.ts';
import { authorizeMembers } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { checkExtensions, requireSources } from '../groups/check-rule.ts';
import { guardLimitsOf, needsApproval } from '../guard/guard-limits.ts';
import type { Device, Group, PropertyValue, User } from '../objects/directory-object.ts';
import { requireObject } from '../objects/require-object.ts';
import { lookFor } from '../passes/look-for.ts';
import { differenceOf } from '../passes/selection.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { problemOfRuleTests, type RuleTest, type RuleTestResult, ruleTestsOf } from '../rule-tests/rule-test.ts';
import { rowsOfGroups } from '../rules/rows-of-groups.ts';
import { ruleErrors, ruleInvalid } from '../rules/rule-errors.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';

/** The lists a preview can give a page of. */
export const previewLists = ['joining', 'leaving', 'staying', 'nearMisses'] as const;
export type PreviewList = (typeof previewLists)[number];

/** The most objects on a page of a preview. */
export const mostPreviewedObjects = 999;

export interface PreviewRequest {
  /** The group the rule would be saved on; null for a rule alone, which everybody it selects would join. */
  readonly groupId: ObjectId | null;
  /** Null for the rule that the group has. */
  readonly membershipRule: string | null;
  readonly list: PreviewList;
  /** The page begins behind this object number; 0 for the first. */
  readonly after: number;
  /** 0 to 999 objects. */
  readonly limit: number;
  /** Whether `nodes` are wanted; they are not when absent. */
  readonly wantsNodes?: boolean;
  /** Used instead of the tests that the group keeps, when given. */
  readonly tests?: readonly RuleTest[];
}

/** An object of a preview's page. */
export interface PreviewedObject {
  readonly object: User | Device;
  /** Of a near miss: the clauses of which any one alone keeps the object out. */
  readonly clauses: readonly string[];
}

export interface RulePreview {
  readonly membershipRule: string;
  readonly objectType: RuleObjectType;
  readonly asOf: Instant;
  /** All living objects of the rule's type. */
  readonly objects: number;
  readonly members: number;
  readonly matching: number;
  readonly joining: number;
  readonly leaving: number;
  readonly staying: number;
  /** Objects that fail the rule by one clause, each counted once; null in a process that keeps no columns. */
  readonly nearMisses: number | null;
  /** The clauses by which objects miss the rule, with how many, in the order in which the rule has them. */
  readonly missedClauses: readonly { readonly clause: string; readonly count: number }[];
  /**
   * The nodes of the rule's tree, each before what is below it, with how many objects each matches and keeps; null where they
   * were not asked for and in a process that keeps no columns.
   */
  readonly nodes: readonly NodeCount[] | null;
  /** The tests with what the rule says, in their order. */
  readonly tests: readonly RuleTestResult[];
  /** Whether a pass of this rule would be held for approval. */
  readonly needsApproval: boolean;
  readonly page: readonly PreviewedObject[];
  /** Where the next page begins; null on the last one. */
  readonly next: number | null;
}

/**
 * Whom a rule would let in, put out and leave where they are, of the whole directory, without writing anything. Nothing
 * is estimated: it is what a pass would do now.
 *
 * Cost: one evaluation in columns, some passes over the rows' bits, with nodes two more for each of them, and the objects of
 * the page.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, RULE_REQUIRED for a group without rule, RULE_INVALID,
 *   EXTENSION_NOT_REGISTERED, MEMBEROF_SOURCE_NOT_FOUND, DEVICE_RULE_ON_M365_GROUP, PREVIEW_PAGE_INVALID,
 *   PROPERTY_INVALID for more tests than a group may keep
 */
export async function previewRule(directory: Directory, caller: Caller, request: PreviewRequest): Promise<RulePreview> {
  if (request.groupId !== null) authorize(caller, 'read groups');
  authorizeAny(caller, ['read users', 'read devices']);
  if (!Number.isInteger(request.limit) || request.limit < 0 || request.limit > mostPreviewedObjects) {
    throw directoryErrors.PREVIEW_PAGE_INVALID({ limit: mostPreviewedObjects });
  }
  const problem = problemOfRuleTests((request.tests ?? []) as unknown as PropertyValue);
  if (problem !== undefined) {
    throw directoryErrors.PROPERTY_INVALID({ property: 'membershipRuleTests', reason: problem });
  }
  await directory.columns.reach();
  const { group, asked } = await directory.store.read(async (session) => {
    const group = request.groupId === null ? undefined : await requireObject(session, 'group', request.groupId);
    await directory.rules.refresh(session);
    if (group !== undefined) authorizeMembers(caller, [group]);
    const rule = await ruleToPreview(directory, session, request, group);
    authorize(caller, readOperation[rule.objectType]);
    if (group?.properties.mailEnabled === true && rule.objectType === 'device') {
      throw ruleErrors.DEVICE_RULE_ON_M365_GROUP({});
    }
    return { group, asked: await asActive(session, caller, rule, group) };
  });
  // The look may ask for sessions of its own: none is held meanwhile, so that many previews cannot wait for each other.
  const { members: selected } = await lookFor(directory, asked);
  return directory.store.read(async (session) => {
    await session.catchUpMemberships();
    return preview(directory, session, caller, asked, selected, group, request);
  });
}

async function ruleToPreview(
  { rules }: Directory,
  session: ReadSession,
  request: PreviewRequest,
  group: Group | undefined,
): Promise<CheckedRule> {
  const text = request.membershipRule ?? (group?.properties.membershipRule as string | null | undefined) ?? null;
  if (text === null) throw ruleErrors.RULE_REQUIRED({});
  const checked = checkRule(text, { dialect: rules.dialect });
  if (!checked.ok) throw ruleInvalid(checked.diagnostics);
  await checkExtensions(session, checked.rule);
  return checked.rule;
}

/** What the rule says about the people and devices of the tests: what the whole preview says. */
async function resultsOf(
  session: ReadSession,
  selected: ReadonlyMemberSet,
  tests: readonly RuleTest[],
): Promise<readonly RuleTestResult[]> {
  if (tests.length === 0) return [];
  const ids = tests.map(({ memberId }) => memberId);
  const found = await session.objects.findMany(ids, ['user', 'device']);
  const answers = new Map(found.map(({ id, number }) => [id, selected.has(number)]));
  return tests.map((test) => ({ ...test, result: answers.get(test.memberId) ?? null }));
}

/** The rule as it would be in force on the group. */
async function asActive(
  session: ReadSession,
  caller: Caller,
  rule: CheckedRule,
  group: Group | undefined,
): Promise<ActiveRule> {
  const sources = await requireSources(session, rule.sourceGroupIds as readonly ObjectId[]);
  authorizeMembers(caller, sources.values());
  const managers =
    rule.managerId === null ? [] : await session.objects.findMany([rule.managerId as ObjectId], ['user']);
  return {
    groupId: group?.id ?? ('' as ObjectId),
    groupNumber: group?.number ?? (0 as ObjectNumber),
    ruleVersion: 0,
    rule,
    isManagerAlive: rule.managerId === null || managers.length > 0,
    sources: new Map([...sources].map(([id, source]) => [id, source.number])),
    sourceNumbers: [...sources.values()].map((source) => source.number),
  };
}

async function preview(
  directory: Directory,
  session: ReadSession,
  caller: Caller,
  asked: ActiveRule,
  selected: ReadonlyMemberSet,
  group: Group | undefined,
  request: PreviewRequest,
): Promise<RulePreview> {
  const present = group === undefined ? MemberSet.of() : directory.memberships.membersOf(group.number);
  const { joining, leaving } = differenceOf(selected, present);
  const staying = and(selected, present);
  const missed = missesOf(directory, asked);
  const lists: Readonly<Record<PreviewList, ReadonlyMemberSet>> = {
    joining,
    leaving,
    staying,
    nearMisses: missed.everybody,
  };
  const numbers = lists[request.list].page(request.after, request.limit);
  const organization = await session.settings.organization();
  const limits = guardLimitsOf(organization?.properties.membershipGuard, group?.properties.membershipGuard);
  const counts = { members: present.size, leaving: leaving.size, joining: joining.size };
  const objects =
    directory.columns.objects?.countOf(asked.rule.objectType) ??
    (await session.objects.countLive(asked.rule.objectType));
  return {
    membershipRule: asked.rule.text,
    objectType: asked.rule.objectType,
    asOf: directory.clock(),
    objects,
    matching: selected.size,
    ...counts,
    staying: staying.size,
    nearMisses: missed.isKnown ? missed.everybody.size : null,
    missedClauses: missed.clauses.map(({ clause, rows }) => ({ clause, count: rows.size })),
    nodes: request.wantsNodes === true ? nodesOf(directory, asked, objects, selected.size) : null,
    tests: await resultsOf(session, selected, request.tests ?? ruleTestsOf(group?.properties ?? {})),
    needsApproval: needsApproval(limits, counts, null),
    page: await pageOf(session, caller, asked.rule.objectType, numbers, missed.clauses, request.list),
    next: numbers.length > 0 && numbers.length === request.limit ? numbers.at(-1)! : null,
  };
}

interface Misses {
  readonly isKnown: boolean;
  readonly everybody: MemberSet;
  readonly clauses: readonly { readonly clause: string; readonly rows: MemberSet }[];
}

function missesOf(directory: Directory, asked: ActiveRule): Misses {
  const { columns } = directory;
  const { objects } = columns;
  const isPortableMemberOf = asked.rule.form === 'memberOf';
  if (objects === undefined || isPortableMemberOf || !asked.isManagerAlive) {
    return { isKnown: objects !== undefined, everybody: MemberSet.of(), clauses: [] };
  }
  const table = objects.tables[asked.rule.objectType];
  const clauses = nearMisses(asked.rule, table, directory.clock(), rowsOfGroups(directory, asked.sources)).map(
    ({ clause, rows }) => ({
      clause,
      rows: rows.isList ? MemberSet.ofSorted(rows.rows()) : MemberSet.ofWords(rows.words()),
    }),
  );
  const everybody = MemberSet.of();
  for (const { rows } of clauses) everybody.addAll(rows);
  return { isKnown: true, everybody, clauses };
}

/** The special forms are one condition, which columns do not answer as a pass does. */
function nodesOf(
  directory: Directory,
  asked: ActiveRule,
  count: number,
  matching: number,
): readonly NodeCount[] | null {
  const { objects } = directory.columns;
  if (objects === undefined) return null;
  if (asked.rule.form !== 'condition') return [loneNodeCount(asked.rule, count, matching)];
  const table = objects.tables[asked.rule.objectType];
  return nodeCounts(asked.rule, table, directory.clock(), rowsOfGroups(directory, asked.sources));
}

async function pageOf(
  session: ReadSession,
  caller: Caller,
  type: RuleObjectType,
  numbers: readonly ObjectNumber[],
  clauses: Misses['clauses'],
  list: PreviewList,
): Promise<PreviewedObject[]> {
  // Members that are no objects of the rule's type leave with the others.
  const types = (['user', 'device'] as const).filter((each) => {
    return (each === type || list === 'leaving') && isAllowed(caller.actor, readOperation[each]);
  });
  const objects = numbers.length === 0 ? [] : await session.objects.findByNumbers(numbers, types);
  return objects.map((object) => ({
    object: object as User | Device,
    clauses:
      list === 'nearMisses' ? clauses.filter(({ rows }) => rows.has(object.number)).map(({ clause }) => clause) : [],
  }));
}

import { setImmediate as pause } from 'node:timers/promises';
import type { ObjectId, ObjectNumber } from '@muster/kernel';
import {
  type CheckedRule,
  checkRule,
  describeTableInsight,
  examineInTable,
  examineRule,
  type RuleInsight,
  type TableInsight,
} from '@muster/rules';
import type { Caller } from '../actors/caller.ts';
import { authorize, isAllowed } from '../authorization/authorize.ts';
import { readOperation } from '../authorization/operations-by-type.ts';
import type { ObjectColumns } from '../columns/object-columns.ts';
import type { Directory } from '../context.ts';
import { isDynamic } from '../groups/group-kind.ts';
import type { Group } from '../objects/directory-object.ts';
import { requireObject } from '../objects/require-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { rowsOfGroups } from '../rules/rows-of-groups.ts';
import { findOverlaps, type Overlaps } from './find-overlaps.ts';
import { type GroupInsight, hasFindings, type OverlappingGroup } from './group-insight.ts';
import { type CandidatesFor, candidatesDirectly, indexCandidates } from './overlap-candidates.ts';
import { type Spelling, spellValues } from './spell-values.ts';

/** The most groups on a page. */
export const mostExaminedGroups = 200;
/** The most larger groups that are named for one group. */
export const mostContaining = 3;
/** A group with more than one of so many of all users and devices is not named as containing others. */
const everybodyShare = 2;

/** Some groups, in order of their numbers. */
export interface InsightPage {
  /** Those with findings. */
  readonly insights: readonly GroupInsight[];
  /** How many groups were looked at. */
  readonly examined: number;
  /** Where the next page begins; null on the last one. */
  readonly next: ObjectNumber | null;
}

/**
 * What there is to say about one group and its rule, findings or not.
 *
 * Cost: `examineRule` and `examineInTable`, and one membership test for every group there is.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function lintGroup(directory: Directory, caller: Caller, groupId: ObjectId): Promise<GroupInsight> {
  const run = await InsightRun.begin(directory, caller, candidatesDirectly(directory.memberships));
  const group = await directory.store.read((session) => requireObject(session, 'group', groupId));
  const [insight] = await run.examine([group]);
  return insight!;
}

/**
 * What there is to say about some groups: groups with rules and groups without, the latter for their members' sake.
 *
 * Cost: as `lintGroup` for each, and passes over all memberships for the whole page.
 *
 * @param limit at most `mostExaminedGroups`
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function lintPage(
  directory: Directory,
  caller: Caller,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<InsightPage> {
  const run = await InsightRun.begin(directory, caller);
  return run.page(after, limit);
}

/**
 * What there is to say about all groups, page by page, in bounded memory. The overlaps are looked up in an index made once.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function* lintRules(directory: Directory, caller: Caller): AsyncGenerator<InsightPage> {
  const run = await InsightRun.begin(directory, caller);
  for (let after: number | null = 0; after !== null; ) {
    const page: InsightPage = await run.page(after, mostExaminedGroups);
    yield page;
    after = page.next;
  }
}

/** What the rule of a group shows, before the nearest values are spelled. */
interface Examined {
  readonly group: Group;
  readonly insight: RuleInsight;
  readonly table: TableInsight | undefined;
  readonly overlaps: Overlaps;
}

class InsightRun {
  private constructor(
    private readonly directory: Directory,
    private readonly caller: Caller,
    private readonly objects: ObjectColumns,
    private readonly candidatesFor: CandidatesFor,
  ) {}

  static async begin(directory: Directory, caller: Caller, candidates?: CandidatesFor): Promise<InsightRun> {
    authorize(caller, 'read groups');
    authorize(caller, 'read users', 'read devices');
    const objects = await directory.columns.reach();
    await directory.store.read(async (session) => {
      await session.catchUpMemberships();
      await directory.rules.refresh(session);
    });
    const candidatesFor = candidates ?? (await indexCandidates(directory.memberships));
    return new InsightRun(directory, caller, objects, candidatesFor);
  }

  async page(after: number, limit: number): Promise<InsightPage> {
    const query = { types: ['group'], scope: { kind: 'all' }, filter: null, orderBy: null, wantsCount: false } as const;
    const start = after === 0 ? null : { number: after as ObjectNumber, sortKey: null };
    const { objects, next } = await this.directory.store.read(async (session) => {
      await session.catchUpMemberships();
      await this.directory.rules.refresh(session);
      return session.objects.list({ ...query, limit, after: start }, null);
    });
    const insights = await this.examine(objects as readonly Group[]);
    return { insights: insights.filter(hasFindings), examined: objects.length, next: next?.number ?? null };
  }

  /** One insight for each group, in their order. The work is done between two looks at the database, not during one. */
  async examine(groups: readonly Group[]): Promise<readonly GroupInsight[]> {
    const found: Examined[] = [];
    for (const group of groups) {
      found.push(this.examineGroup(group));
      // One rule may take some tenths of a second: others get their turn in between.
      await pause();
    }
    const { store, rules } = this.directory;
    const tables = found.flatMap(({ table }) => table ?? []);
    return store.read(async (session) => {
      const spelling = await spellValues(session, tables, rules);
      const names = await this.groupsNamed(session, found);
      return found.map((each) => this.insightOf(each, spelling, names));
    });
  }

  private examineGroup(group: Group): Examined {
    const { memberships } = this.directory;
    const everybody = this.objects.countOf('user') + this.objects.countOf('device');
    const most = Math.floor(everybody / everybodyShare);
    const overlaps = findOverlaps(memberships, group.number, this.candidatesFor, most);
    const text = ruleOf(group);
    const checked = text === null ? undefined : checkRule(text, { dialect: this.directory.rules.dialect });
    if (checked === undefined) return { group, insight: nothing, table: undefined, overlaps };
    if (!checked.ok)
      return { group, insight: { ...nothing, diagnostics: checked.diagnostics }, table: undefined, overlaps };
    const { rule } = checked;
    const insight = examineRule(rule);
    return { group, insight, table: this.examineTable(group, rule, insight), overlaps };
  }

  private examineTable(group: Group, rule: CheckedRule, insight: RuleInsight): TableInsight | undefined {
    const { rules, clock } = this.directory;
    if (!isAllowed(this.caller.actor, readOperation[rule.objectType])) return undefined;
    const active = rule.sourceGroupIds.length === 0 ? undefined : rules.find(group.number);
    const isActive = active !== undefined && 'rule' in active && active.rule.text === rule.text;
    // Which groups a rule names is known of rules in force only.
    if (rule.form === 'memberOf' || (rule.sourceGroupIds.length > 0 && !isActive)) return undefined;
    const rowsOfGroup = isActive ? rowsOfGroups(this.directory, active.sources) : undefined;
    return examineInTable(rule, insight, this.objects.tables[rule.objectType], clock(), rowsOfGroup);
  }

  /** The living groups among those that overlaps name; a statement for every 1,000. */
  private async groupsNamed(session: ReadSession, found: readonly Examined[]): Promise<ReadonlyMap<number, Group>> {
    const numbers = [...new Set(found.flatMap(({ overlaps }) => [...overlaps.identical, ...overlaps.containing]))];
    const groups = new Map<number, Group>();
    for (let i = 0; i < numbers.length; i += 1000) {
      const page = await session.objects.findByNumbers(numbers.slice(i, i + 1000), ['group']);
      for (const each of page) groups.set(each.number, each as Group);
    }
    return groups;
  }

  private insightOf(
    { group, insight, table, overlaps }: Examined,
    spelling: Spelling,
    names: ReadonlyMap<number, Group>,
  ) {
    const { memberships } = this.directory;
    const shown = (number: number): OverlappingGroup[] => {
      const each = names.get(number);
      if (each === undefined || isNamedBy(group, each)) return [];
      const displayName = each.properties.displayName as string;
      return [{ groupId: each.id, displayName, members: memberships.memberCount(number) }];
    };
    const ofTable = table === undefined ? [] : describeTableInsight(table, spelling);
    return {
      groupId: group.id,
      groupNumber: group.number,
      displayName: group.properties.displayName as string,
      membershipRule: ruleOf(group),
      diagnostics: [...insight.diagnostics, ...ofTable].sort((left, right) => left.position - right.position),
      members: memberships.memberCount(group.number),
      identicalTo: overlaps.identical.flatMap(shown),
      containedIn: overlaps.containing.flatMap(shown).slice(0, mostContaining),
      isHeldAgainstDirectory: table !== undefined,
      isComplete: insight.isComplete,
    };
  }
}

const nothing: RuleInsight = { diagnostics: [], isComplete: true };

function ruleOf({ properties }: Group): string | null {
  return isDynamic(properties) ? ((properties.membershipRule as string | null | undefined) ?? null) : null;
}

/**
 * Whether the rule of one of two groups names the other: a group made of the members of another overlaps with it by its
 * very rule, which goes without saying.
 */
function isNamedBy(one: Group, other: Group): boolean {
  const names = (left: Group, right: Group) => ruleOf(left)?.toLowerCase().includes(right.id) === true;
  return names(one, other) || names(other, one);
}

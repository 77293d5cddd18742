import { setImmediate as pause } from 'node:timers/promises';
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
import { isAllowed } from '../authorization/authorize.ts';
import { readOperation } from '../authorization/operations-by-type.ts';
import { mayReadMembers } from '../authorization/sight.ts';
import type { ObjectColumns } from '../columns/object-columns.ts';
import type { Directory } from '../context.ts';
import { isDynamic } from '../groups/group-kind.ts';
import type { Group } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { rowsOfGroups } from '../rules/rows-of-groups.ts';
import { findOverlaps, type Overlaps } from './find-overlaps.ts';
import type { GroupInsight, OverlappingGroup } from './group-insight.ts';
import type { CandidatesFor } from './overlap-candidates.ts';
import { type Spelling, spellValues } from './spell-values.ts';

/** The most larger groups that are named for one group. */
export const mostContaining = 3;
/** The most groups with the same members that are named for one group. */
export const mostIdentical = 20;
/** A group with more than one of so many of all users and devices is not named as containing others. */
const everybodyShare = 2;

/** What the rule of a group shows, before the nearest values are spelled. */
interface Examined {
  readonly group: Group;
  readonly insight: RuleInsight;
  readonly table: TableInsight | undefined;
  readonly overlaps: Overlaps;
}

/** Looks at groups one after another, with what they share looked up once. */
export class GroupExaminer {
  /** Larger groups are passed over as containing. */
  private readonly mostMembers: number;

  /**
   * @param objects undefined in a process that keeps nobody in memory: rules are then looked at alone
   * @param everybody how many users and devices there are
   */
  constructor(
    private readonly directory: Directory,
    private readonly caller: Caller,
    private readonly objects: ObjectColumns | undefined,
    everybody: number,
    private readonly candidatesFor: CandidatesFor,
  ) {
    this.mostMembers = Math.floor(everybody / everybodyShare);
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
    const overlaps = findOverlaps(memberships, group.number, this.candidatesFor, this.mostMembers);
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
    if (this.objects === undefined || !isAllowed(this.caller.actor, readOperation[rule.objectType])) return undefined;
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
      if (each === undefined || isNamedBy(group, each) || !mayReadMembers(this.caller.actor, each)) return [];
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
      identicalTo: overlaps.identical.flatMap(shown).slice(0, mostIdentical),
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

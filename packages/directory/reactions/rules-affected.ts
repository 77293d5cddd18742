import type { ObjectId, ObjectNumber } from '@muster/kernel';
import { MemberSet } from '@muster/roster';
import type { Change } from '../changes/change.ts';
import type { ObjectTransition } from '../changes/object-transition.ts';
import type { NestedMove, Nesting } from '../relations/nesting.ts';
import { type ReportingLines, reportsBelow } from '../relations/reporting-lines.ts';
import type { RelationalRules } from '../rules/relational-rules.ts';
import { changedRuleNames } from '../rules/rule-object.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';

/** Rules over relations with the objects about which their answers may have turned. */
export type Affected = Map<ActiveRule, MemberSet>;

/** Groups inside groups before and after a change, and which groups moved. */
export interface NestingChange {
  readonly before: Nesting;
  readonly after: Nesting;
  readonly moves: readonly NestedMove[];
}

function note(affected: Affected, rules: Iterable<ActiveRule>, members: MemberSet): void {
  if (members.size === 0) return;
  for (const rule of rules) {
    const known = affected.get(rule);
    if (known === undefined) affected.set(rule, members.clone());
    else known.addAll(members);
  }
}

/** Objects that are new, or of which properties changed that rules over relations read; and what time turned. */
export function affectedByProperties(change: Change, relational: RelationalRules, affected: Affected): void {
  for (const { before, after } of change.transitions) {
    if (after === null) continue;
    const rules =
      before === null
        ? relational.ofNewObjects(after.type)
        : relational.overProperties(after.type, changedRuleNames(before, after));
    note(affected, rules, MemberSet.of([after.number]));
  }
  for (const [rule, members] of change.toDecideAgain()) note(affected, [rule], members);
}

/** The rules that ask for the members of a group, directly or because it lies within a group that they ask about. */
export function dependentsIn(relational: RelationalRules, nestings: readonly Nesting[]) {
  const over = new Map<number, Set<ActiveRule>>();
  for (const outer of relational.outerGroups) {
    for (const nesting of nestings) {
      for (const group of nesting.within(outer)) {
        const known = over.get(group) ?? new Set();
        for (const rule of relational.overOuterGroup(outer)) known.add(rule);
        over.set(group, known);
      }
    }
  }
  return (group: number): readonly ActiveRule[] => [
    ...new Set([...relational.overGroup(group), ...(over.get(group) ?? [])]),
  ];
}

/** Objects that moved in or out of groups whose members rules ask for, by themselves or with the group they are in. */
export function affectedByMovements(
  change: Change,
  dependentsOf: (group: number) => readonly ActiveRule[],
  { before, after, moves }: NestingChange,
  affected: Affected,
): void {
  for (const [member, { joined, left }] of change.movements()) {
    for (const group of [...joined, ...left]) note(affected, dependentsOf(group), MemberSet.of([member]));
  }
  for (const [group, { joined, left }] of change.bulkMovements()) {
    note(affected, dependentsOf(group), joined.clone().addAll(left));
  }
  const { memberships } = change.directory;
  for (const { outer, inner } of moves) {
    const rules = dependentsOf(outer);
    if (rules.length === 0) continue;
    // Members that the groups within lose or gain in this very change are noted above.
    const members = MemberSet.of();
    for (const group of new Set([...before.within(inner), ...after.within(inner)])) {
      members.addAll(memberships.membersOf(group));
    }
    note(affected, rules, members);
  }
}

/**
 * Users whose line of managers changed in what some rule asks: those whose manager changed, with everybody below them,
 * and everybody below somebody who was deleted or restored. Starts the transaction again with the exclusive key where
 * links change: others must not write about those below meanwhile.
 */
export async function affectedByLines(
  change: Change,
  relational: RelationalRules,
  lines: ReportingLines,
  affected: Affected,
): Promise<void> {
  const moved = change.transitions.filter(movesLine);
  if (!relational.readsLines || moved.length === 0) return;
  if (moved.some(({ after }) => after !== null)) change.requireExclusive();
  await lines.load(moved.flatMap(({ before, after }) => [before?.managerId ?? null, after?.managerId ?? null]));
  const turns = moved.filter((each) => !isNew(each)).map((each) => turnOf(each, relational, lines));
  for (const { number, own } of turns) note(affected, own, MemberSet.of([number]));
  const roots = turns.filter(({ deep, near }) => deep.size + near.size > 0);
  const below = await reportsBelow(
    change.session,
    roots.map(({ id }) => id),
  );
  for (const { id, deep, near } of roots) {
    const { direct, all } = below.get(id)!;
    if (all.length > 0) change.requireExclusive();
    note(affected, deep, MemberSet.of([...all]));
    note(affected, near, MemberSet.of([...direct]));
  }
}

/** What the turn of one user's line may turn in its wake. */
interface Turn {
  readonly id: ObjectId;
  readonly number: ObjectNumber;
  /** Rules to be decided again about the user, about everybody below, and about direct reports. */
  readonly own: ReadonlySet<ActiveRule>;
  readonly deep: ReadonlySet<ActiveRule>;
  readonly near: ReadonlySet<ActiveRule>;
}

function turnOf({ before, after }: ObjectTransition, relational: RelationalRules, lines: ReportingLines): Turn {
  const { id, number } = (after ?? before)!;
  const was = before === null ? [] : lines.aboveBefore(before.managerId);
  const is = after === null ? [] : lines.above(after.managerId);
  const overAll = (manager: ObjectId) => relational.overAllReportsOf(manager);
  const overDirect = (manager: ObjectId) => relational.overDirectReportsOf(manager);
  if (before !== null && after !== null) {
    const deep = rulesOver(difference(was, is), overAll);
    const ends = [was[0], is[0]].filter((each) => each !== undefined);
    return { id, number, deep, near: new Set(), own: new Set([...deep, ...rulesOver(ends, overDirect)]) };
  }
  // Those below lose or gain the user and with the user the whole line above.
  const deep = rulesOver([id, ...was, ...is], overAll);
  return { id, number, deep, near: relational.overDirectReportsOf(id), own: new Set() };
}

/** Nobody reports yet to a user who is just being created. */
function isNew({ before, after }: ObjectTransition): boolean {
  return before === null && after!.version === 1;
}

function movesLine(transition: ObjectTransition): boolean {
  const { before, after } = transition;
  if ((after ?? before)!.type !== 'user') return false;
  if (isNew(transition)) return after!.managerId !== null;
  return before === null || after === null || before.managerId !== after.managerId;
}

function rulesOver(managers: readonly ObjectId[], over: (manager: ObjectId) => Iterable<ActiveRule>) {
  return new Set(managers.flatMap((manager) => [...over(manager)]));
}

function difference(was: readonly ObjectId[], is: readonly ObjectId[]): ObjectId[] {
  const [before, after] = [new Set(was), new Set(is)];
  return [...was.filter((each) => !after.has(each)), ...is.filter((each) => !before.has(each))];
}

import type { ObjectId, ObjectNumber } from '@muster/kernel';
import { type CheckedRule, checkRule } from '@muster/rules';
import type { Change } from '../changes/change.ts';
import type { Group } from '../objects/directory-object.ts';
import { dependencyOrder } from '../relations/dependency-order.ts';
import { knownGroupsAfter, type Nesting, nestedMoves, nestingAfter } from '../relations/nesting.ts';
import { ruleErrors } from './rule-errors.ts';

/** A group that carries a rule over memberships, with the groups the rule asks about. */
interface Reader {
  readonly direct: readonly number[];
  readonly outer: readonly number[];
}

/** How one group on a path stands to the next. */
type Step = { readonly group: number; readonly how: 'reads' | 'contains' };

/**
 * Refuses a rule over memberships that would make groups depend on one another in a circle, or in a chain that is too
 * long. Groups inside groups count where a rule asks for members at any depth. Needs the exclusive key.
 *
 * Costs the rules and groups that can be reached from the rule's.
 *
 * @param sources the groups that the rule names
 * @throws AppError RULE_CIRCLE naming the path, RULE_CHAIN_TOO_LONG
 */
export async function refuseCircularRule(
  change: Change,
  self: { readonly id: ObjectId; readonly number: ObjectNumber; readonly displayName: string },
  rule: CheckedRule,
  sources: ReadonlyMap<ObjectId, Group>,
): Promise<void> {
  const numberOf = (id: string) => (id === self.id ? self.number : sources.get(id as ObjectId)?.number);
  const numbersOf = (ids: readonly string[]) => ids.flatMap((id) => numberOf(id) ?? []);
  const { groups, groupsWithin } = rule.relations;
  const own: Reader = { direct: numbersOf(groups), outer: numbersOf(groupsWithin) };
  await change.catchUp();
  const graph = graphOf(change, new Map([[self.number, own]]));
  await refuseCircleAt(change, graph, self.number, new Map([[self.number, self]]));
  const { ruleChain } = change.directory.limits;
  const length = chainBelow(graph, self.number) + chainAbove(change, graph, self.number);
  if (length > ruleChain) throw ruleErrors.RULE_CHAIN_TOO_LONG({ length, limit: ruleChain });
}

/**
 * The same for the rule that a restored group brings back, as far as it is one. In a directory with the portable language
 * such a rule is frozen instead.
 *
 * @throws AppError RULE_CIRCLE naming the path, RULE_CHAIN_TOO_LONG
 */
export async function refuseCircularRestore(change: Change, group: Group): Promise<void> {
  const { dialect } = change.directory.rules;
  const checked = checkRule(group.properties.membershipRule as string, { dialect });
  if (dialect === 'entra' || !checked.ok) return;
  const sources = await change.session.objects.findMany(checked.rule.sourceGroupIds as readonly ObjectId[], ['group']);
  const known = new Map(sources.map((each) => [each.id, each as Group]));
  const displayName = group.properties.displayName as string;
  await refuseCircularRule(change, { ...group, displayName }, checked.rule, known);
}

/**
 * Refuses movements of groups into groups, as the change has them so far, by which rules over members at any depth would
 * come to depend on themselves.
 *
 * @throws AppError RULE_CIRCLE naming the path
 */
export async function refuseCircularNesting(change: Change): Promise<void> {
  const { rules } = change.directory;
  if (!rules.relational.readsNesting) return;
  change.requireExclusive();
  await change.catchUp();
  const graph = graphOf(change, new Map());
  for (const outer of rules.relational.outerGroups) {
    for (const { groupNumber } of rules.relational.overOuterGroup(outer)) {
      await refuseCircleAt(change, graph, groupNumber, new Map());
    }
  }
}

interface Graph {
  readonly nesting: Nesting;
  readerAt(group: number): Reader | undefined;
}

/** @param changed groups whose rules are only being saved */
function graphOf(change: Change, changed: ReadonlyMap<number, Reader>): Graph {
  const { rules } = change.directory;
  const groups = knownGroupsAfter(change, [...rules.groupNumbers(), ...changed.keys()]);
  return {
    nesting: nestingAfter(change, groups, nestedMoves(change, groups)),
    readerAt(group) {
      const saved = changed.get(group);
      if (saved !== undefined) return saved;
      const found = rules.find(group);
      if (found === undefined || 'problem' in found) return undefined;
      const { relations } = found.rule;
      const numbersOf = (ids: readonly string[]) => ids.flatMap((id) => found.sources.get(id) ?? []);
      return { direct: numbersOf(relations.groups), outer: numbersOf(relations.groupsWithin) };
    },
  };
}

/** The groups of which the members decide about those of a group by its rule. */
function readBy(graph: Graph, group: number): ReadonlySet<number> {
  const reader = graph.readerAt(group);
  if (reader === undefined) return new Set();
  return new Set([...reader.direct, ...reader.outer.flatMap((outer) => [...graph.nesting.within(outer)])]);
}

async function refuseCircleAt(
  change: Change,
  graph: Graph,
  start: number,
  names: ReadonlyMap<number, { readonly id: string; readonly displayName: string }>,
): Promise<void> {
  const path = circleThrough(graph, start);
  if (path === undefined) return;
  const found = await change.session.objects.findByNumbers([...new Set(path.map(({ group }) => group))], ['group']);
  const named = new Map<number, string>(
    found.map((group) => [group.number, `${group.properties.displayName as string} (${group.id})`]),
  );
  for (const [number, { id, displayName }] of names) named.set(number, `${displayName} (${id})`);
  const nameOf = (group: number) => named.get(group) ?? String(group);
  const steps = path.map(({ group, how }) => `${nameOf(group)} ${how}`);
  throw ruleErrors.RULE_CIRCLE(
    { path: `${steps.join(' ')} ${nameOf(start)}` },
    { inner: { path: [...path.map(({ group }) => nameOf(group)), nameOf(start)] } },
  );
}

/** The way from a group by what rules read back to it, with the groups inside groups on the way; undefined when none leads back. */
function circleThrough(graph: Graph, start: number): Step[] | undefined {
  const cameFrom = new Map<number, number>();
  const due = [start];
  for (const group of due) {
    for (const next of readBy(graph, group)) {
      if (next === start) return wayTo(graph, cameFrom, group, start);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, group);
      due.push(next);
    }
  }
  return undefined;
}

function wayTo(graph: Graph, cameFrom: ReadonlyMap<number, number>, last: number, start: number): Step[] {
  const groups = [last];
  for (let at = last; at !== start; ) {
    at = cameFrom.get(at)!;
    groups.unshift(at);
  }
  return groups.flatMap((group, i) => stepsTo(graph, group, groups[i + 1] ?? start));
}

/** From a rule's group to one it reads: at once, or through the group that has it within. */
function stepsTo(graph: Graph, group: number, next: number): Step[] {
  const { direct, outer } = graph.readerAt(group)!;
  const reads: Step = { group, how: 'reads' };
  if (direct.includes(next) || outer.includes(next)) return [reads];
  const between = outer.find((each) => graph.nesting.within(each).has(next))!;
  return [reads, { group: between, how: 'contains' }];
}

/** How many rules over memberships stand one upon another, from the group's down. */
function chainBelow(graph: Graph, start: number): number {
  const readsFrom = (group: number) => [...readBy(graph, group)];
  return longestWay(start, readsFrom, (group) => readsFrom(group).length > 0);
}

/** The same from the group's up, its own not included. */
function chainAbove(change: Change, graph: Graph, start: number): number {
  const readers = new Map<number, number[]>();
  for (const { groupNumber } of change.directory.rules.relational.all) {
    if (groupNumber === start) continue;
    for (const source of readBy(graph, groupNumber)) {
      const known = readers.get(source);
      if (known === undefined) readers.set(source, [groupNumber]);
      else known.push(groupNumber);
    }
  }
  return longestWay(
    start,
    (group) => readers.get(group) ?? [],
    (group) => group !== start,
  );
}

/** The most groups that count on any way from a group on, the group included. */
function longestWay(
  start: number,
  next: (group: number) => readonly number[],
  counts: (group: number) => boolean,
): number {
  const lengths = new Map<number, number>();
  const order = dependencyOrder([start], next);
  for (const group of [...order].reverse()) {
    const onward = next(group).map((each) => lengths.get(each) ?? 0);
    lengths.set(group, onward.reduce((most, each) => Math.max(most, each), 0) + (counts(group) ? 1 : 0));
  }
  return lengths.get(start)!;
}

import { type CheckedNode, type CheckedRule, printRule } from '@muster/rules';

/** A clause of two rules beside each other. */
export type ClauseDifference =
  /** The same clause in both, or one that only one of them has; texts are canonical. */
  | { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }
  /** A clause in the place of another one about the same property. */
  | { readonly kind: 'changed'; readonly before: string; readonly after: string }
  /** A group or negation whose clauses differ; `connectorBefore` when it was joined in the other way. */
  | {
      readonly kind: 'group';
      readonly connector: 'and' | 'or' | 'not';
      readonly connectorBefore?: 'and' | 'or';
      readonly clauses: readonly ClauseDifference[];
    };

/**
 * What differs between two rules, clause by clause, in the order of the second; the order of clauses in a group and the
 * layout of the texts count for nothing. Cost grows with the square of the clauses of one group.
 */
export function ruleDifference(before: CheckedRule, after: CheckedRule): ClauseDifference {
  return compare(before.tree, after.tree);
}

function compare(before: CheckedNode, after: CheckedNode): ClauseDifference {
  if (keyOf(before) === keyOf(after)) return { kind: 'same', text: printRule(after) };
  if (before.kind === 'not' && after.kind === 'not') {
    return { kind: 'group', connector: 'not', clauses: [compare(before.operand, after.operand)] };
  }
  const connector = isChain(after) ? after.kind : isChain(before) ? before.kind : undefined;
  const isAboutOne = !isChain(before) && !isChain(after);
  if (connector === undefined || isAboutOne)
    return { kind: 'changed', before: printRule(before), after: printRule(after) };
  const wasJoinedOtherwise = isChain(before) && before.kind !== connector;
  const clauses = compareAll(operandsOf(before), operandsOf(after));
  return { kind: 'group', connector, ...(wasJoinedOtherwise ? { connectorBefore: before.kind } : {}), clauses };
}

type Chain = Extract<CheckedNode, { kind: 'and' | 'or' }>;

function isChain(node: CheckedNode): node is Chain {
  return node.kind === 'and' || node.kind === 'or';
}

function operandsOf(node: CheckedNode): readonly CheckedNode[] {
  return isChain(node) ? node.operands : [node];
}

/** Equal for clauses that mean the same apart from the order in their groups. */
function keyOf(node: CheckedNode): string {
  if (isChain(node)) return `(${node.operands.map(keyOf).sort().join(` ${node.kind} `)})`;
  if (node.kind === 'not') return `not ${keyOf(node.operand)}`;
  if (node.kind === 'any' || node.kind === 'all') return `${node.subject.text} ${node.kind} ${keyOf(node.body)}`;
  return printRule(node);
}

/** Equal for clauses of which one can be called a change of the other. */
function topicOf(node: CheckedNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return 'group';
    case 'not':
      return `not ${topicOf(node.operand)}`;
    case 'directReports':
    case 'reports':
      return 'reports';
    default:
      return node.subject.text;
  }
}

function compareAll(before: readonly CheckedNode[], after: readonly CheckedNode[]): ClauseDifference[] {
  const partners = pair(before, after);
  const taken = new Set(partners.values());
  const differences: ClauseDifference[] = [];
  let place = 0;
  const removeUpTo = (end: number) => {
    for (; place < end; place += 1) {
      if (!taken.has(place)) differences.push({ kind: 'removed', text: printRule(before[place]!) });
    }
  };
  for (const [i, node] of after.entries()) {
    const partner = partners.get(i);
    if (partner === undefined) {
      differences.push({ kind: 'added', text: printRule(node) });
      continue;
    }
    removeUpTo(partner);
    differences.push(compare(before[partner]!, node));
  }
  removeUpTo(before.length);
  return differences;
}

/** For the clauses of the second rule the index of the clause in the first that they belong to: equal ones first. */
function pair(before: readonly CheckedNode[], after: readonly CheckedNode[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const free = new Set(before.keys());
  for (const nameOf of [keyOf, topicOf]) {
    const names = before.map(nameOf);
    for (const [i, node] of after.entries()) {
      if (partners.has(i)) continue;
      const name = nameOf(node);
      const found = [...free].find((each) => names[each] === name);
      if (found === undefined) continue;
      free.delete(found);
      partners.set(i, found);
    }
  }
  return partners;
}

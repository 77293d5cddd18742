import type { Instant } from '@muster/kernel';
import type { CheckedNode, CheckedRule } from '../ast/checked-rule.ts';
import { printRule } from '../ast/print-rule.ts';
import { keepBits } from './bits.ts';
import type { RowsOfGroup } from './column-evaluator.ts';
import type { ColumnTable } from './column-table.ts';
import { evaluatorOf } from './evaluate-columns.ts';
import { planOf } from './plan.ts';
import { RowSet } from './row-set.ts';

/** Who fails a rule by one clause alone. */
export interface NearMiss {
  /** The clause in canonical layout: a comparison, a collection test; under `-not`, with it. */
  readonly clause: string;
  /** Objects that the rule does not select, and would if this clause held for them. */
  readonly rows: RowSet;
}

type Words = Uint32Array;

/**
 * For every clause of the rule, in the order written, the objects that miss the rule by it alone. An object that any one
 * of several clauses of an `-or` would let in stands under each of them. Clauses that nobody misses are left out.
 *
 * Cost: what evaluating the clauses costs, and a few passes over the rows' bits for each of them.
 *
 * @param rowsOfGroup asked for every group that the rule names
 * @throws Error when `canEvaluateColumnar` is false.
 */
export function nearMisses(
  rule: CheckedRule,
  table: ColumnTable,
  now: Instant,
  rowsOfGroup?: RowsOfGroup,
): readonly NearMiss[] {
  const search = new NearMissSearch(table, now, rowsOfGroup);
  search.descend(rule.tree, false, search.everybody());
  return search.found.filter(({ rows }) => rows.count > 0);
}

/** Goes down the tree with the rows for which nothing but what is below decides. */
class NearMissSearch {
  readonly found: NearMiss[] = [];
  private readonly held = new Map<CheckedNode, Words>();

  constructor(
    private readonly table: ColumnTable,
    private readonly now: Instant,
    private readonly rowsOfGroup: RowsOfGroup | undefined,
  ) {}

  everybody(): Words {
    return this.table.present.slice(0, (this.table.rows + 31) >>> 5);
  }

  /**
   * @param within rows whose answer is that of this node, turned round when `isNegated`; changed in place
   */
  descend(node: CheckedNode, isNegated: boolean, within: Words): void {
    if (node.kind === 'not') {
      this.descend(node.operand, !isNegated, within);
      return;
    }
    // Only those whom the node leaves out can be let in by something below it.
    keepBits(within, this.holding(node, isNegated), false);
    if (node.kind !== 'and' && node.kind !== 'or') {
      const clause = isNegated ? `-not (${printRule(node)})` : printRule(node);
      this.found.push({ clause, rows: RowSet.ofWords(within, this.table.rows) });
      return;
    }
    const isConjunction = (node.kind === 'and') !== isNegated;
    const parts = isConjunction ? this.withoutOne(node.operands, isNegated, within) : undefined;
    for (const [at, operand] of node.operands.entries()) {
      this.descend(operand, isNegated, parts?.[at] ?? within.slice());
    }
  }

  /** For each of the operands the rows within for which all others hold. Two passes, from the left and from the right. */
  private withoutOne(operands: readonly CheckedNode[], isNegated: boolean, within: Words): Words[] {
    const parts: Words[] = [];
    const before = within.slice();
    for (const operand of operands) {
      parts.push(before.slice());
      keepBits(before, this.holding(operand, isNegated), true);
    }
    const after = within;
    for (let at = operands.length - 1; at >= 0; at -= 1) {
      keepBits(parts[at]!, after, true);
      keepBits(after, this.holding(operands[at]!, isNegated), true);
    }
    return parts;
  }

  /** A node stands under one number of negations, so its rows are worked out once. */
  private holding(node: CheckedNode, isNegated: boolean): Words {
    const known = this.held.get(node);
    if (known !== undefined) return known;
    const words = evaluatorOf(this.table)
      .rowsOf(planOf(node, this.now, isNegated), this.now, this.rowsOfGroup)
      .words();
    this.held.set(node, words);
    return words;
  }
}

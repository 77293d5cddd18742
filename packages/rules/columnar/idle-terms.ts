import type { Instant } from '@muster/kernel';
import type { CheckedNode, CheckedRule } from '../ast/checked-rule.ts';
import { keepBits } from './bits.ts';
import type { RowsOfGroup } from './column-evaluator.ts';
import type { ColumnTable } from './column-table.ts';
import { evaluatorOf } from './evaluate-columns.ts';
import { planOf } from './plan.ts';

type Words = Uint32Array;

/**
 * The conditions of a rule without which it would select the very same rows at `now`, in the order written. They can all
 * be left out together: of several that could each do without the others, the first stays.
 *
 * Cost: what evaluating the conditions costs, and a few passes over the rows' bits for each of them.
 *
 * @param rowsOfGroup asked for every group that the rule names
 * @throws Error when `canEvaluateColumnar` is false.
 */
export function idleTerms(
  rule: CheckedRule,
  table: ColumnTable,
  now: Instant,
  rowsOfGroup?: RowsOfGroup,
): readonly CheckedNode[] {
  const search = new IdleTermSearch(table, now, rowsOfGroup);
  search.descend(rule.tree, false, table.present.slice(0, (table.rows + 31) >>> 5));
  return search.found;
}

/** Goes down the tree with the rows for which nothing but what is below decides. */
class IdleTermSearch {
  readonly found: CheckedNode[] = [];

  constructor(
    private readonly table: ColumnTable,
    private readonly now: Instant,
    private readonly rowsOfGroup: RowsOfGroup | undefined,
  ) {}

  /** @param within rows whose answer is that of this node; changed in place */
  descend(node: CheckedNode, isNegated: boolean, within: Words): void {
    if (node.kind === 'not') this.descend(node.operand, !isNegated, within);
    else if (node.kind === 'and' || node.kind === 'or') {
      // An operand that is this way leaves the decision to the others.
      const isNeutral = (node.kind === 'and') !== isNegated;
      const silent = node.operands.map((each) => this.holding(each, isNegated !== !isNeutral));
      const kept = this.keep(silent, within, (at) => this.found.push(node.operands[at]!));
      const parts = without(
        kept.map((at) => silent[at]!),
        within,
      );
      for (const [i, at] of kept.entries()) this.descend(node.operands[at]!, isNegated, parts[i]!);
    }
  }

  /** The places of the operands that decide something, ascending; calls `drop` for the others. */
  private keep(silent: readonly Words[], within: Words, drop: (at: number) => void): readonly number[] {
    const before: Words[] = [];
    let rows = within.slice();
    for (const each of silent) {
      before.push(rows);
      rows = rows.slice();
      keepBits(rows, each, true);
    }
    const kept: number[] = [];
    const dropped: number[] = [];
    const after = within.slice();
    for (let at = silent.length - 1; at >= 0; at -= 1) {
      const decided = before[at]!;
      keepBits(decided, after, true);
      const isLast = at === 0 && kept.length === 0;
      if (keepBits(decided, silent[at]!, false) === 0 && !isLast) dropped.push(at);
      else {
        kept.push(at);
        keepBits(after, silent[at]!, true);
      }
    }
    for (const at of dropped.reverse()) drop(at);
    return kept.reverse();
  }

  private holding(node: CheckedNode, isNegated: boolean): Words {
    return evaluatorOf(this.table)
      .rowsOf(planOf(node, this.now, isNegated), this.now, this.rowsOfGroup)
      .words();
  }
}

/** For each of the sets the rows within that all others have. */
function without(sets: readonly Words[], within: Words): readonly Words[] {
  const parts: Words[] = [];
  const before = within.slice();
  for (const each of sets) {
    parts.push(before.slice());
    keepBits(before, each, true);
  }
  const after = within.slice();
  for (let at = sets.length - 1; at >= 0; at -= 1) {
    keepBits(parts[at]!, after, true);
    keepBits(after, sets[at]!, true);
  }
  return parts;
}

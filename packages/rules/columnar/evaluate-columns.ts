import type { Instant } from '@muster/kernel';
import type { CheckedRule } from '../ast/checked-rule.ts';
import { ColumnEvaluator, type RowsOfGroup } from './column-evaluator.ts';
import type { ColumnTable } from './column-table.ts';
import type { RowSet } from './row-set.ts';

const evaluators = new WeakMap<ColumnTable, ColumnEvaluator>();

/** The evaluator that a table's rules share, with its caches. */
export function evaluatorOf(table: ColumnTable): ColumnEvaluator {
  const known = evaluators.get(table);
  if (known !== undefined) return known;
  const evaluator = new ColumnEvaluator(table);
  evaluators.set(table, evaluator);
  return evaluator;
}

/**
 * The rows of the table whose objects satisfy the rule at `now`: exactly those for which `evaluate` is true.
 *
 * @param rowsOfGroup asked for every group that the rule names; without it a rule with memberOf cannot be answered
 * @throws Error when `canEvaluateColumnar` is false. Cost: the distinct values of the attributes it reads the first
 * time, then about the rows of its most selective condition.
 */
export function evaluateColumns(
  rule: CheckedRule,
  table: ColumnTable,
  now: Instant,
  rowsOfGroup?: RowsOfGroup,
): RowSet {
  return evaluatorOf(table).evaluate(rule, now, rowsOfGroup);
}

/** What `evaluateColumns` gives for every rule, in their order. */
export function evaluateAll(rules: readonly CheckedRule[], table: ColumnTable, now: Instant): RowSet[] {
  return rules.map((each) => evaluateColumns(each, table, now));
}

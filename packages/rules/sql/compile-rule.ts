import type { Instant } from '@muster/kernel';
import type { CheckedComparison, CheckedNode, CheckedQuantification, CheckedRule } from '../ast/checked-rule.ts';
import { type Bound, combine, contraryOf } from './bound.ts';
import { elementOperand, operandBound, someText } from './operand-bound.ts';
import type { SqlOperand, SqlTable } from './sql-table.ts';
import { type SqlText, sqlText } from './sql-text.ts';

/** A rule as a condition on the rows of a table. */
export interface RuleCondition {
  /** True, false or null for each row; null counts as false. */
  readonly where: SqlText;
  /**
   * True when the condition holds for exactly the objects that satisfy the rule. Otherwise it holds for all of them and
   * perhaps for others, so that every object found must be asked again (`evaluate`).
   */
  readonly isExact: boolean;
}

/** The condition, or why there is none. */
export type CompiledRule =
  | { readonly ok: true; readonly condition: RuleCondition }
  | { readonly ok: false; readonly reason: string };

/**
 * Compiles a rule to a condition on the table of its kind of object, at the instant `now`. Values of the rule become
 * parameters, never text. Whatever the condition leaves out does not satisfy the rule (`evaluate`); see `isExact` for
 * the other direction. Rules over memberOf or
 * reports in a condition are refused: memberships are not rows. Cost: linear in the rule.
 *
 * @see rule language spec §4; ADR 0012
 */
export function compileRule(rule: CheckedRule, table: SqlTable, now: Instant): CompiledRule {
  if (rule.readsRelations) {
    return {
      ok: false,
      reason: 'memberships are not rows: a rule over memberOf or reports is answered from members and managers',
    };
  }
  const { sql, isExact } = new RuleCompiler(table, now).boundOf(rule.tree, false);
  return { ok: true, condition: { where: sql, isExact } };
}

class RuleCompiler {
  constructor(
    private readonly table: SqlTable,
    private readonly now: Instant,
  ) {}

  /** Rows for which the condition holds, or with `isNegated` does not. `-not` moves inwards to single tests. */
  boundOf(node: CheckedNode, isNegated: boolean): Bound {
    switch (node.kind) {
      case 'and':
      case 'or': {
        const operands = node.operands.map((each) => this.boundOf(each, isNegated));
        return combine((node.kind === 'and') === isNegated ? 'or' : 'and', operands);
      }
      case 'not':
        return this.boundOf(node.operand, !isNegated);
      case 'any':
        return isNegated ? this.every(node, true) : this.some(node, false);
      case 'all':
        return isNegated ? this.some(node, true) : this.every(node, false);
      case 'comparison':
        return this.comparison(node, isNegated);
      case 'directReports': {
        const bounds = ['managerId', 'objectId'].map((name) => {
          const bound = operandBound(this.table, this.table.operandOf(name), node.test, this.now);
          return isNegated ? contraryOf(bound) : bound;
        });
        return combine(isNegated ? 'and' : 'or', bounds);
      }
      case 'memberOf':
      case 'reports':
        throw new Error('memberships are not rows');
    }
  }

  private comparison({ subject, test, isNegated: isNegative }: CheckedComparison, isNegated: boolean): Bound {
    const bound = operandBound(this.table, this.operandOf(subject), test, this.now);
    return isNegative === isNegated ? bound : contraryOf(bound);
  }

  private operandOf(subject: CheckedComparison['subject']): SqlOperand {
    switch (subject.kind) {
      case 'property':
        return this.table.operandOf(subject.property.name);
      case 'element':
        return elementOperand;
      case 'planField':
        return { kind: 'text', sql: planFields[subject.field] };
    }
  }

  /** Rows of whose collection some element satisfies the body, or with `isNegated` does not. */
  private some({ subject, body }: CheckedQuantification, isNegated: boolean): Bound {
    const collection = this.table.operandOf(subject.property.name);
    const bound = this.boundOf(body, isNegated);
    return collection.kind === 'plans' ? somePlan(collection.sql, bound) : someText(collection.sql, bound);
  }

  /** Rows of whose collection no element is certain not to satisfy the body, or with `isNegated` its contrary. */
  private every(node: CheckedQuantification, isNegated: boolean): Bound {
    const collection = this.table.operandOf(node.subject.property.name);
    const { sql, isExact } = this.boundOf(node.body, isNegated);
    const fails = { sql: sqlText`(${sql}) is not true`, isExact };
    const some = collection.kind === 'plans' ? somePlan(collection.sql, fails) : someText(collection.sql, fails);
    return { sql: sqlText`not ${some.sql}`, isExact };
  }
}

const planFields = {
  servicePlanId: sqlText`element.value ->> 'servicePlanId'`,
  service: sqlText`element.value ->> 'service'`,
  capabilityStatus: sqlText`element.value ->> 'capabilityStatus'`,
} as const;

function somePlan(collection: SqlText, { sql, isExact }: Bound): Bound {
  const rows = sqlText`exists (select from jsonb_array_elements(${collection}) as element(value) where ${sql})`;
  return { sql: rows, isExact };
}

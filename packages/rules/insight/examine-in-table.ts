import type { Instant } from '@muster/kernel';
import type { CheckedRule } from '../ast/checked-rule.ts';
import { printRule } from '../ast/print-rule.ts';
import type { Span } from '../ast/syntax-tree.ts';
import type { RowsOfGroup } from '../columnar/column-evaluator.ts';
import type { ColumnTable } from '../columnar/column-table.ts';
import { evaluateColumns } from '../columnar/evaluate-columns.ts';
import { idleTerms } from '../columnar/idle-terms.ts';
import { canEvaluateColumnar } from '../columnar/plan.ts';
import { type Diagnostic, diagnose, type Problem, problem } from '../diagnostics/diagnostic.ts';
import { type AbsentValue, absentValues } from './absent-values.ts';
import type { RuleInsight } from './examine-rule.ts';
import { Places } from './places.ts';
import { writeText } from './write-text.ts';

/** What the objects of a table show about a rule; to be written out once the nearest values are spelled. */
export interface TableInsight {
  readonly rule: CheckedRule;
  readonly absent: readonly AbsentValue[];
  /** Findings that need no spelling. */
  readonly problems: readonly Problem[];
}

/** Findings of the rule alone that say more about their place than what objects show there. */
const stronger: ReadonlySet<string> = new Set(['W_NEVER_TRUE', 'W_ALWAYS_TRUE', 'W_DECIDES_NOTHING']);

/**
 * What the objects of a table show about a rule: texts that fit none of them, conditions that change nobody's membership,
 * a rule that selects nobody. Says nothing when the table has no objects or cannot answer for the rule.
 *
 * @param insight what was found in the rule alone; its places are not named again
 * @param rowsOfGroup asked for every group that the rule names; without it nothing is said about a rule with memberOf
 * Cost: one evaluation in columns, some passes over the rows' bits for each condition, and `absentValues`.
 */
export function examineInTable(
  rule: CheckedRule,
  insight: RuleInsight,
  table: ColumnTable,
  now: Instant,
  rowsOfGroup?: RowsOfGroup,
): TableInsight {
  const isEmpty = table.present.every((word) => word === 0);
  if (isEmpty || rule.objectType !== table.type || !canEvaluateColumnar(rule, rowsOfGroup !== undefined).ok)
    return { rule, absent: [], problems: [] };
  const absent = absentValues(rule, table, now);
  const taken: readonly Span[] = [
    ...insight.diagnostics.filter(({ code }) => stronger.has(code)),
    ...absent.map(({ span }) => span),
  ];
  const places = new Places(rule);
  if (evaluateColumns(rule, table, now, rowsOfGroup).count === 0) {
    const isExplained = absent.length > 0 || insight.diagnostics.some(({ code }) => code === 'W_NEVER_TRUE');
    return { rule, absent, problems: isExplained ? [] : [problem('W_SELECTS_NOBODY', places.whole())] };
  }
  const problems = idleTerms(rule, table, now, rowsOfGroup).flatMap((node): Problem[] => {
    const place = places.of([node]);
    if (taken.some((each) => overlap(each, place))) return [];
    return [problem('W_IDLE_AT_PRESENT', place, { text: printRule(node) })];
  });
  return { rule, absent, problems };
}

function overlap(left: Span, right: Span): boolean {
  return left.position < right.position + right.length && right.position < left.position + left.length;
}

const operators = { equals: '-eq', startsWith: '-startsWith', endsWith: '-endsWith', contains: '-contains' } as const;

/**
 * Writes out what a table shows about a rule.
 *
 * @param spelling the nearest value as the object in its row spells it; undefined where that cannot be told
 */
export function describeTableInsight(
  { rule, absent, problems }: TableInsight,
  spelling: (value: AbsentValue) => string | undefined,
): readonly Diagnostic[] {
  const ofValues = absent.map((value): Problem => {
    const near = value.nearest === null ? undefined : spelling(value);
    const inserts = {
      test: `${value.property.text} ${operators[value.test.kind]} ${value.text}`,
      object: rule.objectType,
      hint:
        near === undefined
          ? ''
          : ` The nearest is ${writeText(near)}, which ${value.nearest!.count.toLocaleString('en-US')} have.`,
    };
    const fix = near === undefined ? undefined : writeText(near);
    return problem('W_VALUE_NOWHERE', value.span, inserts, { fix });
  });
  return diagnose(rule.text, [...ofValues, ...problems]);
}

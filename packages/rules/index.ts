export type {
  CheckedChain,
  CheckedComparison,
  CheckedDirectReports,
  CheckedMemberOf,
  CheckedNegation,
  CheckedNode,
  CheckedQuantification,
  CheckedReports,
  CheckedRule,
  Moment,
  PlanField,
  PropertySubject,
  RuleRelations,
  Subject,
  ValueTest,
} from './ast/checked-rule.ts';
export { comparisonsIn } from './ast/comparisons-in.ts';
export {
  type ComparisonOperator,
  findOperator,
  isNegative,
  isOperatorOf,
  type NegativeOperator,
  type OperatorName,
  operatorRoles,
  type PositiveOperator,
  positiveOf,
  type Quantifier,
} from './ast/operators.ts';
export { printRule } from './ast/print-rule.ts';
export { type RuleDialect, ruleDialects } from './ast/rule-dialect.ts';
export type { RuleObjectType } from './ast/rule-object-type.ts';
export {
  type Chain,
  type Comparison,
  type Condition,
  type Negation,
  type Quantification,
  type RuleSyntax,
  type Span,
  withoutParentheses,
} from './ast/syntax-tree.ts';
export { type CheckOptions, checkRule, longestRule, type RuleCheckResult } from './check/check-rule.ts';
export { type FormatResult, formatRule } from './check/format-rule.ts';
export { isSupported, typeNames } from './check/operator-support.ts';
export { type CodeTest, codeTestOf } from './columnar/code-test.ts';
export type { CollectionColumn, Column, ColumnValue, DistinctValues, ScalarColumn } from './columnar/column.ts';
export { ColumnEvaluator, type ColumnEvaluatorOptions, type RowsOfGroup } from './columnar/column-evaluator.ts';
export { ColumnTable } from './columnar/column-table.ts';
export { evaluateAll, evaluateColumns } from './columnar/evaluate-columns.ts';
export { type NearMiss, nearMisses } from './columnar/near-misses.ts';
export { requiredLiterals } from './columnar/pattern-literals.ts';
export { canEvaluateColumnar } from './columnar/plan.ts';
export { RowSet } from './columnar/row-set.ts';
export { type ValueCount, type ValueCounts, type ValueSearch, valueCounts } from './columnar/value-counts.ts';
export type { Diagnostic } from './diagnostics/diagnostic.ts';
export {
  type DiagnosticCode,
  type RuleErrorDefinition,
  ruleErrorCatalogue,
} from './diagnostics/rule-error-catalogue.ts';
export { type Explanation, explain } from './explain/explain.ts';
export type { AbsentValue, NearValue } from './insight/absent-values.ts';
export { describeTableInsight, examineInTable, type TableInsight } from './insight/examine-in-table.ts';
export { examineRule, type RuleInsight } from './insight/examine-rule.ts';
export { loneNodeCount, type NodeCount, nodeCounts } from './insight/node-counts.ts';
export { writeText } from './insight/write-text.ts';
export { evaluate, holds, satisfies } from './interpret/interpret.ts';
export { compareVersions, parseVersion } from './interpret/versions.ts';
export type { AssignedPlan, RuleObject, RuleValue } from './objects/rule-object.ts';
export { type RuleObjectProblems, ruleObjectFromJson } from './objects/rule-object-from-json.ts';
export {
  extendedProperties,
  extendProperties,
  findByGraphAttribute,
  findProperty,
  ruleProperties,
  suggestProperty,
} from './properties/property-tables.ts';
export {
  describeProperty,
  type PropertyDescription,
  type PropertyTables,
  type PropertyType,
  type RuleProperty,
} from './properties/rule-property.ts';
export type { Pattern } from './regex/compile-pattern.ts';
export { type CompiledRule, compileRule, type RuleCondition } from './sql/compile-rule.ts';
export { foldedLetters } from './sql/letter-folding.ts';
export type { SqlOperand, SqlTable } from './sql/sql-table.ts';
export { type SqlParameter, type SqlText, sqlText } from './sql/sql-text.ts';
export { readRuleSyntax } from './syntax/read-rule-syntax.ts';
export type { NextPiece } from './unfinished/accepted-pieces.ts';
export { type OpenEnd, openEnd } from './unfinished/open-end.ts';

import type { RuleDialect } from './rule-dialect.ts';

/** Operators that compare a property with one value or with a list. */
export type ComparisonOperator = PositiveOperator | NegativeOperator;

/** Operators that are false on a missing value (law P). */
export type PositiveOperator =
  | 'eq'
  | 'startsWith'
  | 'endsWith'
  | 'contains'
  | 'match'
  | 'in'
  | 'ge'
  | 'le'
  | 'gt'
  | 'lt';

/** Operators that are the exact complement of a positive one (law N). */
export type NegativeOperator = 'ne' | 'notStartsWith' | 'notEndsWith' | 'notContains' | 'notMatch' | 'notIn';

/** `-any` and `-all`. */
export type Quantifier = 'any' | 'all';

/** Every word that may follow a hyphen, with the part it plays in the grammar. */
export type OperatorName = ComparisonOperator | Quantifier | 'and' | 'or' | 'not' | 'plus' | 'minus';

type OperatorRole = 'scalar' | 'list' | 'quantifier' | 'connector' | 'negation' | 'offset';

/** The operators of rule language spec §2.5, and those of the extended dialect, in their table spelling (without the hyphen). */
export const operatorRoles: Readonly<Record<OperatorName, OperatorRole>> = {
  eq: 'scalar',
  ne: 'scalar',
  startsWith: 'scalar',
  notStartsWith: 'scalar',
  endsWith: 'scalar',
  notEndsWith: 'scalar',
  contains: 'scalar',
  notContains: 'scalar',
  match: 'scalar',
  notMatch: 'scalar',
  ge: 'scalar',
  le: 'scalar',
  gt: 'scalar',
  lt: 'scalar',
  in: 'list',
  notIn: 'list',
  any: 'quantifier',
  all: 'quantifier',
  and: 'connector',
  or: 'connector',
  not: 'negation',
  plus: 'offset',
  minus: 'offset',
};

/** Operators that only the extended dialect has. */
const extendedOperators: ReadonlySet<OperatorName> = new Set(['gt', 'lt']);

/** True when the dialect has the operator. */
export function isOperatorOf(dialect: RuleDialect, operator: OperatorName): boolean {
  return dialect === 'extended' || !extendedOperators.has(operator);
}

/** The negative operators, each with the positive one it complements. */
export const positiveTwin: Readonly<Record<NegativeOperator, PositiveOperator>> = {
  ne: 'eq',
  notStartsWith: 'startsWith',
  notEndsWith: 'endsWith',
  notContains: 'contains',
  notMatch: 'match',
  notIn: 'in',
};

/** True for `-ne` and every `-not…` comparison. */
export function isNegative(operator: ComparisonOperator): operator is NegativeOperator {
  return Object.hasOwn(positiveTwin, operator);
}

/** The operator itself when it is positive, otherwise the one it complements. */
export function positiveOf(operator: ComparisonOperator): PositiveOperator {
  return isNegative(operator) ? positiveTwin[operator] : operator;
}

const byLowerCase = new Map(Object.keys(operatorRoles).map((name) => [name.toLowerCase(), name as OperatorName]));

/** The operator a word names, in any case and without its hyphen; undefined when the dialect has none of that name. */
export function findOperator(word: string, dialect: RuleDialect): OperatorName | undefined {
  const found = byLowerCase.get(word.toLowerCase());
  return found !== undefined && isOperatorOf(dialect, found) ? found : undefined;
}

import { isOperatorOf, type OperatorName, operatorRoles } from '../ast/operators.ts';
import type { RuleDialect } from '../ast/rule-dialect.ts';
import { nearestWord } from '../properties/nearest-word.ts';

/** What people write for an operator who come from another language. */
const foreignOperators: Readonly<Record<string, string>> = {
  gt: 'ge',
  lt: 'le',
  equals: 'eq',
  equal: 'eq',
  is: 'eq',
  isnot: 'ne',
  neq: 'ne',
  notequals: 'ne',
  notequal: 'ne',
  like: 'match',
  notlike: 'notMatch',
  matches: 'match',
  regex: 'match',
  beginswith: 'startsWith',
  has: 'contains',
  includes: 'contains',
  nin: 'notIn',
};

const spellings = Object.entries(operatorRoles)
  .filter(([, role]) => role === 'scalar' || role === 'list' || role === 'quantifier')
  .map(([name]) => name as OperatorName);

/** What was probably meant; `fix` only where putting it in keeps the meaning. */
export interface OperatorAdvice {
  readonly suggestion: string | undefined;
  readonly fix: string | undefined;
}

const differInMeaning = new Set(['gt', 'lt', 'like', 'notlike']);

/** Advice about a word that is no operator of the dialect. */
export function suggestOperator(word: string, dialect: RuleDialect): OperatorAdvice {
  const lower = word.toLowerCase();
  const found = Object.hasOwn(foreignOperators, lower) ? foreignOperators[lower] : nearestOperator(lower, dialect);
  const suggestion = found === undefined ? undefined : `-${found}`;
  return { suggestion, fix: differInMeaning.has(lower) ? undefined : suggestion };
}

function nearestOperator(lower: string, dialect: RuleDialect): string | undefined {
  return nearestWord(
    lower,
    spellings.filter((name) => isOperatorOf(dialect, name)),
  );
}

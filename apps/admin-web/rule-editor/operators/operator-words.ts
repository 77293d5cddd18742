import type { ComparisonOperator, Quantifier } from '@muster/rules';

/** The languages of the admin centre that the words of the rule editor exist in. */
export type EditorLanguage = 'en' | 'de';

type Words = Readonly<Record<ComparisonOperator | Quantifier, string>>;

/** Every operator in plain words; complete by type. */
export const operatorWords: Readonly<Record<EditorLanguage, Words>> = {
  en: {
    eq: 'equals',
    ne: 'does not equal',
    startsWith: 'starts with',
    notStartsWith: 'does not start with',
    endsWith: 'ends with',
    notEndsWith: 'does not end with',
    contains: 'contains',
    notContains: 'does not contain',
    match: 'matches the pattern',
    notMatch: 'does not match the pattern',
    in: 'is one of',
    notIn: 'is none of',
    ge: 'is at least',
    le: 'is at most',
    gt: 'is more than',
    lt: 'is less than',
    any: 'at least one value',
    all: 'every value',
  },
  de: {
    eq: 'ist gleich',
    ne: 'ist nicht gleich',
    startsWith: 'beginnt mit',
    notStartsWith: 'beginnt nicht mit',
    endsWith: 'endet mit',
    notEndsWith: 'endet nicht mit',
    contains: 'enthält',
    notContains: 'enthält nicht',
    match: 'entspricht dem Muster',
    notMatch: 'entspricht nicht dem Muster',
    in: 'ist einer von',
    notIn: 'ist keiner von',
    ge: 'ist mindestens',
    le: 'ist höchstens',
    gt: 'ist mehr als',
    lt: 'ist weniger als',
    any: 'mindestens ein Wert',
    all: 'jeder Wert',
  },
};

const dateWords: Readonly<Record<EditorLanguage, Partial<Words>>> = {
  en: { ge: 'is on or after', le: 'is on or before', gt: 'is after', lt: 'is before' },
  de: { ge: 'ist am oder nach', le: 'ist am oder vor', gt: 'ist nach', lt: 'ist vor' },
};

/** The words of an operator beside a property; dates have words of their own for what comes before and after. */
export function wordsOfOperator(
  operator: ComparisonOperator | Quantifier,
  isDate: boolean,
  language: EditorLanguage,
): string {
  const ofDate = isDate ? dateWords[language][operator] : undefined;
  return ofDate ?? operatorWords[language][operator];
}

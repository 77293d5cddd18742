import { foldCase, type Instant, parseInstant } from '@muster/kernel';
import type { CheckedComparison, Moment, ValueTest } from '../ast/checked-rule.ts';
import { isNegative, type PositiveOperator, positiveOf } from '../ast/operators.ts';
import type { Comparison, ItemLiteral, Literal } from '../ast/syntax-tree.ts';
import { parseVersion, versionAfter, versionBefore } from '../interpret/versions.ts';
import { compilePattern } from '../regex/compile-pattern.ts';
import { isSupported, typeNames } from './operator-support.ts';
import type { ResolvedSubject, RuleCheck } from './rule-check.ts';

/**
 * Checks operator, then null and clock, then type, then content; reports only the first failure (§6.2).
 *
 * @returns the comparison with its test prepared, or undefined after a failure.
 */
export function checkComparison(
  check: RuleCheck,
  comparison: Comparison,
  resolved: ResolvedSubject,
): CheckedComparison | undefined {
  const test = prepareTest(check, comparison, resolved);
  if (test === undefined) return undefined;
  const { operator, value, position, length } = comparison;
  return {
    kind: 'comparison',
    subject: resolved.subject,
    operator: operator.name,
    valueText: value.text,
    test,
    isNegated: isNegative(operator.name),
    span: { position, length },
  };
}

function prepareTest(check: RuleCheck, comparison: Comparison, resolved: ResolvedSubject): ValueTest | undefined {
  const { operator, value } = comparison;
  const positive = positiveOf(operator.name);
  const property = resolved.subject.text;
  const takesNull = positive === 'eq';
  if (resolved.type === 'plans' && !(takesNull && value.kind === 'null')) {
    return check.report('COLLECTION_OPERATOR_REQUIRED', operator, { property });
  }
  if (!isSupported(operator.name, resolved)) {
    const inserts = { operator: `-${operator.name}`, property, type: typeNames[resolved.type] };
    return check.report('OPERATOR_NOT_SUPPORTED', operator, inserts);
  }
  if (value.kind === 'null') return takesNull ? { kind: 'isNull' } : check.report('NULL_NOT_ALLOWED', value);
  if (value.kind === 'clock' && (resolved.type !== 'date' || takesNull)) {
    return check.report('SYSTEM_NOW_NOT_ALLOWED', value.clock);
  }
  if (resolved.type === 'boolean') return prepareTruthTest(check, value, property);
  if (resolved.type === 'date') return prepareDateTest(check, positive, value, property);
  return prepareTextTest(check, positive, value, property);
}

const kindNames: Readonly<Record<Literal['kind'], string>> = {
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
  date: 'a date',
  clock: 'an instant',
  list: 'a list',
};

function mismatch(check: RuleCheck, value: Literal, property: string, type: string): undefined {
  return check.report('TYPE_MISMATCH', value, { property, type, text: value.text, other: kindNames[value.kind] });
}

function prepareTruthTest(check: RuleCheck, value: Literal, property: string): ValueTest | undefined {
  const word = value.kind === 'boolean' ? String(value.value) : value.kind === 'text' ? value.value.toLowerCase() : '';
  if (word === 'true') return { kind: 'isTrue' };
  if (word === 'false') return { kind: 'isFalse' };
  return mismatch(check, value, property, typeNames.boolean);
}

function prepareDateTest(
  check: RuleCheck,
  operator: PositiveOperator,
  value: Literal,
  property: string,
): ValueTest | undefined {
  const moment = readMoment(check, value, property);
  if (moment === undefined) return undefined;
  if (operator === 'ge') return { kind: 'isAtOrAfter', moment };
  if (operator === 'le') return { kind: 'isAtOrBefore', moment };
  // Instants are whole milliseconds: later than one is at or after the next.
  if (operator === 'gt') return { kind: 'isAtOrAfter', moment: shifted(moment, 1) };
  if (operator === 'lt') return { kind: 'isAtOrBefore', moment: shifted(moment, -1) };
  return { kind: 'isAt', moment };
}

function shifted(moment: Moment, ms: number): Moment {
  if (moment.kind === 'clock') return { kind: 'clock', offsetMs: moment.offsetMs + ms };
  return { kind: 'fixed', instant: (moment.instant + ms) as Instant };
}

function readMoment(check: RuleCheck, value: Literal, property: string): Moment | undefined {
  if (value.kind === 'clock') return { kind: 'clock', offsetMs: value.offsetMs };
  if (value.kind !== 'date' && value.kind !== 'text') return mismatch(check, value, property, typeNames.date);
  const instant = parseInstant(value.kind === 'text' ? value.value : value.text);
  if (instant === undefined) return check.report('INVALID_DATE', value, { text: value.text });
  return { kind: 'fixed', instant };
}

function prepareTextTest(
  check: RuleCheck,
  operator: PositiveOperator,
  value: Literal,
  property: string,
): ValueTest | undefined {
  if (value.kind === 'list') return { kind: 'isIn', folded: foldItems(value.items) };
  if (value.kind !== 'text' && value.kind !== 'number') return mismatch(check, value, property, typeNames.text);
  switch (operator) {
    case 'match':
      return preparePattern(check, value);
    case 'ge':
      return { kind: 'isVersionFrom', version: parseVersion(value.value) };
    case 'le':
      return { kind: 'isVersionUpTo', version: parseVersion(value.value) };
    case 'gt':
      return { kind: 'isVersionFrom', version: versionAfter(parseVersion(value.value)) };
    case 'lt':
      return { kind: 'isVersionUpTo', version: versionBefore(parseVersion(value.value)) };
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return { kind: operator, folded: foldCase(value.value) };
    default:
      return { kind: 'equals', folded: foldCase(value.value) };
  }
}

function preparePattern(check: RuleCheck, value: ItemLiteral): ValueTest | undefined {
  const compiled = compilePattern(value.value, check.patternBudget);
  if (!compiled.ok) return check.report('INVALID_REGEX', value, { reason: compiled.reason });
  check.patternBudget -= compiled.cost;
  return { kind: 'matches', pattern: compiled.pattern };
}

/** The folded texts of a list's items. */
export function foldItems(items: readonly ItemLiteral[]): ReadonlySet<string> {
  return new Set(items.map((each) => foldCase(each.value)));
}

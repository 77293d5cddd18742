import type { ComparisonOperator, Condition } from '@muster/directory';
import type { FilterWord } from '../capabilities/capability.ts';
import { maximumAlternatives } from '../capabilities/limits.ts';
import { graphErrors } from '../errors.ts';
import { literalValue } from './filter-literal.ts';
import { type FilterTarget, type LambdaScope, resolveElement, resolveTarget, supportOf } from './filter-target.ts';
import type { FilterNode, FilterPath } from './filter-tree.ts';
import { castType, type PropertyScope } from './property-scope.ts';

/** A filter in the directory's terms. Every name in it comes from the property tables; the caller's text is only in values. */
export interface TranslatedFilter {
  readonly condition: Condition;
  /** Why the filter needs advanced query parameters, or undefined when it does not. */
  readonly advancedReason: string | undefined;
}

interface Translation {
  readonly scope: PropertyScope;
  /** Refuses what Graph refuses, though it could be answered. */
  readonly strict: boolean;
  readonly lambda: LambdaScope | undefined;
  readonly isNegated: boolean;
  /** Collects the first reason; shared by the whole filter. */
  readonly advanced: { reason: string | undefined };
}

const capabilityWord = { eq: 'eq', ne: 'ne', gt: 'ge', ge: 'ge', lt: 'le', le: 'le' } as const;

function needAdvanced(t: Translation, reason: string): void {
  t.advanced.reason ??= reason;
}

/** Refuses a word on a property that Graph does not filter so, and notes when it needs advanced parameters. */
function demand(t: Translation, target: FilterTarget, word: FilterWord): void {
  const property = target.property.name;
  const support = supportOf(target, word);
  if (support === 'advanced') needAdvanced(t, `\`${word}\` on \`${property}\` is an advanced query`);
  if (support !== 'none' || !t.strict) return;
  const isIndexed = target.capabilities.some(({ filter, filterAdvanced }) => filter.size + filterAdvanced.size > 0);
  if (!isIndexed) throw graphErrors.QUERY_NOT_INDEXED({ property });
  throw graphErrors.QUERY_UNSUPPORTED({ reason: `\`${word}\` is not supported on \`${property}\`` });
}

function demandNegation(t: Translation, target: FilterTarget): void {
  if (t.isNegated) demand(t, target, 'not');
}

function resolve(t: Translation, path: FilterPath): FilterTarget {
  return t.lambda === undefined ? resolveTarget(t.scope, path) : resolveElement(t.scope, t.lambda, path);
}

function expectSingle(target: FilterTarget): void {
  const property = target.property.name;
  if (target.isCollection)
    throw graphErrors.FILTER_TYPE_MISMATCH({ property, expected: 'a collection', found: 'one value' });
  if (target.type === 'Complex')
    throw graphErrors.QUERY_UNSUPPORTED({ reason: `\`${property}\` is compared through one of its fields` });
}

function withCast(target: FilterTarget, condition: Condition): Condition {
  if (target.cast === undefined) return condition;
  return { op: 'and', terms: [{ op: 'isType', type: target.cast }, condition] };
}

function expectComparable(target: FilterTarget, operator: ComparisonOperator, isNull: boolean): void {
  const isEquality = operator === 'eq' || operator === 'ne';
  const reason =
    isNull && !isEquality
      ? `null can only be compared by eq and ne`
      : !isEquality && target.type === 'Boolean'
        ? `\`${operator}\` does not compare true with false`
        : !isNull && target.type === 'Binary'
          ? 'binary values cannot be compared'
          : undefined;
  if (reason !== undefined) throw graphErrors.QUERY_UNSUPPORTED({ reason });
}

function compare(t: Translation, node: Extract<FilterNode, { kind: 'compare' }>): Condition {
  const target = resolve(t, node.path);
  expectSingle(target);
  const isNull = node.literal.kind === 'null';
  expectComparable(target, node.operator, isNull);
  const value = literalValue(target, node.literal);
  demand(t, target, isNull ? 'null' : capabilityWord[node.operator]);
  demandNegation(t, target);
  if (node.operator === 'ne') needAdvanced(t, '`ne` is an advanced query');
  return withCast(target, { op: node.operator, path: target.path, value });
}

function oneOf(t: Translation, node: Extract<FilterNode, { kind: 'in' }>): Condition {
  const target = resolve(t, node.path);
  expectSingle(target);
  expectComparable(target, 'eq', false);
  checkAlternatives(t, node.literals.length);
  const values = node.literals.map((literal) => literalValue(target, literal));
  demand(t, target, 'in');
  demandNegation(t, target);
  return withCast(target, { op: 'in', path: target.path, values });
}

function textCall(t: Translation, node: Extract<FilterNode, { kind: 'call' }>): Condition {
  const target = resolve(t, node.path);
  expectSingle(target);
  if (target.type !== 'String' && target.type !== 'Guid') {
    const property = target.property.name;
    throw graphErrors.FILTER_TYPE_MISMATCH({ property, expected: `Edm.${target.type}`, found: 'Edm.String' });
  }
  demand(t, target, node.name);
  demandNegation(t, target);
  if (node.name === 'endsWith') needAdvanced(t, '`endsWith` is an advanced query');
  const value = target.type === 'Guid' ? node.text.toLowerCase() : node.text;
  return withCast(target, { op: node.name, path: target.path, value });
}

function count(t: Translation, path: FilterPath, comparison: ComparisonOperator, value: number): Condition {
  const target = resolve(t, path);
  if (!target.isCollection)
    throw graphErrors.QUERY_UNSUPPORTED({ reason: `\`${target.property.name}\` is not a collection` });
  demand(t, target, '$count');
  needAdvanced(t, '`$count` in a filter is an advanced query');
  return withCast(target, { op: 'count', path: target.path, comparison, value });
}

function countComparison(t: Translation, node: Extract<FilterNode, { kind: 'count' }>): Condition {
  if (node.literal.kind !== 'number' || !Number.isSafeInteger(node.literal.value)) {
    const property = node.path.map((segment) => segment.text).join('/');
    throw graphErrors.FILTER_TYPE_MISMATCH({ property, expected: 'a count', found: node.literal.kind });
  }
  return count(t, node.path, node.operator, node.literal.value);
}

function usesField(node: FilterNode, field: string): boolean {
  if (node.kind === 'and') return node.terms.some((term) => usesField(term, field));
  return node.kind === 'compare' && node.path.at(-1)!.text.toLowerCase() === field;
}

function any(t: Translation, node: Extract<FilterNode, { kind: 'any' }>): Condition {
  if (node.body === undefined || node.variable === undefined) return count(t, node.path, 'gt', 0);
  const target = resolve(t, node.path);
  if (!target.isCollection)
    throw graphErrors.QUERY_UNSUPPORTED({ reason: `\`${target.property.name}\` is not a collection` });
  const isHalfIdentity =
    target.property.name === 'identities' &&
    usesField(node.body, 'issuerassignedid') &&
    !usesField(node.body, 'issuer');
  if (isHalfIdentity && t.strict)
    throw graphErrors.QUERY_UNSUPPORTED({
      reason: '`identities` is filtered by `issuerAssignedId` and `issuer` together',
    });
  const lambda = { variable: node.variable, collection: target.property };
  return withCast(target, { op: 'any', path: target.path, element: translate({ ...t, lambda }, node.body) });
}

function isOf(t: Translation, node: Extract<FilterNode, { kind: 'isOf' }>): Condition {
  if (t.lambda !== undefined) throw graphErrors.QUERY_UNSUPPORTED({ reason: '`isof` does not go inside `any`' });
  const type = castType(node.type.text);
  if (type === undefined)
    throw graphErrors.QUERY_UNSUPPORTED({ reason: `\`${node.type.text}\` is not a type kept here` });
  return { op: 'isType', type };
}

function checkAlternatives(t: Translation, alternatives: number): void {
  if (t.strict && alternatives > maximumAlternatives)
    throw graphErrors.FILTER_TOO_MANY_CLAUSES({ count: alternatives, limit: maximumAlternatives });
}

function alternatives(node: FilterNode): number {
  return node.kind === 'or' ? node.terms.reduce((sum, term) => sum + alternatives(term), 0) : 1;
}

function translate(t: Translation, node: FilterNode): Condition {
  switch (node.kind) {
    case 'and':
      return { op: 'and', terms: node.terms.map((term) => translate(t, term)) };
    case 'or':
      checkAlternatives(t, alternatives(node));
      return { op: 'or', terms: node.terms.map((term) => translate(t, term)) };
    case 'not':
      needAdvanced(t, '`not` is an advanced query');
      return { op: 'not', term: translate({ ...t, isNegated: true }, node.term) };
    case 'compare':
      return compare(t, node);
    case 'in':
      return oneOf(t, node);
    case 'call':
      return textCall(t, node);
    case 'count':
      return countComparison(t, node);
    case 'any':
      return any(t, node);
    case 'isOf':
      return isOf(t, node);
  }
}

/**
 * Turns a filter's tree into a condition, checking names, types and what each property supports.
 *
 * @throws AppError FILTER_UNKNOWN_PROPERTY, FILTER_UNKNOWN_EXTENSION, FILTER_TYPE_MISMATCH, FILTER_TOO_MANY_CLAUSES,
 * QUERY_UNSUPPORTED, QUERY_NOT_INDEXED, OBJECT_ID_MALFORMED, BODY_INVALID_VALUE
 * @see Graph surface spec §4.2, §4.3
 */
export function translateFilter(node: FilterNode, scope: PropertyScope, strict: boolean): TranslatedFilter {
  const advanced: { reason: string | undefined } = { reason: undefined };
  const condition = translate({ scope, strict, lambda: undefined, isNegated: false, advanced }, node);
  return { condition, advancedReason: advanced.reason };
}

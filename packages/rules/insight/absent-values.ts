import { foldCase, type Instant } from '@muster/kernel';
import type { CheckedComparison, CheckedNode, CheckedRule, PropertySubject, ValueTest } from '../ast/checked-rule.ts';
import type { Span } from '../ast/syntax-tree.ts';
import type { ColumnTable } from '../columnar/column-table.ts';
import { evaluatorOf } from '../columnar/evaluate-columns.ts';
import { planOf } from '../columnar/plan.ts';
import type { RowSet } from '../columnar/row-set.ts';
import { editDistance } from '../properties/nearest-word.ts';
import { Places } from './places.ts';

type NamedTest = Extract<ValueTest, { readonly folded: string }>;

/** A text that a rule names and that no object of the table has. */
export interface AbsentValue {
  readonly property: PropertySubject;
  readonly test: NamedTest;
  /** The text as it stands in the rule, with its quotes. */
  readonly text: string;
  readonly span: Span;
  /** The text most like it that some object has; null when nothing is near. */
  readonly nearest: NearValue | null;
}

/** What objects have instead: a value, or for `-startsWith` and `-endsWith` the head or tail of one. */
export interface NearValue {
  readonly test: NamedTest;
  /** How many objects have it. */
  readonly count: number;
  /** One of them. */
  readonly row: number;
}

/** Columns with more distinct values are not searched for the nearest one. */
export const mostSearchedValues = 200_000;
/** Texts longer than this have no nearest one. */
const longestText = 40;
/** Texts shorter than this are near to too much. */
const shortestText = 3;
const mostCandidates = 20;

/**
 * The texts that the rule compares with and that fit no object at present, in the order written, each with the nearest
 * that does. Dates, versions and patterns name no values.
 *
 * Cost: a look-up for each text; for each that is absent, one look at every distinct value of its property.
 */
export function absentValues(rule: CheckedRule, table: ColumnTable, now: Instant): readonly AbsentValue[] {
  const places = new Places(rule);
  const rowsOf = (property: PropertySubject, test: ValueTest) => rowsPassing(table, property, test, now);
  return namings(rule.tree).flatMap(({ property, comparison }) => {
    if (table.column(property.property.name)?.values.size === undefined) return [];
    return places.valuesOf(comparison).flatMap((token): AbsentValue[] => {
      const test = testOf(comparison.test, token.value);
      if (test === undefined || test.folded === '' || rowsOf(property, test).count > 0) return [];
      const nearest = nearestOf(table, property, test, rowsOf);
      const { text, position, length } = token;
      return [{ property, test, text, span: { position, length }, nearest }];
    });
  });
}

interface Naming {
  readonly property: PropertySubject;
  readonly comparison: CheckedComparison;
}

/** The comparisons of texts, each with the property of the object that has them. */
function namings(node: CheckedNode, collection?: PropertySubject): readonly Naming[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.operands.flatMap((each) => namings(each, collection));
    case 'not':
      return namings(node.operand, collection);
    case 'any':
    case 'all':
      return node.subject.property.type === 'texts' ? namings(node.body, node.subject) : [];
    case 'comparison': {
      const property = node.subject.kind === 'property' ? node.subject : collection;
      const isText = property?.property.type === 'text' || property?.property.type === 'texts';
      return property !== undefined && isText ? [{ property, comparison: node }] : [];
    }
    default:
      return [];
  }
}

function testOf(test: ValueTest, text: string): NamedTest | undefined {
  switch (test.kind) {
    case 'isIn':
      return { kind: 'equals', folded: foldCase(text) };
    case 'equals':
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return test;
    default:
      return undefined;
  }
}

type RowsOf = (property: PropertySubject, test: ValueTest) => RowSet;

function rowsPassing(table: ColumnTable, property: PropertySubject, test: ValueTest, now: Instant): RowSet {
  const node: CheckedComparison = {
    kind: 'comparison',
    subject: property,
    operator: 'eq',
    valueText: '',
    test,
    isNegated: false,
    span: { position: 0, length: 0 },
  };
  return evaluatorOf(table).rowsOf(planOf(node, now), now);
}

/** The nearest of what objects have; of several equally near the one that most have. */
function nearestOf(table: ColumnTable, property: PropertySubject, test: NamedTest, rowsOf: RowsOf): NearValue | null {
  let best: NearValue | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const candidate of candidatesFor(table, property, test)) {
    if (candidate.distance > distance) break;
    const near = { kind: test.kind, folded: candidate.text } as NamedTest;
    const rows = rowsOf(property, near);
    // Columns remember values that nobody has any more.
    if (rows.count === 0 || rows.count <= (best?.count ?? 0)) continue;
    best = { test: near, count: rows.count, row: rows.rows()[0]! };
    distance = candidate.distance;
  }
  return best;
}

interface Candidate {
  readonly text: string;
  readonly distance: number;
}

/** Values a few edits away, nearest first, and after them those that begin with the text. */
function candidatesFor(table: ColumnTable, property: PropertySubject, test: NamedTest): readonly Candidate[] {
  const wanted = test.folded;
  const { values } = table.column(property.property.name)!;
  const isSearched = test.kind !== 'contains' && values.size <= mostSearchedValues;
  if (!isSearched || wanted.length < shortestText || wanted.length > longestText) return [];
  const limit = Math.min(3, Math.floor(wanted.length / 3));
  const found: Candidate[] = [];
  const seen = new Set<string>();
  for (let code = 1; code < values.size; code += 1) {
    const value = values.valueOf(code);
    if (typeof value !== 'string') continue;
    for (const text of comparable(value, test)) {
      // Many values share a head or a tail; values themselves are distinct.
      if (test.kind !== 'equals') {
        if (seen.has(text)) continue;
        seen.add(text);
      }
      const distance = editDistance(wanted, text, limit);
      const isLonger = test.kind === 'equals' && text.startsWith(wanted);
      if (distance <= limit || isLonger) found.push({ text, distance });
    }
  }
  return found.sort((left, right) => left.distance - right.distance).slice(0, mostCandidates);
}

/** The value, or its heads or tails about as long as what the test compares with. */
function comparable(value: string, { kind, folded }: NamedTest): readonly string[] {
  if (kind === 'equals') return value === '' ? [] : [value];
  const lengths = [folded.length, folded.length + 1, folded.length - 1].filter((length) => length <= value.length);
  return lengths.map((length) => (kind === 'startsWith' ? value.slice(0, length) : value.slice(-length)));
}

import type { ComparedText, Period } from '@muster/directory';
import { type Instant, type ObjectId, toObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { parseFilter } from '../../odata/filter-parser.ts';
import type { Literal } from '../../odata/filter-scanner.ts';
import type { FilterNode, FilterPath } from '../../odata/filter-tree.ts';

/** One comparison of a filter over a log. */
export interface LogTerm {
  /** As it was written, segments joined by `/`; `targetResources/id` for what is asked of any element. */
  readonly property: string;
  readonly operator: 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'startsWith';
  readonly literal: Literal;
}

/** A filter over a log, as far as it is read: what it asks of each property. */
export type TermReaders<Q> = Readonly<Record<string, (term: LogTerm) => Partial<Q>>>;

/**
 * Reads `$filter` of a log: comparisons joined by `and`, each property once, but for the ends of a period.
 *
 * @param readers property in lower case → what its comparison asks
 * @throws AppError FILTER_SYNTAX and the others of `parseFilter`, FILTER_UNKNOWN_PROPERTY, FILTER_TYPE_MISMATCH,
 *   QUERY_UNSUPPORTED
 */
export function readLogFilter<Q>(text: string | undefined, type: string, readers: TermReaders<Q>): Partial<Q> {
  if (text === undefined || text.trim() === '') return {};
  const asked: Record<string, unknown> = {};
  for (const term of termsOf(parseFilter(text))) {
    const read = readers[term.property.toLowerCase()];
    if (read === undefined) throw graphErrors.FILTER_UNKNOWN_PROPERTY({ property: term.property, type });
    for (const [name, value] of Object.entries(read(term))) {
      if (Object.hasOwn(asked, name)) throw unsupported(`\`${term.property}\` is compared twice`);
      asked[name] = value;
    }
  }
  return asked as Partial<Q>;
}

function termsOf(node: FilterNode): readonly LogTerm[] {
  switch (node.kind) {
    case 'and':
      return node.terms.flatMap(termsOf);
    case 'compare':
      return [{ property: nameOf(node.path), operator: node.operator, literal: node.literal }];
    case 'call':
      if (node.name !== 'startsWith') break;
      return [{ property: nameOf(node.path), operator: 'startsWith', literal: { kind: 'string', value: node.text } }];
    case 'any':
      return [elementTerm(node)];
  }
  throw unsupported('logs are filtered by comparisons and startsWith, joined by `and`');
}

/** `targetResources/any(t:t/id eq '…')` asks for `targetResources/id`. */
function elementTerm({ path, variable, body }: FilterNode & { readonly kind: 'any' }): LogTerm {
  if (body?.kind !== 'compare' || body.path[0]!.text !== variable) {
    throw unsupported('ask of one property of an element: `any(t:t/id eq …)`');
  }
  const { operator, literal } = body;
  return { property: `${nameOf(path)}/${nameOf(body.path.slice(1))}`, operator, literal };
}

const nameOf = (path: FilterPath) => path.map(({ text }) => text).join('/');
const unsupported = (reason: string) => graphErrors.QUERY_UNSUPPORTED({ reason });

function mismatch({ property, literal }: LogTerm, expected: string) {
  return graphErrors.FILTER_TYPE_MISMATCH({ property, expected, found: literal.kind });
}

function expectOperator(term: LogTerm, ...allowed: readonly LogTerm['operator'][]): void {
  if (allowed.includes(term.operator)) return;
  throw unsupported(`\`${term.property}\` is compared by ${allowed.join(', ')}`);
}

/** The text of a comparison by `eq`. */
export function equalText(term: LogTerm): string {
  expectOperator(term, 'eq');
  return textOf(term);
}

export function textOf(term: LogTerm): string {
  const { literal } = term;
  if (literal.kind === 'string' || literal.kind === 'guid') return literal.value;
  throw mismatch(term, 'Edm.String');
}

/** A text that is compared as a whole or by its beginning. */
export function comparedText(term: LogTerm): ComparedText {
  expectOperator(term, 'eq', 'startsWith');
  return { text: textOf(term), isBeginning: term.operator === 'startsWith' };
}

/** The id of a comparison by `eq`. */
export function equalId(term: LogTerm): ObjectId {
  const id = toObjectId(equalText(term));
  if (id === undefined) throw mismatch(term, 'a GUID');
  return id;
}

/** One end of a period, or both. */
export function periodOf(term: LogTerm): Partial<Period> {
  expectOperator(term, 'eq', 'ge', 'gt', 'le', 'lt');
  if (term.literal.kind !== 'instant') throw mismatch(term, 'Edm.DateTimeOffset');
  const at = term.literal.value;
  // The logs know milliseconds.
  const after = (ms: number) => (at + ms) as Instant;
  const ends = {
    eq: { from: at, until: at },
    ge: { from: at },
    gt: { from: after(1) },
    le: { until: at },
    lt: { until: after(-1) },
  };
  return ends[term.operator as keyof typeof ends];
}

/** A whole number that is compared by `eq` or `ne`. */
export function numberTest(term: LogTerm): (value: number) => boolean {
  expectOperator(term, 'eq', 'ne');
  const { literal } = term;
  if (literal.kind !== 'number') throw mismatch(term, 'Edm.Int32');
  return (value) => (value === literal.value) === (term.operator === 'eq');
}

/** A text out of few: which of them the comparison keeps, ignoring case. */
export function textTest(term: LogTerm): (value: string) => boolean {
  expectOperator(term, 'eq', 'ne', 'startsWith');
  const wanted = textOf(term).toLowerCase();
  if (term.operator === 'startsWith') return (value) => value.toLowerCase().startsWith(wanted);
  return (value) => (value.toLowerCase() === wanted) === (term.operator === 'eq');
}

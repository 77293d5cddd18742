import { foldCase, type Instant } from '@muster/kernel';
import type { Column } from './column.ts';
import type { ColumnTable } from './column-table.ts';
import { Dictionary } from './dictionary.ts';
import { searchFor } from './search-values.ts';

/** A value that objects of a table have for a property. */
export interface ValueCount {
  /** Texts are folded (`foldCase`). */
  readonly value: string | boolean;
  /** How many objects have it. */
  readonly count: number;
  /** One of them. */
  readonly row: number;
}

/** What is asked of the values of a property. */
export interface ValueSearch {
  /** Values that have this text in them, those that begin with it first; all values when absent or empty. */
  readonly search?: string;
  /** The most values. */
  readonly limit: number;
}

export interface ValueCounts {
  /** How many distinct values there are that fit the search. */
  readonly distinct: number;
  /** The first of them: those that most objects have, equally frequent ones in the order in which they came to be. */
  readonly values: readonly ValueCount[];
}

/**
 * The most frequent values of a property of texts or truth values, with how many objects of the table have each. A
 * collection counts once for each of its distinct values. Exact.
 *
 * Cost: one pass over the codes of the rows after a change of the column, kept for the column asked about last; then a look
 * at every distinct value, or with a search text what finding it in the dictionary costs.
 *
 * @param name the canonical name of the property
 */
export function valueCounts(table: ColumnTable, name: string, { search = '', limit }: ValueSearch): ValueCounts {
  const column = table.column(name);
  if (column === undefined || limit < 0) return { distinct: 0, values: [] };
  const tally = tallyOf(table, column);
  const places = search === '' ? undefined : placesOf(column, foldCase(search));
  const best = new Best(limit);
  for (let code = 1; code < column.values.size; code += 1) {
    const place = places === undefined ? beginning : places[code]!;
    if (tally.counts[code] !== 0 && place !== absent) best.offer(code, tally.counts[code]!, place);
  }
  return {
    distinct: best.offered,
    values: best.codes.map((code) => {
      const value = column.values.valueOf(code) as string | boolean;
      return { value, count: tally.counts[code]!, row: tally.rows[code]! };
    }),
  };
}

/** Where a value has the search text. */
const absent = 0;
const within = 1;
const beginning = 2;

function placesOf(column: Column, folded: string): Uint8Array {
  const { values } = column;
  const places = new Uint8Array(values.size);
  for (const [kind, place] of [
    ['contains', within],
    ['startsWith', beginning],
  ] as const) {
    const mark = (code: number) => {
      places[code] = place;
    };
    if (values instanceof Dictionary) searchFor(values, { kind, folded }, anyTime)!(1, values.size, mark);
    else for (let code = 1; code < values.size; code += 1) if (has(values.valueOf(code), kind, folded)) mark(code);
  }
  return places;
}

/** Texts do not depend on the time. */
const anyTime = 0 as Instant;

function has(value: unknown, kind: 'contains' | 'startsWith', folded: string): boolean {
  const text = foldCase(String(value));
  return kind === 'contains' ? text.includes(folded) : text.startsWith(folded);
}

/** The best codes of those offered, in order. */
class Best {
  readonly codes: number[] = [];
  offered = 0;
  private readonly ranks: (readonly [place: number, count: number])[] = [];

  constructor(private readonly limit: number) {}

  offer(code: number, count: number, place: number): void {
    this.offered += 1;
    let at = this.codes.length;
    while (at > 0 && isBefore(place, count, this.ranks[at - 1]!)) at -= 1;
    if (at >= this.limit) return;
    this.codes.splice(at, 0, code);
    this.ranks.splice(at, 0, [place, count]);
    this.codes.length = Math.min(this.codes.length, this.limit);
    this.ranks.length = this.codes.length;
  }
}

function isBefore(place: number, count: number, [otherPlace, otherCount]: readonly [number, number]): boolean {
  return place > otherPlace || (place === otherPlace && count > otherCount);
}

/** How many rows have each code of a column, and the last of them. */
interface Tally {
  readonly column: Column;
  readonly version: number;
  readonly counts: Uint32Array;
  readonly rows: Uint32Array;
}

const tallies = new WeakMap<ColumnTable, Tally>();

function tallyOf(table: ColumnTable, column: Column): Tally {
  const known = tallies.get(table);
  // Codes handed out since nobody has; a row that got one would have changed the version.
  const isCurrent = known?.column === column && known.version === column.version;
  if (isCurrent && known.counts.length >= column.values.size) return known;
  const counts = new Uint32Array(column.values.size);
  const rows = new Uint32Array(column.values.size);
  countRows(column, table.rows, counts, rows);
  const tally = { column, version: column.version, counts, rows };
  tallies.set(table, tally);
  return tally;
}

/** Plain loops over typed arrays: a function called for every code takes several times as long. */
function countRows(column: Column, rowCount: number, counts: Uint32Array, rows: Uint32Array): void {
  if (column.kind === 'scalar') {
    const { codes } = column;
    const end = Math.min(rowCount, codes.length);
    for (let row = 0; row < end; row += 1) {
      const code = codes[row]!;
      if (code === 0) continue;
      counts[code]! += 1;
      rows[code] = row;
    }
    return;
  }
  const { starts, lengths, pool } = column;
  const end = Math.min(rowCount, starts.length);
  for (let row = 0; row < end; row += 1) {
    const stop = starts[row]! + lengths[row]!;
    for (let at = starts[row]!; at < stop; at += 1) {
      const code = pool[at]!;
      counts[code]! += 1;
      rows[code] = row;
    }
  }
}

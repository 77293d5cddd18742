import type { CodeSet } from './code-set.ts';
import type { Codes, Column } from './column.ts';
import { forEachCode } from './for-each-code.ts';
import { grown } from './grown.ts';
import type { Postings } from './postings.ts';
import { sortedOnce } from './sorted-rows.ts';

/** Codes whose rows are kept as distances from one row. */
const chunkBits = 7;
/** One code in so many, at most, may be the code of more than one row. */
const repeatedShare = 64;
const none = 0xffff_ffff;

/**
 * The rows of codes of which nearly each belongs to one row. Codes handed out one after another belong to rows near one
 * another, so a row is kept as its distance from the least row of 128 codes: one or two bytes while columns were filled
 * in the order of the rows.
 */
export class SinglePostings implements Postings {
  private constructor(
    readonly version: number,
    private readonly bases: Uint32Array,
    /** The distances; the largest number of their width stands for no row. */
    private readonly distances: Codes,
    private readonly absent: number,
    /** Codes that have more rows, ascending and as often as they have more, and these rows. */
    private readonly repeated: Uint32Array,
    private readonly moreRows: Uint32Array,
  ) {}

  get sizeBytes(): number {
    return [this.bases, this.distances, this.repeated, this.moreRows].reduce((sum, each) => sum + each.byteLength, 0);
  }

  /** Undefined when too many codes have more than one row. */
  static of(column: Column, rowCount: number): SinglePostings | undefined {
    const { size } = column.values;
    if (size * 2 < rowCount) return undefined;
    const firsts = new Uint32Array(size).fill(none);
    let repeated = new Uint32Array(64);
    let moreRows = new Uint32Array(64);
    let count = 0;
    forEachCode(column, rowCount, (code, row) => {
      if (firsts[code] === none) firsts[code] = row;
      else if (count * repeatedShare <= size) {
        if (count === repeated.length) {
          repeated = grown(repeated, count + 1);
          moreRows = grown(moreRows, count + 1);
        }
        repeated[count] = code;
        moreRows[count] = row;
        count += 1;
      }
    });
    if (count * repeatedShare > size) return undefined;
    const order = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => repeated[a]! - repeated[b]! || a - b);
    const { bases, distances, absent } = distancesOf(firsts);
    return new SinglePostings(
      column.version,
      bases,
      distances,
      absent,
      order.map((i) => repeated[i]!),
      order.map((i) => moreRows[i]!),
    );
  }

  countOf(codes: CodeSet): number {
    let count = 0;
    this.forEachRow(codes, () => {
      count += 1;
    });
    return count;
  }

  rowsOf(codes: CodeSet, count: number): Uint32Array {
    const rows = new Uint32Array(count);
    let end = 0;
    this.forEachRow(codes, (row) => {
      rows[end] = row;
      end += 1;
    });
    return sortedOnce(rows);
  }

  mark(codes: CodeSet, words: Uint32Array): void {
    this.forEachRow(codes, (row) => {
      words[row >>> 5]! |= 1 << (row & 31);
    });
  }

  private forEachRow(codes: CodeSet, visit: (row: number) => void): void {
    const { bases, distances, absent, repeated } = this;
    for (const code of codes.codes()) {
      // Codes handed out since have no distance.
      const distance = distances[code] ?? absent;
      if (distance === absent) continue;
      visit(bases[code >>> chunkBits]! + distance);
      if (repeated.length === 0) continue;
      for (let at = lowerBound(repeated, code); repeated[at] === code; at += 1) visit(this.moreRows[at]!);
    }
  }
}

/** The rows as distances from the least of their chunk, in the narrowest width. */
function distancesOf(rows: Uint32Array): { bases: Uint32Array; distances: Codes; absent: number } {
  const bases = new Uint32Array((rows.length >>> chunkBits) + 1).fill(none);
  for (let code = 0; code < rows.length; code += 1) {
    const chunk = code >>> chunkBits;
    if (rows[code]! < bases[chunk]!) bases[chunk] = rows[code]!;
  }
  let longest = 0;
  for (let code = 0; code < rows.length; code += 1) {
    if (rows[code] !== none) longest = Math.max(longest, rows[code]! - bases[code >>> chunkBits]!);
  }
  const Width = longest < 0xff ? Uint8Array : longest < 0xffff ? Uint16Array : Uint32Array;
  const distances = new Width(rows.length);
  const absent = 2 ** (8 * Width.BYTES_PER_ELEMENT) - 1;
  for (let code = 0; code < rows.length; code += 1) {
    distances[code] = rows[code] === none ? absent : rows[code]! - bases[code >>> chunkBits]!;
  }
  return { bases, distances, absent };
}

function lowerBound(numbers: Uint32Array, least: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

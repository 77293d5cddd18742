import type { CodeSet } from './code-set.ts';
import type { Column } from './column.ts';
import { sortedOnce } from './sorted-rows.ts';

/** The rows of every code of a column, as the column was at a version. */
export class Postings {
  private constructor(
    readonly version: number,
    /** Where the rows of each code begin; codes from `starts.length - 1` on have none. */
    private readonly starts: Uint32Array,
    private readonly rows: Uint32Array,
  ) {}

  get sizeBytes(): number {
    return this.starts.byteLength + this.rows.byteLength;
  }

  /** Counts, then places. Cost: the rows and their values. */
  static of(column: Column, rowCount: number): Postings {
    const starts = new Uint32Array(column.values.size + 1);
    forEachCode(column, rowCount, (code) => {
      starts[code + 1]! += 1;
    });
    for (let code = 1; code < starts.length; code += 1) starts[code]! += starts[code - 1]!;
    const rows = new Uint32Array(starts[starts.length - 1]!);
    const places = starts.slice();
    forEachCode(column, rowCount, (code, row) => {
      rows[places[code]!] = row;
      places[code]! += 1;
    });
    return new Postings(column.version, starts, rows);
  }

  /** How many rows there are of the codes together; a row counts once for each code. */
  countOf(codes: CodeSet): number {
    let count = 0;
    for (const code of codes.codes()) if (this.has(code)) count += this.starts[code + 1]! - this.starts[code]!;
    return count;
  }

  /** The rows of the codes in ascending order; `count` is `countOf`. Not to be changed. */
  rowsOf(codes: CodeSet, count: number): Uint32Array {
    const { starts } = this;
    let rows: Uint32Array | undefined;
    let end = 0;
    for (const code of codes.codes()) {
      if (!this.has(code)) continue;
      const after = starts[code + 1]!;
      if (after - starts[code]! === count) return this.rows.subarray(starts[code], after);
      rows ??= new Uint32Array(count);
      for (let at = starts[code]!; at < after; at += 1) {
        rows[end] = this.rows[at]!;
        end += 1;
      }
    }
    return sortedOnce(rows ?? new Uint32Array(0));
  }

  /** Sets the bits of the rows of the codes. */
  mark(codes: CodeSet, words: Uint32Array): void {
    const { starts, rows } = this;
    for (const code of codes.codes()) {
      if (!this.has(code)) continue;
      for (let at = starts[code]!; at < starts[code + 1]!; at += 1) words[rows[at]! >>> 5]! |= 1 << (rows[at]! & 31);
    }
  }

  /** False for codes handed out since. */
  private has(code: number): boolean {
    return code + 1 < this.starts.length;
  }
}

function forEachCode(column: Column, rowCount: number, visit: (code: number, row: number) => void): void {
  if (column.kind === 'scalar') {
    const { codes } = column;
    const end = Math.min(rowCount, codes.length);
    for (let row = 0; row < end; row += 1) if (codes[row] !== 0) visit(codes[row]!, row);
    return;
  }
  const { starts, lengths, pool } = column;
  const end = Math.min(rowCount, starts.length);
  for (let row = 0; row < end; row += 1) {
    const from = starts[row]!;
    for (let at = from; at < from + lengths[row]!; at += 1) visit(pool[at]!, row);
  }
}

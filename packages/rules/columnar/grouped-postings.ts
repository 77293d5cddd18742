import type { CodeSet } from './code-set.ts';
import type { Codes, Column } from './column.ts';
import { countByBlock, countCodes, placeByBlock } from './column-codes.ts';
import type { Postings } from './postings.ts';
import { sortedOnce } from './sorted-rows.ts';

/** Rows of one block differ in their last 16 bits only. */
const blockBits = 16;
/** With one block, all rows are in it. */
const oneBlockBits = 31;

/**
 * The rows of each code side by side. With few codes they are kept by blocks of 65536 rows, two bytes a row; with many
 * there is one block and a row takes what it needs.
 */
export class GroupedPostings implements Postings {
  private constructor(
    readonly version: number,
    /** Where the rows of each code and block begin, those of a code in order; later codes have none. */
    private readonly starts: Uint32Array,
    private readonly blocks: number,
    private readonly rows: Codes,
  ) {}

  get sizeBytes(): number {
    return this.starts.byteLength + this.rows.byteLength;
  }

  /** Counts, then places. */
  static of(column: Column, rowCount: number): GroupedPostings {
    const total = countCodes(column, rowCount);
    const narrow = (rowCount >>> blockBits) + 1;
    const blocks = 4 * narrow * column.values.size <= 2 * total + 4096 ? narrow : 1;
    const bits = blocks > 1 ? blockBits : oneBlockBits;
    const starts = new Uint32Array(column.values.size * blocks + 1);
    countByBlock(column, rowCount, starts, blocks, bits);
    for (let key = 1; key < starts.length; key += 1) starts[key]! += starts[key - 1]!;
    const rows = blocks === narrow ? new Uint16Array(total) : new Uint32Array(total);
    placeByBlock(column, rowCount, { places: starts.slice(), rows }, blocks, bits);
    return new GroupedPostings(column.version, starts, blocks, rows);
  }

  countOf(codes: CodeSet): number {
    let count = 0;
    for (const code of codes.codes()) if (this.has(code)) count += this.endOf(code) - this.startOf(code);
    return count;
  }

  rowsOf(codes: CodeSet, count: number): Uint32Array {
    const { rows } = this;
    const found = new Uint32Array(count);
    let end = 0;
    for (const code of codes.codes()) {
      if (!this.has(code)) continue;
      const after = this.endOf(code);
      if (after - this.startOf(code) === count && rows instanceof Uint32Array) {
        return rows.subarray(this.startOf(code), after);
      }
      for (let block = 0; block < this.blocks; block += 1) {
        const key = code * this.blocks + block;
        const base = block << blockBits;
        for (let at = this.starts[key]!; at < this.starts[key + 1]!; at += 1) {
          found[end] = base + rows[at]!;
          end += 1;
        }
      }
    }
    return sortedOnce(found);
  }

  mark(codes: CodeSet, words: Uint32Array): void {
    const { starts, rows } = this;
    for (const code of codes.codes()) {
      for (let block = 0; this.has(code) && block < this.blocks; block += 1) {
        const key = code * this.blocks + block;
        const base = block << (blockBits - 5);
        for (let at = starts[key]!; at < starts[key + 1]!; at += 1) {
          words[base + (rows[at]! >>> 5)]! |= 1 << (rows[at]! & 31);
        }
      }
    }
  }

  private startOf(code: number): number {
    return this.starts[code * this.blocks]!;
  }

  private endOf(code: number): number {
    return this.starts[(code + 1) * this.blocks]!;
  }

  /** False for codes handed out since. */
  private has(code: number): boolean {
    return (code + 1) * this.blocks < this.starts.length;
  }
}

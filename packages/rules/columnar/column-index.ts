import { clearBit, setBit, wordsFor } from './bits.ts';
import type { CodeSet } from './code-set.ts';
import type { Codes, Column } from './column.ts';
import type { Postings } from './postings.ts';
import { postingsOf } from './postings-of.ts';
import { isSparse, RowSet } from './row-set.ts';
import { sortedOnce } from './sorted-rows.ts';

/** Codes are gathered from postings one by one up to this many, or as long as they are at most this share of all. */
const fewCodes = 256;
const gatheredShare = 8;
/** Rows of several codes come in no order: from this share of the table on, marking them is quicker than sorting. */
const markedShare = 1024;
/** Rows changed since the postings were made are looked at one by one, up to this share of the table. */
const changedShare = 64;
const fewRows = 1024;

/** Finds the rows of a column that have given codes. */
export class ColumnIndex {
  private postings: Postings | undefined;

  constructor(readonly column: Column) {}

  get sizeBytes(): number {
    return this.postings?.sizeBytes ?? 0;
  }

  /** About how many rows have one of the codes. */
  estimate(codes: CodeSet, rowCount: number): number {
    if (!this.isGathered(codes)) return (codes.count / this.column.values.size) * rowCount;
    return this.freshPostings(rowCount).countOf(codes);
  }

  /** The rows that have one of the codes. Cost: those rows, or all rows when many codes are meant. */
  rowsOf(codes: CodeSet, rowCount: number): RowSet {
    if (codes.count === 0) return RowSet.ofRows(new Uint32Array(0), rowCount);
    if (!this.isGathered(codes)) return RowSet.ofWords(this.scan(codes, rowCount), rowCount);
    const postings = this.freshPostings(rowCount);
    const changed = this.column.changedSince(postings.version)!;
    const count = postings.countOf(codes);
    const isQuickToSort = codes.count === 1 || count * markedShare < rowCount;
    if (isQuickToSort && isSparse(count + changed.length, rowCount)) {
      const rows = postings.rowsOf(codes, count);
      return RowSet.ofRows(changed.length === 0 ? rows : this.corrected(rows, codes, changed), rowCount);
    }
    const words = new Uint32Array(wordsFor(rowCount));
    postings.mark(codes, words);
    this.correct(words, codes, changed);
    return RowSet.ofWords(words, rowCount);
  }

  /** Decides the given rows anew, in place. */
  correct(words: Uint32Array, codes: CodeSet, rows: Uint32Array): void {
    for (const row of rows) {
      if (this.hasCode(row, codes)) setBit(words, row);
      else clearBit(words, row);
    }
  }

  /** Those of the listed rows of which `hasCode` is `wanted`. */
  filter(rows: Uint32Array, codes: CodeSet, wanted: boolean): Uint32Array {
    const kept = new Uint32Array(rows.length);
    let count = 0;
    if (this.column.kind === 'scalar') {
      const { codes: held } = this.column;
      const { words } = codes;
      const turn = wanted ? 0 : 1;
      // Every row is written, and stays if the next one goes behind it: a branch would be guessed wrong too often.
      for (let i = 0; i < rows.length; i += 1) {
        const row = rows[i]!;
        const code = held[row] ?? 0;
        kept[count] = row;
        count += ((words[code >>> 5]! >>> (code & 31)) & 1) ^ turn;
      }
    } else {
      for (let i = 0; i < rows.length; i += 1) {
        if (this.hasCode(rows[i]!, codes) !== wanted) continue;
        kept[count] = rows[i]!;
        count += 1;
      }
    }
    return kept.subarray(0, count);
  }

  private hasCode(row: number, codes: CodeSet): boolean {
    if (this.column.kind === 'scalar') return codes.has(this.column.codeAt(row));
    const { starts, lengths, pool } = this.column;
    const start = starts[row] ?? 0;
    const end = start + (lengths[row] ?? 0);
    for (let at = start; at < end; at += 1) if (codes.has(pool[at]!)) return true;
    return false;
  }

  private scan(codes: CodeSet, rowCount: number): Uint32Array {
    const words = new Uint32Array(wordsFor(rowCount));
    if (this.column.kind === 'scalar') {
      markRows(this.column.codes, codes.words, words, rowCount);
    } else {
      const end = Math.min(rowCount, this.column.starts.length);
      for (let row = 0; row < end; row += 1) if (this.hasCode(row, codes)) setBit(words, row);
    }
    return words;
  }

  private corrected(rows: Uint32Array, codes: CodeSet, changed: Uint32Array): Uint32Array {
    const candidates = new Uint32Array(rows.length + changed.length);
    candidates.set(rows);
    candidates.set(changed, rows.length);
    return this.filter(sortedOnce(candidates), codes, true);
  }

  private isGathered(codes: CodeSet): boolean {
    return codes.count <= fewCodes || codes.count * gatheredShare <= this.column.values.size;
  }

  private freshPostings(rowCount: number): Postings {
    const changed = this.postings && this.column.changedSince(this.postings.version);
    if (changed === undefined || changed.length * changedShare > Math.max(rowCount, fewRows)) {
      this.postings = postingsOf(this.column, rowCount);
    }
    return this.postings!;
  }
}

/** Sets the bits of the rows whose codes are among the set ones; a word of rows at a time. */
function markRows(held: Codes, codes: Uint32Array, words: Uint32Array, rowCount: number): void {
  const end = Math.min(rowCount, held.length);
  for (let at = 0; at * 32 < end; at += 1) {
    const stop = Math.min(end, at * 32 + 32);
    let word = 0;
    for (let row = at * 32; row < stop; row += 1) {
      const code = held[row]!;
      word |= ((codes[code >>> 5]! >>> (code & 31)) & 1) << (row & 31);
    }
    words[at] = word;
  }
}

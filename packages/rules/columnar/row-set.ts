import { countBits, hasBit, listBits, setBit, wordsFor } from './bits.ts';

/** A set whose rows are fewer than this share of the table is a list: it then takes no more room than bits do. */
const sparseShare = 32;

/** True when so few of the rows are better listed than marked. */
export function isSparse(count: number, rows: number): boolean {
  return count * sparseShare < rows;
}

/** Rows of a table, never changed once made: few of them as a sorted list, many as bits. */
export class RowSet {
  private constructor(
    /** How many rows the table had. */
    readonly length: number,
    /** How many rows there are. */
    readonly count: number,
    private readonly list: Uint32Array | undefined,
    private readonly bits: Uint32Array | undefined,
  ) {}

  /** The set of rows in ascending order, each once, of a table with `length` rows. */
  static ofRows(rows: Uint32Array, length: number): RowSet {
    return new RowSet(length, rows.length, rows, undefined);
  }

  /** The set of marked rows of a table with `length` rows: a list when they are few. */
  static ofWords(words: Uint32Array, length: number, count = countBits(words)): RowSet {
    if (isSparse(count, length)) return new RowSet(length, count, listBits(words, count), undefined);
    return new RowSet(length, count, undefined, words);
  }

  get isList(): boolean {
    return this.list !== undefined;
  }

  /** What the set takes outside the heap. */
  get sizeBytes(): number {
    return (this.list ?? this.bits!).byteLength;
  }

  /** True when the row is in the set. */
  has(row: number): boolean {
    if (this.bits !== undefined) return hasBit(this.bits, row);
    const list = this.list!;
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (list[middle]! < row) low = middle + 1;
      else high = middle;
    }
    return list[low] === row;
  }

  /** The rows in ascending order. Not to be changed. */
  rows(): Uint32Array {
    return this.list ?? listBits(this.bits!, this.count);
  }

  /** The rows as bits, 32 to a word, at least as many as the table has rows. Not to be changed. */
  words(): Uint32Array {
    if (this.bits !== undefined) return this.bits;
    const words = new Uint32Array(wordsFor(this.length));
    for (const row of this.list!) setBit(words, row);
    return words;
  }

  /** Visits the rows in ascending order. */
  [Symbol.iterator](): Iterator<number> {
    return this.rows().values();
  }
}

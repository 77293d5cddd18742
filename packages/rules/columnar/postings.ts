import type { CodeSet } from './code-set.ts';

/** The rows of every code of a column, as the column was at a version. */
export interface Postings {
  readonly version: number;
  readonly sizeBytes: number;
  /** How many rows there are of the codes together; a row counts once for each code. */
  countOf(codes: CodeSet): number;
  /** The rows of the codes in ascending order; `count` is `countOf`. Not to be changed. */
  rowsOf(codes: CodeSet, count: number): Uint32Array;
  /** Sets the bits of the rows of the codes. */
  mark(codes: CodeSet, words: Uint32Array): void;
}

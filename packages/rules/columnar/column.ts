import type { Instant } from '@muster/kernel';
import type { AssignedPlan, RuleValue } from '../objects/rule-object.ts';

/** One value a column holds: texts, and the texts of plans, are folded (`foldCase`). */
export type ColumnValue = string | boolean | Instant | AssignedPlan;

/**
 * The distinct values of a column. Each has a code, handed out once, from 1 upwards without gaps; code 0 stands for a
 * missing value. Codes stay what they are until the column gets new distinct values altogether (another object).
 */
export interface DistinctValues {
  /** One more than the highest code. */
  readonly size: number;
  /** Size of what is held outside the heap. */
  readonly sizeBytes: number;
  /** The value of a code; null for code 0. */
  valueOf(code: number): ColumnValue | null;
  /** The code of a value, which need not be folded; undefined when the column has never held it. */
  find(value: ColumnValue): number | undefined;
  /** The code of a value, which need not be folded; a new one when the column has never held it. */
  add(value: ColumnValue): number;
}

/** Whole numbers in the narrowest width that holds them all. */
export type Codes = Uint8Array | Uint16Array | Uint32Array;

interface ColumnOf<Kind> {
  readonly kind: Kind;
  /** Canonical name of the rule property. */
  readonly name: string;
  readonly values: DistinctValues;
  /** Counts the rows written so far; what was derived from the column holds for the version it was derived at. */
  readonly version: number;
  readonly sizeBytes: number;
  /** The rows written since a version, some perhaps more than once; undefined when that is too long ago to tell. */
  changedSince(version: number): Uint32Array | undefined;
  /** Sets the value of a row; missing, null and the empty collection are one. */
  set(row: number, value: RuleValue | undefined): void;
}

/** A column with one value a row. */
export interface ScalarColumn extends ColumnOf<'scalar'> {
  /** The code of every row; may be longer than the table has rows. Replaced when it grows: do not keep it. */
  readonly codes: Codes;
  /** The code of a row; 0 for a row never written. */
  codeAt(row: number): number;
  /**
   * Sets the text of a row, which comes as UTF-8 from `start` up to `end`.
   *
   * @throws Error when the column does not hold texts
   */
  setUtf8(row: number, bytes: Uint8Array, start: number, end: number): void;
}

/** A column with any number of values a row. */
export interface CollectionColumn extends ColumnOf<'collection'> {
  /** Where the codes of every row begin in `pool`, and how many they are. Replaced when they grow: do not keep them. */
  readonly starts: Uint32Array;
  readonly lengths: Codes;
  readonly pool: Codes;
  /** The codes of a row, each once, none for a row never written; a view that the next `set` may invalidate. */
  codesAt(row: number): Codes;
}

/** The values that the objects of a table have for one property, as codes of distinct values. */
export type Column = ScalarColumn | CollectionColumn;

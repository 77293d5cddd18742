import type { RuleValue } from '../objects/rule-object.ts';
import { ChangeLog } from './change-log.ts';
import type { Codes, ColumnValue, DistinctValues, ScalarColumn } from './column.ts';
import { Dictionary } from './dictionary.ts';
import { grown } from './grown.ts';
import { wideEnough } from './wide-enough.ts';

/** One value a row, as a code of the narrowest width that holds all codes so far. */
export class CodedColumn implements ScalarColumn {
  readonly kind = 'scalar';
  codes: Codes = new Uint8Array(64);
  private readonly log = new ChangeLog();

  constructor(
    readonly name: string,
    readonly values: DistinctValues,
  ) {}

  get version(): number {
    return this.log.version;
  }

  get sizeBytes(): number {
    return this.codes.byteLength;
  }

  changedSince(version: number): Uint32Array | undefined {
    return this.log.since(version);
  }

  codeAt(row: number): number {
    return this.codes[row] ?? 0;
  }

  set(row: number, value: RuleValue | undefined): void {
    this.put(row, value === null || value === undefined ? 0 : this.values.add(value as ColumnValue));
  }

  /** Sets the text of a row, which comes as UTF-8 from `start` up to `end`. */
  setUtf8(row: number, bytes: Uint8Array, start: number, end: number): void {
    const { values } = this;
    if (!(values instanceof Dictionary)) throw new Error('only a column of texts can hold a text');
    this.put(row, values.addUtf8(bytes, start, end));
  }

  private put(row: number, code: number): void {
    if (this.codeAt(row) === code) return;
    this.makeRoom(row, code);
    this.codes[row] = code;
    this.log.add(row);
  }

  private makeRoom(row: number, code: number): void {
    if (row >= this.codes.length) this.codes = grown(this.codes, row + 1);
    this.codes = wideEnough(this.codes, code);
  }
}

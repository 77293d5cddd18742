import type { RuleValue } from '../objects/rule-object.ts';
import { ChangeLog } from './change-log.ts';
import type { Codes, CollectionColumn, ColumnValue, DistinctValues } from './column.ts';
import { grown } from './grown.ts';
import { wideEnough } from './wide-enough.ts';

const smallestWaste = 1024;

/**
 * Any number of values a row, each distinct one once, as a slice of codes in a pool. A row that changes gets a new slice; when half of the pool
 * is left behind, the pool is written anew.
 */
export class SlicedColumn implements CollectionColumn {
  readonly kind = 'collection';
  starts = new Uint32Array(64);
  lengths: Codes = new Uint8Array(64);
  pool: Codes = new Uint8Array(64);
  private end = 0;
  private wasted = 0;
  private readonly log = new ChangeLog();

  constructor(
    readonly name: string,
    readonly values: DistinctValues,
  ) {}

  get version(): number {
    return this.log.version;
  }

  get sizeBytes(): number {
    return this.starts.byteLength + this.lengths.byteLength + this.pool.byteLength;
  }

  changedSince(version: number): Uint32Array | undefined {
    return this.log.since(version);
  }

  codesAt(row: number): Codes {
    const start = this.starts[row] ?? 0;
    return this.pool.subarray(start, start + (this.lengths[row] ?? 0));
  }

  set(row: number, value: RuleValue | undefined): void {
    const elements = elementsOf(value);
    if (elements.length === 0 && !this.lengths[row]) return;
    const codes = [...new Set(elements.map((each) => this.values.add(each)))];
    if (this.holds(row, codes)) return;
    if (row >= this.starts.length) {
      this.starts = grown(this.starts, row + 1);
      this.lengths = grown(this.lengths, row + 1);
    }
    this.put(row, codes);
    this.log.add(row);
    if (this.wasted > smallestWaste && this.wasted * 2 > this.end) this.compact();
  }

  private holds(row: number, codes: readonly number[]): boolean {
    const held = this.codesAt(row);
    return held.length === codes.length && codes.every((code, i) => held[i] === code);
  }

  private put(row: number, codes: readonly number[]): void {
    const before = this.lengths[row]!;
    const fits = codes.length <= before;
    this.wasted += fits ? before - codes.length : before;
    if (!fits) {
      this.starts[row] = this.end;
      this.end += codes.length;
      if (this.end > this.pool.length) this.pool = grown(this.pool, this.end);
    }
    this.lengths = wideEnough(this.lengths, codes.length);
    this.pool = wideEnough(this.pool, largestOf(codes));
    this.pool.set(codes, this.starts[row]);
    this.lengths[row] = codes.length;
  }

  private compact(): void {
    const pool = this.pool.slice();
    let end = 0;
    for (let row = 0; row < this.starts.length; row += 1) {
      const codes = this.codesAt(row);
      pool.set(codes, end);
      this.starts[row] = end;
      end += codes.length;
    }
    this.pool = pool.slice(0, Math.max(64, end * 2));
    this.end = end;
    this.wasted = 0;
  }
}

const noElements: readonly ColumnValue[] = [];

function elementsOf(value: RuleValue | undefined): readonly ColumnValue[] {
  if (value === null || value === undefined) return noElements;
  if (Array.isArray(value)) return value as readonly ColumnValue[];
  throw new Error(`a column of collections cannot hold ${typeof value}`);
}

function largestOf(codes: readonly number[]): number {
  return codes.reduce((largest, code) => Math.max(largest, code), 0);
}

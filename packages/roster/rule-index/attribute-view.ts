import { foldCase } from '@muster/kernel';
import type { Column, RuleValue } from '@muster/rules';
import type { Attribute } from './attribute.ts';
import { signatureOf } from './text-signature.ts';

/** The values of one property of the object being looked at, before and after; read only when asked for. */
export class AttributeView {
  /** The round in which the object was looked at. */
  round = 0;
  /** True when the change names the property. */
  isMoved = false;
  #row = -1;
  #isRead = false;
  #before: RuleValue = null;
  #after: RuleValue = null;

  constructor(private readonly attribute: Attribute) {}

  lookAtMove(round: number, before: RuleValue | undefined, after: RuleValue | undefined): void {
    this.round = round;
    this.isMoved = true;
    this.#isRead = true;
    this.#before = before ?? null;
    this.#after = after ?? null;
  }

  /** The property keeps the value it has in the row; with row -1 it has none. */
  lookAtRow(round: number, row: number): void {
    this.round = round;
    this.isMoved = false;
    this.#isRead = false;
    this.#row = row;
  }

  get before(): RuleValue {
    if (!this.#isRead) this.#read();
    return this.#before;
  }

  get after(): RuleValue {
    if (!this.#isRead) this.#read();
    return this.#after;
  }

  /** What the signatures of the texts before and after say together. */
  get signature(): number {
    if (this.isMoved) return signatureOfValue(this.#before) | signatureOfValue(this.#after);
    const { column } = this.attribute;
    if (column === undefined || this.#row < 0) return 0;
    if (column.kind === 'scalar') return this.attribute.signatureOfCode(column.codeAt(this.#row));
    let signature = 0;
    for (const code of column.codesAt(this.#row)) signature |= this.attribute.signatureOfCode(code);
    return signature;
  }

  #read(): void {
    const { column } = this.attribute;
    this.#isRead = true;
    this.#after = column === undefined || this.#row < 0 ? null : valueAt(column, this.#row);
    this.#before = this.#after;
  }
}

/** The value a row holds; null when it holds none. */
export function valueAt(column: Column, row: number): RuleValue {
  if (column.kind === 'scalar') return column.values.valueOf(column.codeAt(row)) as RuleValue;
  const codes = column.codesAt(row);
  return codes.length === 0 ? null : (Array.from(codes, (code) => column.values.valueOf(code)) as RuleValue);
}

function signatureOfValue(value: RuleValue): number {
  if (typeof value === 'string') return signatureOf(foldCase(value));
  if (value === null) return 0;
  if (!Array.isArray(value)) return 0xffff_ffff;
  let signature = 0;
  for (const each of value) signature |= signatureOfValue(each as RuleValue);
  return signature;
}

import { foldCase } from '@muster/kernel';
import type { Column, RuleValue } from '@muster/rules';
import type { Attribute } from './attribute.ts';
import { signatureOf } from './text-signature.ts';

/** Which object is looked at, and for the how manieth time. */
export interface Look {
  /** Higher with every look. */
  readonly round: number;
  /** Where the object's values are; -1 when it has none but those that were given. */
  readonly row: number;
}

/** The values of one property of the object looked at, before and after a change; read from the row when asked for. */
export class AttributeView {
  #movedIn = 0;
  #readIn = 0;
  #before: RuleValue = null;
  #after: RuleValue = null;

  constructor(
    private readonly attribute: Attribute,
    private readonly look: Look,
  ) {}

  /** True when the change names the property. */
  get isMoved(): boolean {
    return this.#movedIn === this.look.round;
  }

  get before(): RuleValue {
    if (this.#readIn !== this.look.round) this.#read();
    return this.#before;
  }

  get after(): RuleValue {
    if (this.#readIn !== this.look.round) this.#read();
    return this.#after;
  }

  /** What the signatures of the texts before and after have together. */
  get signature(): number {
    if (this.isMoved) return signatureOfValue(this.#before) | signatureOfValue(this.#after);
    const { row } = this.look;
    const { column } = this.attribute;
    if (column === undefined || row < 0) return 0;
    if (column.kind === 'scalar') return this.attribute.signatureOfCode(column.codeAt(row));
    let signature = 0;
    for (const code of column.codesAt(row)) signature |= this.attribute.signatureOfCode(code);
    return signature;
  }

  /** Notes that the change names the property. */
  move(before: RuleValue | undefined, after: RuleValue | undefined): void {
    this.#movedIn = this.look.round;
    this.#readIn = this.look.round;
    this.#before = before ?? null;
    this.#after = after ?? null;
  }

  #read(): void {
    const { row, round } = this.look;
    const { column } = this.attribute;
    this.#readIn = round;
    this.#after = column === undefined || row < 0 ? null : valueAt(column, row);
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

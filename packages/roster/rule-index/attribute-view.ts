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
  #signedIn = 0;
  #before: RuleValue = null;
  #after: RuleValue = null;
  #signature = 0;

  constructor(
    private readonly attribute: Attribute,
    private readonly look: Look,
  ) {}

  /** True when the value before is another than after. */
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
    if (this.#signedIn === this.look.round) return this.#signature;
    this.#signature = signatureOfValue(this.after);
    if (this.isMoved) this.#signature |= signatureOfValue(this.#before);
    this.#signedIn = this.look.round;
    return this.#signature;
  }

  /** Takes the values from the change instead of the row; `before` undefined: the row's. True when they differ. */
  give(before: RuleValue | undefined, after: RuleValue | undefined, isBeforeInRow: boolean): boolean {
    const { row, round } = this.look;
    const { column } = this.attribute;
    this.#readIn = round;
    this.#before = (isBeforeInRow ? column && row >= 0 && valueAt(column, row) : before) ?? null;
    this.#after = after ?? null;
    if (isSame(this.#before, this.#after)) return false;
    this.#movedIn = round;
    return true;
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

/** True for what is surely one value: single values, or collections of the same texts in the same order. */
function isSame(one: RuleValue, other: RuleValue): boolean {
  if (one === other) return true;
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
  return one.every((each, i) => each === other[i]);
}

function signatureOfValue(value: RuleValue): number {
  if (typeof value === 'string') return signatureOf(foldCase(value));
  if (value === null) return 0;
  if (!Array.isArray(value)) return 0xffff_ffff;
  let signature = 0;
  for (const each of value) signature |= signatureOfValue(each as RuleValue);
  return signature;
}

import type { Instant } from '@muster/kernel';
import { type ColumnValue, type RuleObject, type RuleObjectType, type RuleValue, satisfies } from '@muster/rules';
import type { Attribute } from './attribute.ts';
import { AttributeView, type Look } from './attribute-view.ts';
import { NumberStack, Numbers } from './numbers.ts';
import { answer } from './question.ts';
import type { QuestionTable } from './question-table.ts';

/** Values by canonical rule property name. */
export type Values = RuleObject['values'];

const before = 1;
const after = 2;
const both = before + after;

const noValues: Values = {};

/**
 * What is known about one object before a change of it (bit 1) and after (bit 2): where the bits of its values begin,
 * and what the questions answer that have no bits. The latter is found out when it is wanted, once for each change.
 */
export class Answers implements Look {
  /** By property where in the pool the bits of its value begin, before and after. */
  readonly startsBefore = new Numbers();
  readonly startsAfter = new Numbers();
  /** The properties with bits that move, by number. */
  readonly moved = new NumberStack();
  /** Kept questions without bits that are true of a given value, before or after. */
  readonly alive = new NumberStack();
  /** Properties with questions that are asked, and that move. */
  readonly movedAsked = new NumberStack();
  /** A multiple of 4, higher with every change looked at. */
  round = 0;
  row = -1;
  /** For each question without bits `round` plus its two bits, when it is answered in this round. */
  readonly #marks = new Numbers();
  #now = 0 as Instant;
  readonly #views: AttributeView[] = [];
  /** By property the round in which what is kept about its value was marked. */
  readonly #markedIn = new Numbers();
  /** By property the round in which its value was given. */
  readonly #givenIn = new Numbers();
  readonly #codes = new Numbers();
  readonly #objects: { readonly before: WritableObject; readonly after: WritableObject };

  constructor(
    type: RuleObjectType,
    private readonly questions: QuestionTable,
  ) {
    this.#objects = { before: { type, values: {} }, after: { type, values: {} } };
  }

  get memoryBytes(): number {
    return this.#marks.at.byteLength;
  }

  /** True when the rounds are about to run out: a new instance is needed. */
  get isWornOut(): boolean {
    return this.round > 0x3fff_fff0;
  }

  /**
   * Looks at a change: `valuesAfter` has every changed property, `valuesBefore` what it held; undefined: what the row
   * holds. The rest is read from the row; with row -1 nothing else has a value.
   */
  look(row: number, valuesBefore: Values | undefined, valuesAfter: Values, now: Instant): void {
    this.#startRound(row, now);
    for (const name in valuesAfter) {
      const attribute = this.questions.attribute(name);
      if (attribute === undefined) continue;
      this.#givenIn.at[attribute.number] = this.round;
      this.#giveBits(attribute, valuesBefore, valuesAfter[name]);
      this.#giveView(attribute, valuesBefore, valuesAfter[name]);
    }
    this.#readRow();
  }

  /** Looks at an object that does not change, with these values instead of the row's. */
  lookAtAll(row: number, values: Values = noValues, now: Instant): void {
    this.look(row, values, values, now);
  }

  /** What a question without bits answers, as two bits. */
  bitsOf(id: number): number {
    const mark = this.#marks.at[id]!;
    if (mark >= this.round) return mark & both;
    let bits = 0;
    if (this.questions.asked.at[id] === 1) bits = this.#askRow(id) ?? (this.#mayHold(id) ? this.#ask(id) : 0);
    else if (this.#mark(this.questions.firstAttributes.at[id]!)) bits = this.bitsOf(id);
    this.#marks.at[id] = this.round + bits;
    return bits;
  }

  /** Marks what is kept about the row's value of a property; false when that was done before in this round. */
  #mark(number: number): boolean {
    if (this.#markedIn.at[number] === this.round) return false;
    this.#markedIn.at[number] = this.round;
    this.#markRow(this.questions.attributes[number]!, both);
    return true;
  }

  /** False when no value of the object can hold the text that the question is about. */
  #mayHold(id: number): boolean {
    const signature = this.questions.signatures.at[id]!;
    return signature === 0 || (signature & ~this.#views[this.questions.firstAttributes.at[id]!]!.signature) === 0;
  }

  /** Asks about the codes of the row; undefined when the value was given, or the string is needed. */
  #askRow(id: number): number | undefined {
    const number = this.questions.firstAttributes.at[id]!;
    const { column } = this.questions.attributes[number]!;
    if (column === undefined || this.row < 0 || this.#givenIn.at[number] === this.round) return undefined;
    const test = this.questions.codeTest(id);
    if (test === null) return undefined;
    if (column.kind === 'scalar') return test(column.codeAt(this.row)) ? both : 0;
    const { starts, lengths, pool } = column;
    const start = starts[this.row] ?? 0;
    const end = start + (lengths[this.row] ?? 0);
    for (let at = start; at < end; at += 1) if (test(pool[at]!)) return both;
    return 0;
  }

  #ask(id: number): number {
    const question = this.questions.question(id);
    const { asks } = question;
    if ('test' in asks) {
      const view = this.#views[this.questions.firstAttributes.at[id]!]!;
      const isAfter = satisfies(view.after, asks.test, this.#now);
      const isBefore = view.isMoved ? satisfies(view.before, asks.test, this.#now) : isAfter;
      return (isBefore ? before : 0) + (isAfter ? after : 0);
    }
    const objects = this.#objects;
    for (const { name, number } of this.questions.attributesOf(id)) {
      objects.after.values[name] = this.#views[number]!.after;
      objects.before.values[name] = this.#views[number]!.before;
    }
    const isBefore = answer(question, objects.before, this.#now);
    const isAfter = answer(question, objects.after, this.#now);
    return (isBefore ? before : 0) + (isAfter ? after : 0);
  }

  #startRound(row: number, now: Instant): void {
    this.round += 4;
    this.row = row;
    this.#now = now;
    this.questions.tidy();
    this.#marks.reach(this.questions.size);
    const { attributes } = this.questions;
    for (let n = this.#views.length; n < attributes.length; n += 1) {
      this.#views.push(new AttributeView(attributes[n]!, this));
      for (const each of [this.startsBefore, this.startsAfter, this.#markedIn, this.#givenIn, this.#codes]) {
        each.reach(n);
      }
    }
    this.moved.size = 0;
    this.alive.size = 0;
    this.movedAsked.size = 0;
  }

  #giveBits(attribute: Attribute, valuesBefore: Values | undefined, valueAfter: RuleValue | undefined): void {
    if (!attribute.hasBits) return;
    const { number } = attribute;
    const { row } = this;
    const { column } = attribute;
    const startAfter = this.#startOf(attribute, valueAfter, 1);
    let startBefore: number;
    if (valuesBefore !== undefined) startBefore = this.#startOf(attribute, valuesBefore[attribute.name], 0);
    else startBefore = attribute.bits.startOf(column?.kind === 'scalar' && row >= 0 ? column.codeAt(row) : 0);
    this.startsBefore.at[number] = startBefore;
    this.startsAfter.at[number] = startAfter;
    if (startBefore !== startAfter) this.moved.push(number);
  }

  #startOf(attribute: Attribute, value: RuleValue | undefined, side: 0 | 1): number {
    if (value === null || value === undefined) return attribute.bits.startOf(0);
    const code = typeof value === 'object' ? undefined : attribute.column?.values.find(value);
    return code === undefined ? attribute.bits.startOfStranger(value, side) : attribute.bits.startOf(code);
  }

  #giveView(attribute: Attribute, valuesBefore: Values | undefined, valueAfter: RuleValue | undefined): void {
    if (attribute.asked.size === 0 && !attribute.hasLists) return;
    const { number } = attribute;
    const isInRow = valuesBefore === undefined;
    const isMoved = this.#views[number]!.give(valuesBefore?.[attribute.name], valueAfter, isInRow);
    if (isMoved && attribute.asked.size > 0) this.movedAsked.push(number);
    if (!attribute.hasLists) return;
    this.#markedIn.at[number] = this.round;
    if (isInRow) this.#markRow(attribute, before);
    else this.#markValue(attribute, valuesBefore[attribute.name], before);
    this.#markValue(attribute, valueAfter, after);
  }

  /**
   * Finds the bits of the row's values. The codes are read in a loop of their own: none waits for another, so that the
   * memory is asked for all at once.
   */
  #readRow(): void {
    const { row, round } = this;
    const { withBits } = this.questions;
    const codes = this.#codes.at;
    const givenIn = this.#givenIn.at;
    for (let i = 0; i < withBits.length; i += 1) {
      const { column } = withBits[i]!;
      codes[i] = column?.kind === 'scalar' && row >= 0 ? column.codeAt(row) : 0;
    }
    for (let i = 0; i < withBits.length; i += 1) {
      const { number, bits } = withBits[i]!;
      if (givenIn[number] === round) continue;
      const start = bits.startOf(codes[i]!);
      this.startsBefore.at[number] = start;
      this.startsAfter.at[number] = start;
    }
  }

  #markRow(attribute: Attribute, bits: number): void {
    const { column } = attribute;
    const { row } = this;
    if (column === undefined || row < 0) this.#markCode(attribute, 0, bits);
    else if (column.kind === 'scalar') this.#markCode(attribute, column.codeAt(row), bits);
    else {
      const codes = column.codesAt(row);
      if (codes.length === 0) this.#markCode(attribute, 0, bits);
      for (let i = 0; i < codes.length; i += 1) this.#markCode(attribute, codes[i]!, bits);
    }
  }

  #markValue(attribute: Attribute, value: RuleValue | undefined, bits: number): void {
    if (value === null || value === undefined) this.#markCode(attribute, 0, bits);
    else if (typeof value !== 'object') this.#markSingle(attribute, value, value, bits);
    else if (value.length === 0) this.#markCode(attribute, 0, bits);
    else for (const each of value) this.#markSingle(attribute, each, [each] as RuleValue, bits);
  }

  #markSingle(attribute: Attribute, single: ColumnValue, value: RuleValue, bits: number): void {
    const code = attribute.column?.values.find(single);
    if (code !== undefined) this.#markCode(attribute, code, bits);
    else for (const id of attribute.truthsOfStranger(value)) this.#markTrue(id, bits);
  }

  #markCode(attribute: Attribute, code: number, bits: number): void {
    const list = attribute.listOf(code);
    for (let i = 0; i < list.length; i += 1) this.#markTrue(list[i]!, bits);
  }

  #markTrue(id: number, bits: number): void {
    const marks = this.#marks.at;
    const mark = marks[id]!;
    if (mark < this.round) {
      this.alive.push(id);
      marks[id] = this.round + bits;
    } else marks[id] = mark | bits;
  }
}

interface WritableObject extends RuleObject {
  readonly values: Record<string, RuleValue | undefined>;
}

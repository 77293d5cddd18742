import type { Instant } from '@muster/kernel';
import { type ColumnValue, type RuleObject, type RuleObjectType, type RuleValue, satisfies } from '@muster/rules';
import type { Attribute } from './attribute.ts';
import { AttributeView, type Look } from './attribute-view.ts';
import { NumberStack, Numbers } from './numbers.ts';
import { answer, type Question } from './question.ts';
import type { QuestionTable } from './question-table.ts';

/** Values by canonical rule property name. */
export type Values = RuleObject['values'];

const before = 1;
const after = 2;
const both = before + after;

const noCodes = new Uint32Array(0);

/**
 * What the questions answer about one object before a change of it (bit 1) and after (bit 2). Kept answers are read off
 * the lists of the object's values; the others are asked when they are wanted, once for each change.
 */
export class Answers implements Look {
  /** For each question `round` plus its two bits, when it is answered in this round. Number 0 is always true. */
  readonly marks = new Numbers();
  /** A multiple of 4, higher with every change looked at. */
  round = 0;
  row = -1;
  /** The questions of which the answer can differ before and after, each once. */
  readonly moved = new NumberStack();
  /** The questions of moved properties, or all when they were wanted, that are kept and true before or after. */
  readonly alive = new NumberStack();
  #now = 0 as Instant;
  readonly #views: AttributeView[] = [];
  readonly #codes = new Numbers();
  readonly #objects: { readonly before: WritableObject; readonly after: WritableObject };

  constructor(
    type: RuleObjectType,
    private readonly questions: QuestionTable,
  ) {
    this.#objects = { before: { type, values: {} }, after: { type, values: {} } };
  }

  get memoryBytes(): number {
    return this.marks.at.byteLength;
  }

  /** True when the rounds are about to run out: a new instance is needed. */
  get isWornOut(): boolean {
    return this.round > 0x3fff_fff0;
  }

  /**
   * Looks at a change: `valuesAfter` has every changed property, `valuesBefore` what it held. The rest is read from the
   * row; with row -1 nothing else has a value.
   */
  look(row: number, valuesBefore: Values, valuesAfter: Values, now: Instant): void {
    this.#startRound(row, now);
    for (const name of Object.keys(valuesAfter)) {
      const attribute = this.questions.attribute(name);
      if (attribute !== undefined) this.#move(attribute, valuesBefore[name], valuesAfter[name]);
    }
    for (let i = 0; i < this.alive.size; i += 1) {
      const id = this.alive.at[i]!;
      if (this.marks.at[id] !== this.round + both) this.moved.push(id);
    }
    this.#readCodes();
    for (const attribute of this.questions.attributes) this.#markRow(attribute);
  }

  /** Looks at an object with these values instead of a row's; `alive` then has every kept question that is true. */
  lookAtAll(row: number, values: Values, now: Instant): void {
    this.look(row, values, values, now);
    const { marks, alive, round } = this;
    alive.size = 0;
    for (let id = 1; id < this.questions.size; id += 1) if (marks.at[id] === round + both) alive.push(id);
  }

  /** Asks a question whose answers are not kept; its two bits. */
  ask(id: number): number {
    const bits = this.#mayHold(id) ? this.#bitsOf(id) : 0;
    this.marks.at[id] = this.round + bits;
    return bits;
  }

  /** False when no value of the object can hold the text that the question is about. */
  #mayHold(id: number): boolean {
    const signature = this.questions.signatures.at[id]!;
    return signature === 0 || (signature & ~this.#views[this.questions.firstAttributes.at[id]!]!.signature) === 0;
  }

  #bitsOf(id: number): number {
    const question = this.questions.question(id);
    const { asks } = question;
    if ('node' in asks) return this.#bitsOfCondition(question, this.questions.attributesOf(id));
    const view = this.#views[this.questions.firstAttributes.at[id]!]!;
    const isAfter = satisfies(view.after, asks.test, this.#now);
    const isBefore = view.isMoved ? satisfies(view.before, asks.test, this.#now) : isAfter;
    return (isBefore ? before : 0) + (isAfter ? after : 0);
  }

  #bitsOfCondition(question: Question, attributes: readonly Attribute[]): number {
    const objects = this.#objects;
    for (const { name, number } of attributes) {
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
    this.marks.reach(this.questions.size);
    this.marks.at[0] = this.round + both;
    const { attributes } = this.questions;
    for (let n = this.#views.length; n < attributes.length; n += 1) {
      this.#views.push(new AttributeView(attributes[n]!, this));
      this.#codes.reach(n);
    }
    this.alive.size = 0;
    this.moved.size = 0;
  }

  #move(attribute: Attribute, valueBefore: RuleValue | undefined, valueAfter: RuleValue | undefined): void {
    this.#views[attribute.number]!.move(valueBefore, valueAfter);
    this.#markValue(attribute, valueBefore, before);
    this.#markValue(attribute, valueAfter, after);
    for (const id of attribute.asked) {
      const isAlone = this.questions.attributesOf(id).length === 1;
      if (isAlone || !this.moved.has(id)) this.moved.push(id);
    }
  }

  /** Reads the row's codes in a loop of its own: none waits for another, so that the memory is asked for all at once. */
  #readCodes(): void {
    const { row } = this;
    const codes = this.#codes.at;
    for (const { column, number } of this.questions.attributes) {
      codes[number] = column?.kind === 'scalar' && row >= 0 ? column.codeAt(row) : 0;
    }
  }

  /** Marks what the row answers about a property that does not move. */
  #markRow(attribute: Attribute): void {
    const { number, column } = attribute;
    if (!attribute.keepsAny || this.#views[number]!.isMoved) return;
    const codes = column?.kind === 'collection' && this.row >= 0 ? column.codesAt(this.row) : noCodes;
    if (codes.length === 0) this.#markBoth(attribute, this.#codes.at[number]!);
    for (let i = 0; i < codes.length; i += 1) this.#markBoth(attribute, codes[i]!);
  }

  #markBoth(attribute: Attribute, code: number): void {
    const start = attribute.listOf(code);
    const list = attribute.lists.at;
    const end = start + list[start]!;
    const marks = this.marks.at;
    const mark = this.round + both;
    for (let i = start + 1; i <= end; i += 1) marks[list[i]!] = mark;
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
    else for (const id of attribute.truthsOfStranger(value)) this.#mark(id, bits);
  }

  #markCode(attribute: Attribute, code: number, bits: number): void {
    const start = attribute.listOf(code);
    const end = start + attribute.lists.at[start]!;
    for (let i = start + 1; i <= end; i += 1) this.#mark(attribute.lists.at[i]!, bits);
  }

  #mark(id: number, bits: number): void {
    const marks = this.marks.at;
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

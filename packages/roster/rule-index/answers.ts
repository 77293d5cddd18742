import type { Instant } from '@muster/kernel';
import { type ColumnValue, type RuleObject, type RuleObjectType, type RuleValue, satisfies } from '@muster/rules';
import type { Attribute } from './attribute.ts';
import { AttributeView } from './attribute-view.ts';
import { Numbers } from './numbers.ts';
import { answer, type Question } from './question.ts';
import type { QuestionTable } from './question-table.ts';

/** Values by canonical rule property name. */
export type Values = RuleObject['values'];

const before = 1;
const after = 2;

/**
 * What the questions answer about one object before a change of it (bit 1) and after (bit 2). Kept answers are read off
 * the lists of the object's values; the others are asked when they are wanted, once for each change.
 */
export class Answers {
  /** For each question `round` plus its two bits, when it is answered in this round. Number 0 is always true. */
  readonly marks = new Numbers();
  /** A multiple of 4, higher with every change looked at. */
  round = 0;
  /** The questions that are kept and true before or after. */
  readonly alive = new Numbers();
  aliveCount = 0;
  /** The questions of which the answer can differ before and after. */
  readonly moved: number[] = [];
  #now = 0 as Instant;
  readonly #views: AttributeView[] = [];
  readonly #objects: { readonly before: WritableObject; readonly after: WritableObject };

  constructor(
    type: RuleObjectType,
    private readonly questions: QuestionTable,
  ) {
    this.#objects = { before: { type, values: {} }, after: { type, values: {} } };
  }

  /**
   * Looks at a change: `after` has every changed property, `before` what it held. The rest is read from the row;
   * with row -1 nothing else has a value.
   */
  look(row: number, valuesBefore: Values, valuesAfter: Values, now: Instant): void {
    this.#now = now;
    this.#startRound();
    for (const name of Object.keys(valuesAfter)) {
      const attribute = this.questions.attribute(name);
      if (attribute !== undefined) this.#lookAtMoved(attribute, valuesBefore[name], valuesAfter[name]);
    }
    for (let i = 0; i < this.aliveCount; i += 1) {
      const id = this.alive.at[i]!;
      if (this.marks.at[id] !== this.round + before + after) this.moved.push(id);
    }
    for (const attribute of this.questions.attributes) {
      const view = this.#viewOf(attribute);
      if (view.round === this.round) continue;
      view.lookAtRow(this.round, row);
      if (attribute.keepsAny) this.#markRow(attribute, row);
    }
  }

  /** Asks a question whose answers are not kept; its two bits. */
  ask(id: number): number {
    const question = this.questions.question(id);
    const attributes = this.questions.attributesOf(id);
    const bits = this.#mayHold(question, attributes) ? this.#bitsOf(question, attributes) : 0;
    this.marks.at[id] = this.round + bits;
    return bits;
  }

  /** False when no value of the object can hold the text that the question is about. */
  #mayHold({ signature }: Question, attributes: readonly Attribute[]): boolean {
    return signature === 0 || (signature & ~this.#viewOf(attributes[0]!).signature) === 0;
  }

  #bitsOf(question: Question, attributes: readonly Attribute[]): number {
    const { asks } = question;
    if ('test' in asks) {
      const view = this.#viewOf(attributes[0]!);
      const isAfter = satisfies(view.after, asks.test, this.#now);
      const isBefore = view.isMoved ? satisfies(view.before, asks.test, this.#now) : isAfter;
      return (isBefore ? before : 0) + (isAfter ? after : 0);
    }
    return this.#bitsOfCondition(question, attributes);
  }

  #bitsOfCondition(question: Question, attributes: readonly Attribute[]): number {
    let isMoved = false;
    const objects = this.#objects;
    for (let i = 0; i < attributes.length; i += 1) {
      const view = this.#viewOf(attributes[i]!);
      const { name } = attributes[i]!;
      objects.after.values[name] = view.after;
      objects.before.values[name] = view.before;
      isMoved ||= view.isMoved;
    }
    const isAfter = answer(question, objects.after, this.#now);
    const isBefore = isMoved ? answer(question, objects.before, this.#now) : isAfter;
    return (isBefore ? before : 0) + (isAfter ? after : 0);
  }

  #viewOf(attribute: Attribute): AttributeView {
    return this.#views[attribute.number]!;
  }

  #lookAtMoved(attribute: Attribute, valueBefore: RuleValue | undefined, valueAfter: RuleValue | undefined): void {
    this.#viewOf(attribute).lookAtMove(this.round, valueBefore, valueAfter);
    this.#markValue(attribute, valueBefore, before);
    this.#markValue(attribute, valueAfter, after);
    for (const id of attribute.asked) this.moved.push(id);
  }

  get memoryBytes(): number {
    return this.marks.at.byteLength + this.alive.at.byteLength;
  }

  /** True when the rounds are about to run out: a new instance is needed. */
  get isWornOut(): boolean {
    return this.round > 0x3fff_fff0;
  }

  #startRound(): void {
    this.round += 4;
    this.marks.reach(this.questions.size);
    this.alive.reach(this.questions.size);
    this.marks.at[0] = this.round + before + after;
    const { attributes } = this.questions;
    for (let n = this.#views.length; n < attributes.length; n += 1) this.#views.push(new AttributeView(attributes[n]!));
    this.aliveCount = 0;
    this.moved.length = 0;
  }

  #markRow(attribute: Attribute, row: number): void {
    const { column } = attribute;
    if (column === undefined || row < 0) this.#markCode(attribute, 0, before + after);
    else if (column.kind === 'scalar') this.#markCode(attribute, column.codeAt(row), before + after);
    else {
      const codes = column.codesAt(row);
      if (codes.length === 0) this.#markCode(attribute, 0, before + after);
      for (const code of codes) this.#markCode(attribute, code, before + after);
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
    else for (const id of attribute.truthsOfStranger(value)) this.#mark(id, bits);
  }

  #markCode(attribute: Attribute, code: number, bits: number): void {
    const start = attribute.listOf(code);
    const list = attribute.lists.at;
    const end = start + list[start]!;
    for (let i = start + 1; i <= end; i += 1) this.#mark(list[i]!, bits);
  }

  #mark(id: number, bits: number): void {
    const marks = this.marks.at;
    const mark = marks[id]!;
    if (mark < this.round) {
      this.alive.at[this.aliveCount] = id;
      this.aliveCount += 1;
      marks[id] = this.round + bits;
    } else marks[id] = mark | bits;
  }
}

interface WritableObject extends RuleObject {
  readonly values: Record<string, RuleValue | undefined>;
}

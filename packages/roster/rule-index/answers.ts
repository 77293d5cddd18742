import type { Instant } from '@muster/kernel';
import type { ColumnTable, ColumnValue, RuleObject, RuleValue } from '@muster/rules';
import type { Attribute } from './attribute.ts';
import { valueAt } from './estimate-share.ts';
import { Numbers } from './numbers.ts';
import { answer } from './question.ts';
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
  #row = -1;
  #before: Values = {};
  #after: Values = {};
  readonly #lookedAt = new Map<Attribute, number>();

  constructor(
    private readonly table: ColumnTable,
    private readonly questions: QuestionTable,
  ) {}

  /**
   * Looks at a change: `after` has every changed property, `before` what it held. The rest is read from the row;
   * with row -1 nothing else has a value.
   */
  look(row: number, valuesBefore: Values, valuesAfter: Values, now: Instant): void {
    this.#now = now;
    this.#row = row;
    this.#before = valuesBefore;
    this.#after = valuesAfter;
    this.#startRound();
    for (const name of Object.keys(valuesAfter)) {
      const attribute = this.questions.attribute(name);
      if (attribute === undefined) continue;
      this.#lookedAt.set(attribute, this.round);
      this.#markValue(attribute, valuesBefore[name], before);
      this.#markValue(attribute, valuesAfter[name], after);
      for (const id of attribute.asked) this.moved.push(id);
    }
    for (let i = 0; i < this.aliveCount; i += 1) {
      const id = this.alive.at[i]!;
      if (this.marks.at[id] !== this.round + before + after) this.moved.push(id);
    }
    for (const attribute of this.questions.attributes) {
      if (attribute.keepsAny && this.#lookedAt.get(attribute) !== this.round) this.#markRow(attribute);
    }
  }

  /** Asks a question whose answers are not kept; its two bits. */
  ask(id: number): number {
    const question = this.questions.question(id);
    const { type } = this.table;
    const isAfter = answer(question, { type, values: this.#valuesFor(question.names, this.#after) }, this.#now);
    const isMoved = question.names.some((name) => Object.hasOwn(this.#after, name));
    const isBefore = isMoved
      ? answer(question, { type, values: this.#valuesFor(question.names, this.#before) }, this.#now)
      : isAfter;
    const bits = (isBefore ? before : 0) + (isAfter ? after : 0);
    this.marks.at[id] = this.round + bits;
    return bits;
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
    this.aliveCount = 0;
    this.moved.length = 0;
  }

  #markRow(attribute: Attribute): void {
    const { column } = attribute;
    if (column === undefined || this.#row < 0) this.#markCode(attribute, 0, before + after);
    else if (column.kind === 'scalar') this.#markCode(attribute, column.codeAt(this.#row), before + after);
    else {
      const codes = column.codesAt(this.#row);
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

  /** What a question reads, from the change where it has it, otherwise from the row. */
  #valuesFor(names: readonly string[], changed: Values): Values {
    const values: Record<string, RuleValue | undefined> = {};
    for (const name of names) {
      if (Object.hasOwn(this.#after, name)) values[name] = changed[name];
      else {
        const column = this.questions.attribute(name)!.column;
        values[name] = column === undefined || this.#row < 0 ? null : valueAt(column, this.#row);
      }
    }
    return values;
  }
}

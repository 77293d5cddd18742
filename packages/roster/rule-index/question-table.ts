import { type CodeTest, type ColumnTable, codeTestOf } from '@muster/rules';
import { Attribute } from './attribute.ts';
import { BitPool } from './bit-pool.ts';
import { NumberLists } from './number-lists.ts';
import { Numbers } from './numbers.ts';
import type { Question } from './question.ts';

/**
 * The distinct questions of all rules, numbered from 1, and the properties they read. A number is handed out again only
 * once nothing remembers what it stood for.
 */
export class QuestionTable {
  readonly attributes: Attribute[] = [];
  /** Those of them that have bits. */
  readonly withBits: Attribute[] = [];
  readonly pool = new BitPool();
  /** Where a question stands: places in the bits of its property, or else clauses; each times 2, plus 1 when negated. */
  readonly places = new NumberLists(1);
  /** By question its signature and the number of the first property it reads. */
  readonly signatures = new Numbers();
  readonly firstAttributes = new Numbers();
  /** By question 1 when its answers are not kept but asked when needed. */
  readonly asked = new Numbers();
  readonly #byName = new Map<string, Attribute>();
  readonly #byKey = new Map<string, number>();
  readonly #questions: (Question | undefined)[] = [undefined];
  readonly #uses: number[] = [0];
  readonly #attributesOf: (readonly Attribute[])[] = [[]];
  /** By question how it is asked about codes; null when that cannot be. */
  readonly #codeTests: (CodeTest | null | undefined)[] = [];
  #gone: number[] = [];
  #free: number[] = [];

  constructor(
    private readonly table: ColumnTable,
    private readonly mostKeptValues: number,
  ) {}

  /** One more than the highest number. */
  get size(): number {
    return this.#questions.length;
  }

  get memoryBytes(): number {
    const arrays = [this.signatures, this.firstAttributes, this.asked];
    const own = arrays.reduce((sum, each) => sum + each.at.byteLength, this.pool.memoryBytes + this.places.memoryBytes);
    return this.attributes.reduce((sum, each) => sum + each.memoryBytes, own);
  }

  /** True when a property grew so wide that what is kept about it must be given up: all must be added again. */
  get isOutgrown(): boolean {
    for (let n = 0; n < this.attributes.length; n += 1) if (this.attributes[n]!.isOutgrown) return true;
    return false;
  }

  /** False for a question that is gone. */
  has(id: number): boolean {
    return this.#questions[id] !== undefined;
  }

  question(id: number): Question {
    return this.#questions[id]!;
  }

  attribute(name: string): Attribute | undefined {
    return this.#byName.get(name);
  }

  /** The properties a question reads. */
  attributesOf(id: number): readonly Attribute[] {
    return this.#attributesOf[id]!;
  }

  /** How the question is asked about a code of the first property it reads, which has a column; null when it cannot be. */
  codeTest(id: number): CodeTest | null {
    const known = this.#codeTests[id];
    if (known !== undefined) return known;
    const { asks } = this.question(id);
    const { column } = this.attributesOf(id)[0]!;
    const test = column !== undefined && 'test' in asks ? codeTestOf(column.values, asks.test) : undefined;
    this.#codeTests[id] = test ?? null;
    return test ?? null;
  }

  /** The property in whose bits the answers to a question go; undefined when they do not. */
  bitsFor({ names, isScalar, isByValue, isTimed }: Question): Attribute | undefined {
    if (names.length > 1 || !isScalar || !isByValue || isTimed) return undefined;
    const attribute = this.#attributeFor(names[0]!);
    return attribute.isTooWide ? undefined : attribute;
  }

  /** The number of a question, for one more use. */
  take(question: Question): number {
    const known = this.#byKey.get(question.key);
    if (known !== undefined) {
      this.#uses[known]! += 1;
      return known;
    }
    const id = this.#free.pop() ?? this.#questions.length;
    this.#questions[id] = question;
    this.#byKey.set(question.key, id);
    this.#uses[id] = 1;
    this.#register(id, question);
    return id;
  }

  /** Ends one use. */
  release(id: number): void {
    this.#uses[id]! -= 1;
    if (this.#uses[id]! > 0) return;
    const question = this.question(id);
    this.#byKey.delete(question.key);
    for (const each of this.attributesOf(id)) each.drop(id, question);
    this.#questions[id] = undefined;
    this.#codeTests[id] = undefined;
    this.#gone.push(id);
    if (this.#gone.length > 1024 + this.#byKey.size / 4) this.#forgetGone();
  }

  /** Drops every row of bits when they have to be made anew. Not while a change is looked at. */
  tidy(): void {
    if (!this.pool.isStale) return;
    for (const each of this.attributes) each.bits.forget();
    this.pool.clear();
  }

  #register(id: number, question: Question): void {
    const attributes = question.names.map((name) => this.#attributeFor(name));
    const [first] = attributes;
    const inBits = this.bitsFor(question);
    const isKept = attributes.length === 1 && question.isByValue && !question.isTimed;
    this.#attributesOf[id] = attributes;
    this.signatures.set(id, question.signature);
    this.firstAttributes.set(id, first!.number);
    this.asked.set(id, 0);
    if (inBits !== undefined) {
      if (!inBits.hasBits) this.withBits.push(inBits);
      inBits.keep(id, question, true);
    } else if (isKept && (question.exact !== undefined || !first!.isTooWide)) first!.keep(id, question, false);
    else {
      this.asked.at[id] = 1;
      for (const each of attributes) each.asked.add(id);
    }
  }

  #attributeFor(name: string): Attribute {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const attribute = new Attribute(this.attributes.length, name, this.table, this, this.mostKeptValues);
    this.#byName.set(name, attribute);
    this.attributes.push(attribute);
    return attribute;
  }

  /** Lists may still hold numbers of questions that are gone; without the lists the numbers are free. */
  #forgetGone(): void {
    for (const each of this.attributes) each.forget();
    this.#free.push(...this.#gone);
    this.#gone = [];
  }
}

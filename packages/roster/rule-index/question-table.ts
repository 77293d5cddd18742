import type { ColumnTable } from '@muster/rules';
import { Attribute } from './attribute.ts';
import { estimateShare } from './estimate-share.ts';
import { Numbers } from './numbers.ts';
import type { Question } from './question.ts';

/**
 * The distinct questions of all rules, numbered from 1, and the properties they read. A number is handed out again only
 * once nothing remembers what it stood for.
 */
export class QuestionTable {
  readonly attributes: Attribute[] = [];
  /** By question its signature and the number of the first property it reads. */
  readonly signatures = new Numbers();
  readonly firstAttributes = new Numbers();
  readonly #byName = new Map<string, Attribute>();
  readonly #byKey = new Map<string, number>();
  readonly #questions: (Question | undefined)[] = [undefined];
  readonly #uses: number[] = [0];
  readonly #shares: number[] = [1];
  readonly #attributesOf: (readonly Attribute[])[] = [[]];
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
    const own = this.signatures.at.byteLength + this.firstAttributes.at.byteLength;
    return this.attributes.reduce((sum, each) => sum + each.memoryBytes, own);
  }

  /** True when a property grew so wide that what is kept about it must be given up: all must be added again. */
  get isOutgrown(): boolean {
    for (let n = 0; n < this.attributes.length; n += 1) if (this.attributes[n]!.isOutgrown) return true;
    return false;
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

  /** True when the answers are not kept for each value but asked when needed. */
  isAsked(id: number): boolean {
    return this.attributesOf(id)[0]!.asked.has(id);
  }

  /** About which share of the objects it is true of. */
  share(id: number): number {
    return this.#shares[id]!;
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
    this.#shares[id] = estimateShare(question, this.table);
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
    this.#gone.push(id);
    if (this.#gone.length > 1024 + this.#byKey.size / 4) this.#forgetGone();
  }

  #register(id: number, question: Question): void {
    const attributes = question.names.map((name) => this.#attributeFor(name));
    this.#attributesOf[id] = attributes;
    this.signatures.set(id, question.signature);
    this.firstAttributes.set(id, attributes[0]!.number);
    const isKept = attributes.length === 1 && question.isByValue && !question.isTimed;
    if (isKept && (question.exact !== undefined || !attributes[0]!.isTooWide)) attributes[0]!.keep(id, question);
    else for (const each of attributes) each.asked.add(id);
  }

  #attributeFor(name: string): Attribute {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const attribute = new Attribute(this.attributes.length, name, this.table, this.#questions, this.mostKeptValues);
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

import { foldCase, type Instant } from '@muster/kernel';
import type { Column, ColumnTable, RuleObject, RuleValue } from '@muster/rules';
import type { BitPool } from './bit-pool.ts';
import type { NumberLists } from './number-lists.ts';
import { Numbers } from './numbers.ts';
import { answer, type Question } from './question.ts';
import { signatureOf } from './text-signature.ts';
import { type ValueAnswers, ValueBits } from './value-bits.ts';

/** Questions about the clock are never kept, so to what is kept any instant does. */
const anyInstant = 0 as Instant;

/** The signature of what has none: nothing can be said. */
const allBits = 0xffff_ffff;

const none: readonly number[] = [];

/** The questions of all rules, as far as a property needs to know them. */
interface HeldQuestions {
  readonly pool: BitPool;
  /** Where each question stands: places in the bits of its property, times 2, plus 1 when negated. */
  readonly places: NumberLists;
  /** By question its signature. */
  readonly signatures: Numbers;
  /** False for a question that is gone. */
  has(id: number): boolean;
  question(id: number): Question;
}

/**
 * One property that rules read, and which of the kept questions about it are true of each of its distinct values, by the
 * interpreter. For single values the answers end up in `bits`; for elements of collections in a list for each element,
 * made when the element is first met.
 */
export class Attribute implements ValueAnswers {
  /** The clauses that hang on the kept questions about single values. */
  readonly bits: ValueBits;
  /** True once some question's answers are in `bits`. */
  hasBits = false;
  /** Questions about this property of which the answers are not kept: asked when a clause hangs on them. */
  readonly asked = new Set<number>();
  /** The lists of elements: at each start the length, then the questions. Place 0 is the empty list. */
  readonly #lists = new Numbers();
  /** For each element two words: from how much of `#log` its list is made (0: not made yet), and where it starts. */
  readonly #listed = new Numbers();
  #end = 1;
  #waste = 0;
  /** The kept questions that `bits` does not have, in order of arrival; the first place is taken. */
  #log: number[] = [0];
  readonly #general: number[] = [];
  /** Questions about exact texts: by the code of the text, or by the text while the column has not met it. */
  readonly #byCode = new Map<number, number[]>();
  readonly #byText = new Map<string, number[]>();
  /** Codes below this have been looked up in `#byText`. */
  #settled = 1;
  #column: Column | undefined;
  #isOutgrown = false;

  constructor(
    readonly number: number,
    readonly name: string,
    private readonly table: ColumnTable,
    private readonly questions: HeldQuestions,
    private readonly mostKeptValues: number,
  ) {
    this.bits = new ValueBits(questions.pool, this);
  }

  /** The property's column; undefined while no object has had a value. */
  get column(): Column | undefined {
    this.#column ??= this.table.column(this.name);
    return this.#column;
  }

  /** How many distinct values there are, and one for none. */
  get width(): number {
    return this.column?.values.size ?? 0;
  }

  /** True when the property has too many distinct values for keeping what each of them answers. */
  get isTooWide(): boolean {
    return this.width > this.mostKeptValues;
  }

  /** True when it became too wide after questions had been kept. */
  get isOutgrown(): boolean {
    return this.#isOutgrown;
  }

  /** True when there are kept questions that `bits` does not have. */
  get hasLists(): boolean {
    return this.#log.length > 1;
  }

  get memoryBytes(): number {
    const arrays = [this.#lists, this.#listed];
    return arrays.reduce((sum, each) => sum + each.at.byteLength, this.bits.memoryBytes);
  }

  /** Adds a question whose answers are kept, in bits or in lists. */
  keep(id: number, { exact }: Question, isInBits: boolean): void {
    if (isInBits) this.hasBits = true;
    else this.#log.push(id);
    if (exact === undefined) this.#general.push(id);
    else if (exact === 'missing') addTo(this.#byCode, 0, id);
    else {
      this.#settle();
      for (const text of exact) {
        const code = this.column?.values.find(text);
        if (code === undefined) addTo(this.#byText, text, id);
        else addTo(this.#byCode, code, id);
      }
    }
  }

  /** Takes a question out; it may stay in lists until `forget`. */
  drop(id: number, { exact }: Question): void {
    if (this.asked.delete(id)) return;
    if (exact === undefined) this.#general.splice(this.#general.indexOf(id), 1);
    else if (exact === 'missing') takeFrom(this.#byCode, 0, id);
    else {
      for (const text of exact) {
        takeFrom(this.#byText, text, id);
        const code = this.column?.values.find(text);
        if (code !== undefined) takeFrom(this.#byCode, code, id);
      }
    }
  }

  /** Drops all lists and rows of bits, and what is left of questions taken out. */
  forget(): void {
    this.#forgetLists();
    this.bits.forget();
  }

  /** The kept questions that are true of a value of the column; not to be kept. */
  listOf(code: number): ArrayLike<number> {
    if (this.#general.length === 0) {
      if (code >= this.#settled) this.#settle();
      return this.#byCode.get(code) ?? none;
    }
    const start = this.#listed.at[2 * code] === this.#log.length ? this.#listed.at[2 * code + 1]! : this.#bringUp(code);
    return this.#lists.at.subarray(start + 1, start + 1 + this.#lists.at[start]!);
  }

  /** What `listOf` gives, found out anew. */
  truthsOf(code: number): readonly number[] {
    if (code >= this.#settled) this.#settle();
    if (this.isTooWide) this.#isOutgrown = true;
    const exact = this.#byCode.get(code) ?? none;
    if (this.#general.length === 0) return exact;
    const isTrue = this.#truthAbout(code);
    const text = this.#valueOf(code);
    const missing = typeof text === 'string' ? ~signatureOf(text) : 0;
    const { at: signatures } = this.questions.signatures;
    const truths = [...exact];
    // Most questions are about a text that the value does not hold, which the signatures tell without the question.
    for (const id of this.#general) if ((signatures[id]! & missing) === 0 && isTrue(id)) truths.push(id);
    return truths;
  }

  isTrueOf(id: number, code: number): boolean {
    return this.#truthAbout(code)(id);
  }

  placesOf(id: number): Uint32Array {
    return this.questions.places.itemsOf(id);
  }

  truthsOfStranger(value: RuleValue): readonly number[] {
    const object = this.#objectWith(value);
    const text = Array.isArray(value) ? value[0] : value;
    const exact = typeof text === 'string' ? this.#byText.get(foldCase(text)) : undefined;
    return [...(exact ?? none), ...this.#general.filter((id) => this.#isTrue(id, object, allBits))];
  }

  #truthAbout(code: number): (id: number) => boolean {
    const value = this.#valueOf(code);
    const object = this.#objectWith(value);
    const text = Array.isArray(value) ? value[0] : value;
    const signature = typeof text === 'string' ? signatureOf(text) : text === null ? 0 : allBits;
    return (id) => this.#isTrue(id, object, signature);
  }

  #bringUp(code: number): number {
    if (this.#waste > 4096 + this.#end / 2) this.#forgetLists();
    this.#listed.reach(2 * code + 1);
    const made = this.#listed.at[2 * code]!;
    const added = made === 0 ? this.truthsOf(code) : this.#log.slice(made).filter(this.#truthAbout(code));
    this.#listed.at[2 * code] = this.#log.length;
    if (added.length > 0) this.#extend(code, added);
    return this.#listed.at[2 * code + 1]!;
  }

  /** Writes a longer list at the end. */
  #extend(code: number, added: readonly number[]): void {
    const lists = this.#lists;
    const from = this.#listed.at[2 * code + 1]!;
    const length = lists.at[from]!;
    const start = this.#end;
    this.#end += 1 + length + added.length;
    lists.reach(this.#end);
    lists.at.copyWithin(start, from, from + 1 + length);
    lists.at.set(added, start + 1 + length);
    lists.at[start] = length + added.length;
    this.#listed.at[2 * code + 1] = start;
    if (from > 0) this.#waste += 1 + length;
  }

  #forgetLists(): void {
    this.#log = this.#log.filter((id) => id === 0 || this.questions.has(id));
    this.#listed.at.fill(0);
    this.#end = 1;
    this.#waste = 0;
  }

  #settle(): void {
    const values = this.column?.values;
    if (values === undefined) return;
    for (; this.#byText.size > 0 && this.#settled < values.size; this.#settled += 1) {
      const text = values.valueOf(this.#settled) as string;
      const ids = this.#byText.get(text);
      if (ids === undefined) continue;
      this.#byText.delete(text);
      this.#byCode.set(this.#settled, ids);
    }
    this.#settled = values.size;
  }

  #valueOf(code: number): RuleValue {
    const { column } = this;
    if (column === undefined || code === 0) return null;
    const value = column.values.valueOf(code);
    return (column.kind === 'scalar' ? value : [value]) as RuleValue;
  }

  #isTrue(id: number, object: RuleObject, signature: number): boolean {
    if (!this.questions.has(id)) return false;
    const question = this.questions.question(id);
    return (question.signature & ~signature) === 0 && answer(question, object, anyInstant);
  }

  #objectWith(value: RuleValue): RuleObject {
    return { type: this.table.type, values: { [this.name]: value } };
  }
}

function addTo<K>(ids: Map<K, number[]>, key: K, id: number): void {
  const known = ids.get(key);
  if (known === undefined) ids.set(key, [id]);
  else known.push(id);
}

function takeFrom<K>(ids: Map<K, number[]>, key: K, id: number): void {
  const rest = ids.get(key)?.filter((each) => each !== id);
  if (rest === undefined) return;
  if (rest.length > 0) ids.set(key, rest);
  else ids.delete(key);
}

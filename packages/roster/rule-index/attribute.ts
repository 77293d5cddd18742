import { foldCase, type Instant } from '@muster/kernel';
import type { Column, ColumnTable, RuleObject, RuleValue } from '@muster/rules';
import { Numbers } from './numbers.ts';
import { answer, type Question } from './question.ts';
import { signatureOf } from './text-signature.ts';

/** Questions about the clock are never kept, so to what is kept any instant does. */
const anyInstant = 0 as Instant;

/** The signature of what has none: nothing can be said. */
const allBits = 0xffff_ffff;

/**
 * One property that rules read, and which of the questions about it are true of each of its distinct values. The list
 * of a value is made when the value is first met, by asking the interpreter, and brought up to questions added since
 * when it is next read. A value of which nothing is true takes no memory.
 */
export class Attribute {
  /** Questions about this property of which the answers are not kept: asked when a clause hangs on them. */
  readonly asked = new Set<number>();
  /** The lists: at each start the length, then the questions. Place 0 is the empty list. */
  readonly lists = new Numbers();
  /** For each value two words: from how much of `#log` its list is made (0: not made yet), and where the list starts. */
  readonly #listed = new Numbers();
  /** Signatures of the texts asked about so far, by code; 0: not made yet. */
  readonly #signatures = new Numbers();
  #end = 1;
  #waste = 0;
  /** The kept questions in order of arrival; the first place is taken, so that a length of 0 means none. */
  #log: number[] = [0];
  #general: number[] = [];
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
    private readonly questions: readonly (Question | undefined)[],
    private readonly mostKeptValues: number,
  ) {}

  /** The property's column; undefined while no object has had a value. */
  get column(): Column | undefined {
    this.#column ??= this.table.column(this.name);
    return this.#column;
  }

  /** True when the property has too many distinct values for keeping what each of them answers. */
  get isTooWide(): boolean {
    return (this.column?.values.size ?? 0) > this.mostKeptValues;
  }

  /** True when it became too wide after questions had been kept. */
  get isOutgrown(): boolean {
    return this.#isOutgrown;
  }

  /** True when some answers are kept. */
  get keepsAny(): boolean {
    return this.#log.length > 1;
  }

  get memoryBytes(): number {
    const arrays = [this.lists, this.#listed, this.#signatures];
    return arrays.reduce((sum, each) => sum + each.at.byteLength, 0);
  }

  /** Adds a question whose answers are kept. */
  keep(id: number, { exact }: Question): void {
    this.#log.push(id);
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

  /** Drops all lists and what is left of questions taken out. */
  forget(): void {
    this.#log = this.#log.filter((id) => id === 0 || this.questions[id] !== undefined);
    this.#listed.at.fill(0);
    this.#end = 1;
    this.#waste = 0;
  }

  /** Where in `lists` the list of a value begins: the questions that are true of it. */
  listOf(code: number): number {
    return this.#listed.at[2 * code] === this.#log.length ? this.#listed.at[2 * code + 1]! : this.#bringUp(code);
  }

  /** The kept questions that are true of a value the column has not met. */
  truthsOfStranger(value: RuleValue): readonly number[] {
    const object = this.#objectWith(value);
    const text = Array.isArray(value) ? value[0] : value;
    const exact = typeof text === 'string' ? this.#byText.get(foldCase(text)) : undefined;
    return [...(exact ?? []), ...this.#general.filter((id) => this.#isTrue(id, object))];
  }

  /** The signature of a value of the column; that of anything but a text has all bits. */
  signatureOfCode(code: number): number {
    return this.#signatures.at[code] || this.#makeSignature(code);
  }

  #makeSignature(code: number): number {
    const value = this.column?.values.valueOf(code) ?? null;
    if (value === null) return 0;
    this.#signatures.set(code, typeof value === 'string' ? signatureOf(value) : allBits);
    return this.#signatures.at[code]!;
  }

  #bringUp(code: number): number {
    if (code >= this.#settled) this.#settle();
    if (this.#general.length > 0 && this.isTooWide) this.#isOutgrown = true;
    if (this.#waste > 4096 + this.#end / 2) this.forget();
    this.#listed.reach(2 * code + 1);
    const object = this.#objectWith(this.#valueOf(code));
    const signature = this.signatureOfCode(code);
    const isTrue = (id: number) => this.#isTrue(id, object, signature);
    const made = this.#listed.at[2 * code]!;
    const added =
      made === 0
        ? [...(this.#byCode.get(code) ?? []), ...this.#general.filter(isTrue)]
        : this.#log.slice(made).filter(isTrue);
    this.#listed.at[2 * code] = this.#log.length;
    if (added.length > 0) this.#extend(code, added);
    return this.#listed.at[2 * code + 1]!;
  }

  /** Writes a longer list at the end. */
  #extend(code: number, added: readonly number[]): void {
    const { lists } = this;
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

  #isTrue(id: number, object: RuleObject, signature = allBits): boolean {
    const question = this.questions[id];
    if (question === undefined || (question.signature & ~signature) !== 0) return false;
    return answer(question, object, anyInstant);
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

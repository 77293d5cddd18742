import type { RuleValue } from '@muster/rules';
import type { BitPool } from './bit-pool.ts';
import { Numbers } from './numbers.ts';

/** A place in the bits of a value: its rank among the property's words times 32, plus the bit. */
export type Place = number;

/** What answers about the values of a property. */
export interface ValueAnswers {
  /** The questions that are true of a value of the property's column. */
  truthsOf(code: number): readonly number[];
  /** The questions that are true of a value the column has not met. */
  truthsOfStranger(value: RuleValue): readonly number[];
  /** Whether one question is true of a value of the column; false for a question that is gone. */
  isTrueOf(id: number, code: number): boolean;
  /** The places where a question stands, each times 2, plus 1 where the answer must be no. */
  placesOf(id: number): Uint32Array;
}

/** Words kept for a value: up to how many entries of the log they are made, where they begin, and room for how many. */
const valueWords = 3;

/** The most that the log may hold beyond what is in use, before it is begun anew. */
const mostStale = 1024;

/**
 * For each distinct value of a property a row of bits: which clauses the value does not rule out. A row has a word for
 * each word of clauses in which some clause asks about the property, in the order in which they came to do so; a clause
 * that does not ask has its bit set. Rows are made when a value is first met, and follow later clauses by a log.
 */
export class ValueBits {
  /** By rank the word of clauses. Only the first `count` count. */
  readonly words = new Numbers();
  /** The words of clauses in which the property matters, a bit each. */
  readonly mentioned = new Numbers();
  count = 0;
  /** The bits of a value of which nothing is true. */
  readonly #base = new Numbers();
  /** Two words for each entry: the place; the question times 2, plus 1 when negated (0: the bit is set). */
  readonly #log = new Numbers();
  #logged = 0;
  /** How many entries of the log are about clauses that are there. */
  #used = 0;
  readonly #rows = new Numbers();
  /** Rows for values the column has not met, before and after a change: where they begin, and their room (-1: none). */
  readonly #strangerStarts = [0, 0];
  readonly #strangerRooms = [-1, -1];

  constructor(
    private readonly pool: BitPool,
    private readonly answers: ValueAnswers,
  ) {}

  get memoryBytes(): number {
    return [this.words, this.mentioned, this.#base, this.#log, this.#rows].reduce(
      (sum, each) => sum + each.at.byteLength,
      0,
    );
  }

  /** A rank for a word of clauses that has none yet; `bits` are the clauses that are in it, or were. */
  join(word: number, bits: number): number {
    const rank = this.count;
    this.words.set(rank, word);
    this.mentioned.reach(word >>> 5);
    this.mentioned.at[word >>> 5]! |= 1 << (word & 31);
    this.#base.set(rank, bits);
    this.count += 1;
    return rank;
  }

  /** Puts a question, or its negation, in a place; question 0 sets the bit whatever the value. */
  put(place: Place, question: number, isNegated: boolean): void {
    const isSet = question === 0 || isNegated;
    this.#assign(this.#base.at, place, isSet);
    this.#log.reach(2 * this.#logged + 1);
    this.#log.at[2 * this.#logged] = place;
    this.#log.at[2 * this.#logged + 1] = 2 * question + (isNegated ? 1 : 0);
    this.#logged += 1;
    if (question !== 0) this.#used += 1;
    if (this.#logged > mostStale + 2 * this.#used) this.forget();
  }

  /** Notes that a question put somewhere is gone from there. */
  drop(): void {
    this.#used -= 1;
  }

  /** Drops all rows. */
  forget(): void {
    for (let at = 0; at < this.#rows.at.length; at += valueWords) {
      if (this.#rows.at[at] !== 0) this.pool.giveBack(this.#rows.at[at + 2]!);
    }
    for (const room of this.#strangerRooms) if (room >= 0) this.pool.giveBack(room);
    this.#rows.at.fill(0);
    this.#strangerRooms.fill(-1);
    this.#logged = 0;
  }

  /** Where in the pool the bits of a value begin. */
  startOf(code: number): number {
    const at = valueWords * code;
    return this.#rows.at[at] === this.#logged + 1 ? this.#rows.at[at + 1]! : this.#bringUp(code);
  }

  /** True when the bits of a value are there and follow the log. */
  isMade(code: number): boolean {
    return this.#rows.at[valueWords * code] === this.#logged + 1;
  }

  /** Where the bits begin of a value the column has not met; `side` 0 and 1 do not disturb each other. */
  startOfStranger(value: RuleValue, side: 0 | 1): number {
    const room = this.#strangerRooms[side]!;
    if (room < this.count) {
      if (room >= 0) this.pool.giveBack(room);
      this.#strangerRooms[side] = this.count;
      this.#strangerStarts[side] = this.pool.take(this.count);
    }
    this.#fill(this.#strangerStarts[side]!, this.answers.truthsOfStranger(value));
    return this.#strangerStarts[side]!;
  }

  #bringUp(code: number): number {
    const at = valueWords * code;
    this.#rows.reach(at + valueWords);
    const rows = this.#rows.at;
    const made = rows[at]!;
    if (made === 0 || rows[at + 2]! < this.count) this.#makeRoom(at, made === 0);
    if (made === 0 || (this.#logged - made) * 4 > this.#used) {
      this.#fill(rows[at + 1]!, this.answers.truthsOf(code));
    } else this.#replay(rows[at + 1]!, made - 1, code);
    rows[at] = this.#logged + 1;
    return rows[at + 1]!;
  }

  #makeRoom(at: number, isNew: boolean): void {
    const rows = this.#rows.at;
    const room = rows[at + 2]!;
    const larger = isNew ? this.count : this.count + (this.count >>> 2) + 1;
    const start = this.pool.take(larger);
    if (!isNew) {
      const { summaryWords } = this.pool;
      this.pool.words.at.copyWithin(start - summaryWords, rows[at + 1]! - summaryWords, rows[at + 1]! + room);
      this.pool.giveBack(room);
    }
    rows[at + 1] = start;
    rows[at + 2] = larger;
  }

  #fill(start: number, truths: readonly number[]): void {
    const bits = this.pool.words.at;
    bits.set(this.#base.at.subarray(0, this.count), start);
    for (const id of truths) {
      for (const place of this.answers.placesOf(id)) this.#assign(bits, 32 * start + (place >>> 1), (place & 1) === 0);
    }
    const summary = start - this.pool.summaryWords;
    bits.fill(0xffff_ffff, summary, start);
    for (let rank = 0; rank < this.count; rank += 1) {
      const word = this.words.at[rank]!;
      if (bits[start + rank] === 0) bits[summary + (word >>> 5)]! &= ~(1 << (word & 31));
    }
  }

  #replay(start: number, from: number, code: number): void {
    const bits = this.pool.words.at;
    const log = this.#log.at;
    for (let entry = from; entry < this.#logged; entry += 1) {
      const question = log[2 * entry + 1]!;
      const isSet = question === 0 || this.answers.isTrueOf(question >>> 1, code) === ((question & 1) === 0);
      this.#assign(bits, 32 * start + log[2 * entry]!, isSet);
      if (!isSet) continue;
      const word = this.words.at[log[2 * entry]! >>> 5]!;
      bits[start - this.pool.summaryWords + (word >>> 5)]! |= 1 << (word & 31);
    }
  }

  #assign(bits: Uint32Array, place: number, isSet: boolean): void {
    const word = Math.floor(place / 32);
    if (isSet) bits[word]! |= 1 << (place & 31);
    else bits[word]! &= ~(1 << (place & 31));
  }
}

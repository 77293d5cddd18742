import type { Answers } from './answers.ts';
import type { ClauseNumber } from './clause-words.ts';
import { Numbers } from './numbers.ts';
import type { RuleClauses } from './rule-clauses.ts';

/** The rules whose answer about an object a change turns round, by their numbers. */
export interface Flips {
  readonly gained: number[];
  readonly lost: number[];
}

const before = 1;
const after = 2;
const both = before + after;

/** Finds the clauses that flip or hold for the object that the answers are about, and with them the rules. */
export class ClauseSearch {
  /** Rules of several clauses that are decided already. */
  readonly #decided = new Set<number>();
  #hasLoose = false;
  #open = new Uint32Array(0);
  /** A bit for each word of clauses that must be looked at because a question without bits moves. */
  readonly #looseWords = new Numbers();
  /** Words of clauses that are likely to have one that flips. */
  readonly #likely = new Numbers();
  /** In these words the clauses with such a question. */
  readonly #loose = new Numbers();

  constructor(
    private readonly rules: RuleClauses,
    private readonly answers: Answers,
  ) {}

  /** The rules that flip. */
  flips(): Flips {
    const flips: Flips = { gained: [], lost: [] };
    if (this.#decided.size > 0) this.#decided.clear();
    this.#findLoose();
    const { moved } = this.answers;
    const { attributes } = this.rules.questions;
    const open = this.#openWords();
    open.set(this.#looseWords.at.subarray(0, open.length));
    for (let i = 0; i < moved.size; i += 1) addBits(open, attributes[moved.at[i]!]!.bits.mentioned.at);
    this.#closeWords(open);
    const count = this.#narrow(open);
    const { at: words } = this.#likely;
    for (let i = 0; i < count; i += 1) this.#flipsIn(words[i]!, flips);
    return flips;
  }

  /** The rules that hold. */
  satisfied(): number[] {
    const found: number[] = [];
    if (this.#decided.size > 0) this.#decided.clear();
    const open = this.#openWords().fill(0xffff_ffff);
    this.#closeWords(open);
    for (let at = 0; at < open.length; at += 1) {
      let words = open[at]!;
      for (; words !== 0; words &= words - 1) this.#holdingIn(32 * at + 31 - Math.clz32(words & -words), found);
    }
    return found;
  }

  /**
   * Puts the open words in `#likely` of which the first two properties together leave something; returns how many. No
   * word waits for another here, and what will be read of them is read: most of the time goes by waiting for memory.
   */
  #narrow(open: Uint32Array): number {
    const { clauses, questions } = this.rules;
    const { at: startsBefore } = this.answers.startsBefore;
    const { at: startsAfter } = this.answers.startsAfter;
    const { at: pool } = questions.pool.words;
    const { at: live } = clauses.live;
    const { at: directory } = clauses.properties.directory;
    const { at: items } = clauses.properties.items;
    this.#likely.reach(clauses.count);
    const { at: words } = this.#likely;
    let kept = 0;
    for (let at = 0; at < open.length; at += 1) {
      for (let bits = open[at]!; bits !== 0; bits &= bits - 1) {
        const word = 32 * at + 31 - Math.clz32(bits & -bits);
        words[kept] = word;
        if (!(directory[4 * word + 1]! > 0)) {
          kept += 1;
          continue;
        }
        const one = directory[4 * word]!;
        const two = directory[4 * word + 1] === 1 ? one : one + 2;
        const [first, second] = [items[one]!, items[two]!];
        const [rank, rankOfSecond] = [items[one + 1]!, items[two + 1]!];
        const was = pool[startsBefore[first]! + rank]! & pool[startsBefore[second]! + rankOfSecond]!;
        const is = pool[startsAfter[first]! + rank]! & pool[startsAfter[second]! + rankOfSecond]!;
        const left = (was | is) & live[word]!;
        // 1 when a bit is left, without a branch that would be guessed wrong half of the time.
        kept += (left | -left) >>> 31;
      }
    }
    return kept;
  }

  /** Room for a bit for each word of clauses. */
  #openWords(): Uint32Array {
    const length = (this.rules.clauses.count + 31) >>> 5;
    if (this.#open.length !== length) this.#open = new Uint32Array(length);
    return this.#open;
  }

  /** Takes out the words of which some value of the object, before and after, leaves nothing. */
  #closeWords(open: Uint32Array): void {
    const { pool, withBits } = this.rules.questions;
    const bits = pool.words.at;
    for (let i = 0; i < withBits.length; i += 1) {
      const { number } = withBits[i]!;
      const one = this.answers.startsBefore.at[number]! - pool.summaryWords;
      const other = this.answers.startsAfter.at[number]! - pool.summaryWords;
      if (one === other) for (let at = 0; at < open.length; at += 1) open[at]! &= bits[one + at]!;
      else for (let at = 0; at < open.length; at += 1) open[at]! &= bits[one + at]! | bits[other + at]!;
    }
  }

  #holdingIn(word: number, found: number[]): void {
    const { clauses, questions } = this.rules;
    const pool = questions.pool.words.at;
    const starts = this.answers.startsAfter.at;
    const { directory, items } = clauses.properties;
    let bits = clauses.live.at[word] ?? 0;
    const end = (directory.at[4 * word] ?? 0) + 2 * (directory.at[4 * word + 1] ?? 0);
    for (let at = directory.at[4 * word] ?? 0; bits !== 0 && at < end; at += 2) {
      bits &= pool[starts[items.at[at]!]! + items.at[at + 1]!]!;
    }
    for (; bits !== 0; bits &= bits - 1) {
      const clause = 32 * word + 31 - Math.clz32(bits & -bits);
      if (this.#bitsOfOthers(clause, both) === both) this.#collect(clause, found);
    }
  }

  #collect(clause: ClauseNumber, found: number[]): void {
    const owners = this.rules.clauses.owners.at[clause]!;
    if ((owners & 1) === 1) {
      found.push(owners >>> 1);
      return;
    }
    for (const owner of this.rules.owners.lists.itemsOf(owners / 2)) {
      if ((owner & 1) === 1 && this.#decided.has(owner)) continue;
      if ((owner & 1) === 1) this.#decided.add(owner);
      found.push(owner >>> 1);
    }
  }

  /** Finds the clauses with a question without bits that answers something else, or has to be asked. */
  #findLoose(): void {
    const { alive, movedAsked } = this.answers;
    const { count } = this.rules.clauses;
    this.#loose.reach(count);
    this.#looseWords.reach((count + 31) >>> 5);
    if (this.#hasLoose) {
      this.#loose.at.fill(0);
      this.#looseWords.at.fill(0);
      this.#hasLoose = false;
    }
    const { attributes } = this.rules.questions;
    for (let i = 0; i < alive.size; i += 1) {
      const id = alive.at[i]!;
      if (this.answers.bitsOf(id) !== both) this.#touch(id);
    }
    for (let i = 0; i < movedAsked.size; i += 1) {
      for (const id of attributes[movedAsked.at[i]!]!.asked) this.#touch(id);
    }
  }

  #touch(id: number): void {
    const { directory, items } = this.rules.questions.places;
    const end = (directory.at[4 * id] ?? 0) + (directory.at[4 * id + 1] ?? 0);
    for (let at = directory.at[4 * id] ?? 0; at < end; at += 1) {
      const clause = items.at[at]! >>> 1;
      this.#looseWords.at[clause >>> 10]! |= 1 << ((clause >>> 5) & 31);
      this.#loose.at[clause >>> 5]! |= 1 << (clause & 31);
      this.#hasLoose = true;
    }
  }

  #flipsIn(word: number, flips: Flips): void {
    const { clauses, questions } = this.rules;
    const { startsBefore, startsAfter } = this.answers;
    const pool = questions.pool.words.at;
    const { directory, items } = clauses.properties;
    const live = clauses.live.at[word]!;
    let was = live;
    let is = live;
    const end = directory.at[4 * word]! + 2 * directory.at[4 * word + 1]!;
    for (let at = directory.at[4 * word]!; at < end; at += 2) {
      const property = items.at[at]!;
      const rank = items.at[at + 1]!;
      was &= pool[startsBefore.at[property]! + rank]!;
      is &= pool[startsAfter.at[property]! + rank]!;
      if ((was | is) === 0) return;
    }
    const special = clauses.special.at[word]!;
    const owners = clauses.owners.at;
    const { gained, lost } = flips;
    for (let bits = is & ~was & ~special; bits !== 0; bits &= bits - 1) {
      gained.push(owners[32 * word + 31 - Math.clz32(bits & -bits)]! >>> 1);
    }
    for (let bits = was & ~is & ~special; bits !== 0; bits &= bits - 1) {
      lost.push(owners[32 * word + 31 - Math.clz32(bits & -bits)]! >>> 1);
    }
    let closer = ((was ^ is) | ((was | is) & this.#loose.at[word]!)) & special;
    for (; closer !== 0; closer &= closer - 1) {
      const bit = closer & -closer;
      const clause = 32 * word + 31 - Math.clz32(bit);
      const bits = this.#bitsOfOthers(clause, ((was & bit) !== 0 ? before : 0) + ((is & bit) !== 0 ? after : 0));
      if (bits === before || bits === after) this.#flipOwners(owners[clause]!, bits, flips);
    }
  }

  /** Those of the two bits that the terms without bits of a clause leave. */
  #bitsOfOthers(clause: ClauseNumber, bits: number): number {
    const { directory, items } = this.rules.clauses.others;
    const start = directory.at[4 * clause] ?? 0;
    const end = start + (directory.at[4 * clause + 1] ?? 0);
    let left = bits;
    for (let at = start; left !== 0 && at < end; at += 1) {
      const term = items.at[at]!;
      const found = this.answers.bitsOf(term >>> 1);
      left &= (term & 1) === 0 ? found : found ^ both;
    }
    return left;
  }

  #flipOwners(owners: number, bits: number, { gained, lost }: Flips): void {
    if ((owners & 1) === 1) {
      (bits === before ? lost : gained).push(owners >>> 1);
      return;
    }
    const { directory, items } = this.rules.owners.lists;
    const end = directory.at[2 * owners]! + directory.at[2 * owners + 1]!;
    for (let at = directory.at[2 * owners]!; at < end; at += 1) {
      const owner = items.at[at]!;
      const flipped = (owner & 1) === 0 ? bits : this.#decide(owner);
      if (flipped === before) lost.push(owner >>> 1);
      else if (flipped === after) gained.push(owner >>> 1);
    }
  }

  /** Whether a rule of several clauses holds before and after, as two bits; 0 when it is decided already. */
  #decide(owner: number): number {
    if (this.#decided.has(owner)) return 0;
    this.#decided.add(owner);
    let bits = 0;
    for (const clause of this.rules.clausesOf(owner >>> 1)) {
      bits |= this.#bitsOf(clause);
      if (bits === both) break;
    }
    return bits;
  }

  /** Whether the clause holds before and after, as two bits. */
  #bitsOf(clause: ClauseNumber): number {
    const { startsBefore, startsAfter } = this.answers;
    const { clauses, questions } = this.rules;
    const pool = questions.pool.words.at;
    const { directory, items } = clauses.properties;
    const word = clause >>> 5;
    let was = -1;
    let is = -1;
    const end = directory.at[4 * word]! + 2 * directory.at[4 * word + 1]!;
    for (let at = directory.at[4 * word]!; at < end; at += 2) {
      was &= pool[startsBefore.at[items.at[at]!]! + items.at[at + 1]!]!;
      is &= pool[startsAfter.at[items.at[at]!]! + items.at[at + 1]!]!;
    }
    const bit = 1 << (clause & 31);
    return this.#bitsOfOthers(clause, ((was & bit) !== 0 ? before : 0) + ((is & bit) !== 0 ? after : 0));
  }
}

/** Sets the bits of others, which may be shorter or longer. */
function addBits(bits: Uint32Array, others: Uint32Array): void {
  const length = Math.min(bits.length, others.length);
  for (let at = 0; at < length; at += 1) bits[at]! |= others[at]!;
}

import type { Attribute } from './attribute.ts';
import type { BitPool } from './bit-pool.ts';
import { NumberLists } from './number-lists.ts';
import { Numbers } from './numbers.ts';

/** A question's number times 2, plus 1 when the answer must be no. */
export type PackedTerm = number;

/** A clause's word times 32, plus its bit. */
export type ClauseNumber = number;

/** A word of which every bit is taken. */
const full = 0xffff_ffff;

/** The terms of a clause: `single` has at most one for each property that has bits, the rest needs a closer look. */
export interface ClauseTerms {
  readonly single: readonly SingleTerm[];
  readonly others: readonly PackedTerm[];
}

/** A term about the value of a property that has bits. */
export interface SingleTerm {
  readonly term: PackedTerm;
  readonly attribute: Attribute;
  /** The value it is about, when it is about being a certain one. */
  readonly value: string | undefined;
}

/** Words whose clauses ask about the same properties. */
interface WordGroup {
  words: number;
  /** Words with a free bit, by share of the values of the property that has the most. */
  readonly open: number[][];
}

/**
 * Clauses, 32 to a word, those that ask about the same properties together, and among these those that ask for the same
 * values: to know which of a word's clauses an object satisfies, only the bits of these properties' values need to be
 * brought together, and of most words one value leaves nothing.
 */
export class ClauseWords {
  /** How many words there are. */
  count = 0;
  /** The bits that are clauses. */
  readonly live = new Numbers();
  /** Those of them that other terms or several rules hang on. */
  readonly special = new Numbers();
  /** For every word its properties and, in each one's bits, its rank; those with the most values first. */
  readonly properties = new NumberLists(2);
  /** By clause its other terms. */
  readonly others = new NumberLists(1);
  /** By clause the rules that have it, as `ClauseOwners` puts them. */
  readonly owners = new Numbers();
  readonly #attributes: Attribute[] = [];
  /** The bits that are clauses or were. */
  readonly #used = new Numbers();
  readonly #groups = new Map<string, WordGroup>();
  /** By word where it is kept while it has a free bit. */
  readonly #openLists: number[][] = [];

  constructor(private readonly pool: BitPool) {}

  get memoryBytes(): number {
    const arrays = [this.live, this.special, this.owners, this.#used];
    const own = arrays.reduce((sum, each) => sum + each.at.byteLength, 0);
    return own + this.properties.memoryBytes + this.others.memoryBytes;
  }

  /** Adds a clause without owners. */
  add({ single, others }: ClauseTerms): ClauseNumber {
    const ordered = [...single].sort((a, b) => b.attribute.width - a.attribute.width);
    const word = this.#wordFor(ordered, others.length > 0);
    const live = this.live.at[word]!;
    const bit = 31 - Math.clz32(~live & (live + 1));
    this.live.at[word] = live | (1 << bit);
    if (this.live.at[word] === full) this.#openLists[word]!.pop();
    const clause = 32 * word + bit;
    this.owners.set(clause, 0);
    for (const { attribute } of ordered) this.#join(word, attribute);
    this.#put(word, bit, single);
    for (const term of others) this.others.append(clause, term);
    if (others.length > 0) this.special.at[word]! |= 1 << bit;
    return clause;
  }

  /** Takes a clause out. */
  remove(clause: ClauseNumber): void {
    const word = clause >>> 5;
    const mask = ~(1 << (clause & 31));
    if (this.live.at[word] === full) this.#openLists[word]!.push(word);
    this.live.at[word]! &= mask;
    this.special.at[word]! &= mask;
    this.others.clear(clause);
  }

  /** Sets who has the clause; `isPlain` when it is one rule that has no other clause. */
  setOwners(clause: ClauseNumber, owners: number, isPlain: boolean): void {
    this.owners.at[clause] = owners;
    const bit = 1 << (clause & 31);
    if (isPlain && this.others.count(clause) === 0) this.special.at[clause >>> 5]! &= ~bit;
    else this.special.at[clause >>> 5]! |= bit;
  }

  /** The place of a clause in the bits of a property. */
  placeIn(clause: ClauseNumber, attribute: Attribute): number {
    const at = this.properties.find(clause >>> 5, attribute.number);
    return 32 * this.properties.items.at[at + 1]! + (clause & 31);
  }

  /** Every property of the word learns what the clause asks about it, or that it asks nothing. */
  #put(word: number, bit: number, single: ClauseTerms['single']): void {
    this.#used.at[word]! |= 1 << bit;
    const { directory, items } = this.properties;
    const end = directory.at[4 * word]! + 2 * directory.at[4 * word + 1]!;
    for (let at = directory.at[4 * word]!; at < end; at += 2) {
      const attribute = this.#attributes[items.at[at]!]!;
      const place = 32 * items.at[at + 1]! + bit;
      const asked = single.find((each) => each.attribute === attribute);
      if (asked === undefined) attribute.bits.put(place, 0, false);
      else attribute.bits.put(place, asked.term >>> 1, (asked.term & 1) === 1);
    }
  }

  #join(word: number, attribute: Attribute): void {
    this.#attributes[attribute.number] = attribute;
    const { properties } = this;
    if (properties.find(word, attribute.number) >= 0) return;
    properties.append(word, attribute.number, attribute.bits.join(word, this.#used.at[word]!));
    const first = properties.directory.at[4 * word]!;
    const items = properties.items.at;
    for (let at = first + 2 * (properties.count(word) - 1); at > first; at -= 2) {
      if (this.#attributes[items[at - 2]!]!.width >= attribute.width) break;
      const moved = items.slice(at - 2, at);
      items.copyWithin(at - 2, at, at + 2);
      items.set(moved, at);
    }
  }

  /** A word with a free bit, and the last in its list. */
  #wordFor(ordered: readonly SingleTerm[], isSpecial: boolean): number {
    const group = this.#groupFor(ordered, isSpecial);
    const share = ordered[0]?.value === undefined ? 0 : 1 + shareOf(ordered[0].value, group.words);
    group.open[share] ??= [];
    const open = group.open[share];
    const last = open.at(-1);
    if (last !== undefined) return last;
    const word = this.count;
    this.count += 1;
    group.words += 1;
    this.pool.reach(this.count);
    for (const each of [this.live, this.special, this.#used]) each.set(word, 0);
    this.#openLists[word] = open;
    open.push(word);
    return word;
  }

  #groupFor([first, second]: readonly SingleTerm[], isSpecial: boolean): WordGroup {
    const key = `${isSpecial} ${first?.attribute.number} ${second?.attribute.number}`;
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const group = { words: 0, open: [] };
    this.#groups.set(key, group);
    return group;
  }
}

/** In which of as many shares as there are words, rounded down to a power of two, a value is. */
function shareOf(value: string, words: number): number {
  let hash = 0;
  for (let i = 0; i < value.length; i += 1) hash = Math.imul(hash ^ value.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) & (2 ** Math.floor(Math.log2(words + 1)) - 1);
}

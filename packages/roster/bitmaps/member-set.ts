// One file: every method must know both forms, and the rule that switches between them.
import type { ObjectNumber } from '@muster/kernel';
import { errors } from '../errors.ts';
import { packNumbers, unpackNumbers } from './packed-numbers.ts';
import { insertedAt, lowerBound, merged, sortedUnique } from './sorted-numbers.ts';
import { countAllBits, highestBit, setBits, visitBits, wordsFor } from './words.ts';

/** A set of object numbers that cannot be changed through this view. It is live: its owner may still change it. */
export type ReadonlyMemberSet = Omit<MemberSet, 'add' | 'remove' | 'addAll' | 'retainAll' | 'removeAll'>;

/** The largest object number a set can hold. */
export const MAX_OBJECT_NUMBER = 0xffff_ffff;

/**
 * Checks that an object number can stand in a set: whole, 1 to 4294967295.
 *
 * @throws AppError ROSTER_NUMBER_OUT_OF_RANGE
 */
export function requireObjectNumber(number: number): void {
  if (number >>> 0 !== number || number === 0) throw errors.ROSTER_NUMBER_OUT_OF_RANGE({ number });
}

// INVARIANT: MemberSet is the only implementation of ReadonlyMemberSet; set operations reach into the other set.
function opened(set: ReadonlyMemberSet): MemberSet {
  return set as MemberSet;
}

/**
 * A set of object numbers (1 to 4294967295) outside the JavaScript heap: a sorted array of 4 bytes a member while it is
 * thin, a bit for every number up to its highest once that is smaller. The switch happens by itself, with slack in
 * between so that adding and removing one member does not switch to and fro.
 *
 * `size` costs nothing; `has`, `add` and `remove` cost a bit test when dense; when sparse a binary search, and adding or
 * removing also moves what follows (at most an eighth of a bit set's bytes: tens of microseconds for ten million
 * objects). Do not change a set while iterating over it.
 */
export class MemberSet implements Iterable<ObjectNumber> {
  // INVARIANT: exactly one of the two is defined. The first #size entries of #sorted ascend without repeats.
  #sorted: Uint32Array | undefined = new Uint32Array(0);
  #words: Uint32Array | undefined;
  #size = 0;

  /**
   * A set of the numbers given, in any order, repeats allowed.
   *
   * @throws AppError ROSTER_NUMBER_OUT_OF_RANGE
   */
  static of(numbers: Iterable<number> = []): MemberSet {
    const list = Array.isArray(numbers) ? (numbers as readonly number[]) : [...numbers];
    for (const n of list) requireObjectNumber(n);
    return MemberSet.ofSorted(sortedUnique(Uint32Array.from(list)));
  }

  /** A set of numbers that already ascend without repeats and are at least 1; copies them. Linear. */
  static ofSorted(numbers: Uint32Array): MemberSet {
    const set = new MemberSet();
    set.#holdSorted(numbers.slice());
    return set;
  }

  /** A set of the numbers whose bits are set, 32 to a word, that of 0 apart; copies the words. Linear. */
  static ofWords(words: Uint32Array): MemberSet {
    const set = new MemberSet();
    const own = words.slice(0, wordsFor(highestBit(words)));
    if (own.length > 0) own[0]! &= ~1;
    set.#holdWords(own, countAllBits(own));
    return set;
  }

  /**
   * Reads what `toBytes` wrote. Linear in the length.
   *
   * @throws AppError ROSTER_PACKED_SET_DAMAGED
   */
  static fromBytes(bytes: Uint8Array): MemberSet {
    const set = new MemberSet();
    set.#holdSorted(unpackNumbers(bytes));
    return set;
  }

  /** How many members. */
  get size(): number {
    return this.#size;
  }

  /** The highest member; 0 when empty. */
  get max(): number {
    if (this.#words !== undefined) return highestBit(this.#words);
    return this.#size === 0 ? 0 : this.#sorted![this.#size - 1]!;
  }

  /** Bytes of memory the members take. */
  get sizeBytes(): number {
    return (this.#words ?? this.#sorted!).byteLength;
  }

  /** Whether the number is a member; false for anything that is no object number. */
  has(n: number): boolean {
    if (n >>> 0 !== n) return false;
    if (this.#words !== undefined) return ((this.#words[n >>> 5] ?? 0) & (1 << (n & 31))) !== 0;
    const at = lowerBound(this.#sorted!, this.#size, n);
    return at < this.#size && this.#sorted![at] === n;
  }

  /**
   * Adds one member; returns false when it was one already.
   *
   * @throws AppError ROSTER_NUMBER_OUT_OF_RANGE
   */
  add(n: number): boolean {
    requireObjectNumber(n);
    if (this.#words !== undefined && !this.#makeRoom(n)) this.#becomeSparse();
    if (this.#words !== undefined) {
      const bit = 1 << (n & 31);
      if ((this.#words[n >>> 5]! & bit) !== 0) return false;
      this.#words[n >>> 5]! |= bit;
      this.#size++;
      return true;
    }
    const sorted = this.#sorted!;
    const at = lowerBound(sorted, this.#size, n);
    if (at < this.#size && sorted[at] === n) return false;
    this.#sorted = insertedAt(sorted, this.#size, at, n);
    this.#size++;
    this.#settle();
    return true;
  }

  /** Removes one member; returns false when it was none. */
  remove(n: number): boolean {
    if (!this.has(n)) return false;
    if (this.#words !== undefined) this.#words[n >>> 5]! &= ~(1 << (n & 31));
    else {
      const at = lowerBound(this.#sorted!, this.#size, n);
      this.#sorted!.copyWithin(at, at + 1, this.#size);
    }
    this.#size--;
    this.#settle();
    return true;
  }

  /** Adds all members of the other set (or, in place). Linear in both. */
  addAll(other: ReadonlyMemberSet): this {
    const { sorted, words } = opened(other).#forms();
    const needed = Math.max(words?.length ?? 0, wordsFor(Math.max(this.max, other.max)));
    // A far number on one side must not stretch the other side's bits up to it.
    const isThin = needed > 2 * (this.#size + other.size) + 1;
    if (isThin || (this.#sorted !== undefined && sorted !== undefined)) {
      this.#holdSorted(merged(this.toArray(), sorted ?? other.toArray()));
    } else if (sorted !== undefined) {
      this.#words = this.#wordsOfLength(needed);
      this.#size += setBits(this.#words, sorted);
    } else {
      const out = this.#wordsOfLength(needed);
      for (let i = 0; i < words!.length; i++) out[i]! |= words![i]!;
      this.#holdWords(out, countAllBits(out));
    }
    return this;
  }

  /** Keeps only what is in the other set too (and, in place). */
  retainAll(other: ReadonlyMemberSet): this {
    const { sorted, words } = opened(other).#forms();
    if (this.#words !== undefined && words !== undefined) {
      for (let i = 0; i < this.#words.length; i++) this.#words[i]! &= words[i] ?? 0;
      this.#holdWords(this.#words, countAllBits(this.#words));
    } else if (this.#words !== undefined) this.#holdSorted(sorted!.filter((n) => this.has(n)));
    else this.#holdSorted(this.toArray().filter((n) => other.has(n)));
    return this;
  }

  /** Removes what is in the other set (and not, in place). */
  removeAll(other: ReadonlyMemberSet): this {
    const { sorted, words } = opened(other).#forms();
    if (this.#words === undefined) this.#holdSorted(this.toArray().filter((n) => !other.has(n)));
    else {
      const own = this.#words;
      const shared = Math.min(own.length, words?.length ?? 0);
      for (let i = 0; i < shared; i++) own[i]! &= ~words![i]!;
      // A number beyond the end is no member, and writing there changes nothing.
      for (const n of sorted ?? []) own[n >>> 5]! &= ~(1 << (n & 31));
      this.#holdWords(own, countAllBits(own));
    }
    return this;
  }

  /** Whether the two sets share a member. */
  intersects(other: ReadonlyMemberSet): boolean {
    const [small, large] = this.#size <= other.size ? [this, other] : [opened(other), this];
    let found = false;
    small.#visit(1, (n) => {
      found = large.has(n);
      return !found;
    });
    return found;
  }

  /** Whether the two sets have the same members. */
  equals(other: ReadonlyMemberSet): boolean {
    if (this.#size !== other.size) return false;
    let isEqual = true;
    this.#visit(1, (n) => {
      isEqual = other.has(n);
      return isEqual;
    });
    return isEqual;
  }

  /** A set of its own with the same members. */
  clone(): MemberSet {
    const copy = new MemberSet();
    if (this.#words !== undefined) copy.#holdWords(this.#words.slice(), this.#size);
    else copy.#holdSorted(this.toArray());
    return copy;
  }

  /** Calls `visit` with every member, ascending. */
  forEach(visit: (n: ObjectNumber) => void): void {
    this.#visit(1, (n) => {
      visit(n as ObjectNumber);
      return true;
    });
  }

  /** At most `limit` members above `after`, ascending: the next page after the last member of the one before. */
  page(after: number, limit: number): ObjectNumber[] {
    const page: ObjectNumber[] = [];
    if (limit < 1 || after >= MAX_OBJECT_NUMBER) return page;
    this.#visit(Math.max(1, Math.floor(after) + 1), (n) => page.push(n as ObjectNumber) < limit);
    return page;
  }

  /** The members, ascending. */
  *[Symbol.iterator](): Iterator<ObjectNumber> {
    for (let page = this.page(0, 256); page.length > 0; page = this.page(page[page.length - 1]!, 256)) yield* page;
  }

  /** The members, ascending, in an array of their own: 4 bytes each. */
  toArray(): Uint32Array {
    if (this.#words === undefined) return this.#sorted!.slice(0, this.#size);
    const numbers = new Uint32Array(this.#size);
    let at = 0;
    visitBits(this.#words, 0, (n) => {
      numbers[at++] = n;
      return true;
    });
    return numbers;
  }

  /**
   * The packed, portable form; equal sets give equal bytes. The first byte is the version; `packed-numbers.ts` has the
   * layout. Linear in the members.
   */
  toBytes(): Uint8Array {
    return packNumbers(this.toArray());
  }

  /**
   * One bit for every number from 0 to `upTo` inclusive, in the order of PostgreSQL's `get_bit(bytea, n)`: number n is bit
   * n mod 8, counted from the least significant, of byte n / 8. Members above `upTo` are left out. As `get_bit` fails
   * beyond the end, `upTo` must not be less than the highest number asked for. Costs `upTo` / 8 bytes.
   *
   * @see PostgreSQL documentation, "Binary String Functions and Operators" (same)
   */
  toBitString(upTo: number): Uint8Array {
    const bytes = new Uint8Array(Math.floor(upTo / 8) + 1);
    this.#visit(1, (n) => {
      if (n > upTo) return false;
      bytes[n >>> 3]! |= 1 << (n & 7);
      return true;
    });
    return bytes;
  }

  #visit(from: number, visit: (n: number) => boolean): void {
    if (this.#words !== undefined) visitBits(this.#words, from, visit);
    else {
      const sorted = this.#sorted!;
      for (let at = lowerBound(sorted, this.#size, from); at < this.#size; at++) if (!visit(sorted[at]!)) return;
    }
  }

  #forms(): { sorted: Uint32Array | undefined; words: Uint32Array | undefined } {
    return { sorted: this.#sorted?.subarray(0, this.#size), words: this.#words };
  }

  #holdSorted(sorted: Uint32Array): void {
    this.#sorted = sorted;
    this.#words = undefined;
    this.#size = sorted.length;
    this.#settle();
  }

  #holdWords(words: Uint32Array, size: number): void {
    this.#words = words;
    this.#sorted = undefined;
    this.#size = size;
    this.#settle();
  }

  /** Own members as words, at least so many; its own memory when that is long enough. */
  #wordsOfLength(length: number): Uint32Array {
    if (this.#words !== undefined && this.#words.length >= length) return this.#words;
    const words = new Uint32Array(length);
    if (this.#words !== undefined) words.set(this.#words);
    else setBits(words, this.#sorted!.subarray(0, this.#size));
    return words;
  }

  /** Lengthens the words until `n` has its bit; false when a set this thin had better be sparse. */
  #makeRoom(n: number): boolean {
    const length = this.#words!.length;
    const needed = wordsFor(n);
    if (needed <= length) return true;
    if (needed > 2 * (this.#size + 1)) return false;
    // An eighth more than needed, so that numbers handed out one by one do not copy the set each time.
    this.#words = this.#wordsOfLength(Math.min(needed + (needed >>> 3), wordsFor(MAX_OBJECT_NUMBER)));
    return true;
  }

  #becomeSparse(): void {
    this.#sorted = this.toArray();
    this.#words = undefined;
  }

  /** Takes the smaller form once the present one is clearly larger: twice as large when leaving the bits. */
  #settle(): void {
    if (this.#words !== undefined) {
      if (this.#words.length > 2 * this.#size + 1) this.#becomeSparse();
    } else if (this.#size > 0 && this.#size > wordsFor(this.#sorted![this.#size - 1]!)) {
      this.#words = this.#wordsOfLength(wordsFor(this.max));
      this.#sorted = undefined;
    } else if (this.#sorted!.length > 2 * this.#size + 8) this.#sorted = this.toArray();
  }
}

// One file: every method must know both forms and the layout of an entry, and calls between files would cost what it saves.
import { MAX_OBJECT_NUMBER, MemberSet, requireObjectNumber } from './member-set.ts';
import { offsetOf, Regions, roomFor, segmentOf } from './regions.ts';
import { countAllBits, highestBit, setBits, visitBits, wordsFor } from './words.ts';

/*
 * An entry of the directory, eight words for each group:
 *
 *   0, 1   where the group's region lies: segment, first word
 *   2      the last home: numbers that stand behind it were pushed there by others
 *   3      words of the region
 *   4      members
 *   5      the number whose home is the first; 0 for bits, which have a word for each 32 numbers
 *   6, 7   homes a number, as a double: the home of n is (n - first) * homes a number, within bounds
 */
const entryWords = 8;
const bitsPerWord = 32;

/** A thin group has one slot more for every so many members, and room for so many more when it is laid out. */
const slotsPerMember = 1.25;

/**
 * The members of many groups, numbered from 0, in few arrays outside the heap, so that moving one member into and out of
 * many groups costs little: all places are looked up before any is written, and the processor waits for them together.
 *
 * A group is a bit for every number up to its highest once that is smaller; until then its members stand in ascending
 * order in a region with gaps (zeros). Each has a home, which follows from its number alone and ascends with it, and
 * stands there or, pushed on by others, behind it with no gap in between. So a search begins at the home and ends at the
 * first gap or higher number, and moving a member in or out moves a few neighbours (ADR 21).
 *
 * INVARIANT: no number of a region stands before its home, and from its home to where it stands there is no gap.
 */
export class MemberTable {
  readonly #regions = new Regions();
  #directory = new Uint32Array(0);
  #homesPerNumber = new Float64Array(0);
  #count = 0;
  /** What was last found at places looked at: nothing needs it, but a look that leaves nothing is not taken. */
  readonly #seen = new Uint32Array(64);

  /** One more than the highest group that was ever named. */
  get count(): number {
    return this.#count;
  }

  /** What groups and directory take outside the heap, in bytes. */
  get sizeBytes(): number {
    return this.#regions.sizeBytes + this.#directory.byteLength;
  }

  /** How many members a group has. Constant. */
  sizeOf(group: number): number {
    return group < this.#count ? this.#directory[entryWords * group + 4]! : 0;
  }

  /** Whether the number is a member of the group. A bit test, or a look at few neighbours. */
  has(group: number, member: number): boolean {
    if (group >= this.#count || member >>> 0 !== member || member === 0) return false;
    const entry = entryWords * group;
    const words = this.#regions.segments[this.#directory[entry]!]!;
    const offset = this.#directory[entry + 1]!;
    const room = this.#directory[entry + 3]!;
    if (this.#directory[entry + 5] === 0) {
      const word = member >>> 5;
      return word < room && (words[offset + word]! & (1 << (member & 31))) !== 0;
    }
    const at = this.#seek(words, offset + this.#homeOf(entry, member), offset + room, member);
    return at < offset + room && words[at] === member;
  }

  /**
   * Makes the member one of the groups in `joined`, and none of those in `left`. Costs some ten nanoseconds a group and
   * the waiting for memory, in which several groups overlap; now and then one group is laid out anew.
   *
   * @throws AppError ROSTER_NUMBER_OUT_OF_RANGE
   */
  move(member: number, joined: ArrayLike<number>, left: ArrayLike<number>): void {
    requireObjectNumber(member);
    for (let i = 0; i < joined.length; i += 1) if (joined[i]! >= this.#count) this.#reach(joined[i]!);
    this.#lookAt(joined, member);
    this.#lookAt(left, member);
    for (let i = 0; i < joined.length; i += 1) this.#add(joined[i]!, member);
    for (let i = 0; i < left.length; i += 1) this.#remove(left[i]!, member);
  }

  /** Gives a group exactly these members, ascending without repeats and at least 1; copies them. Linear. */
  setMembers(group: number, members: Uint32Array): void {
    this.#reach(group);
    this.#layOut(group, members);
  }

  /** Gives a group as members the numbers whose bits are set, 32 to a word, that of 0 apart; copies them. Linear. */
  setWords(group: number, words: Uint32Array): void {
    this.#reach(group);
    const size = countAllBits(words) - ((words[0] ?? 0) & 1);
    const needed = wordsFor(highestBit(words));
    if (needed > slotsPerMember * size) this.#layOut(group, numbersOf(words, size));
    else this.#holdBits(group, words.subarray(0, needed), roomFor(needed), size);
  }

  /** The members of a group, ascending, in an array of their own. */
  toArray(group: number): Uint32Array {
    const size = this.sizeOf(group);
    if (size === 0) return new Uint32Array(0);
    const region = this.#regionOf(group);
    if (this.#directory[entryWords * group + 5] === 0) return numbersOf(region, size);
    const members = new Uint32Array(size);
    let found = 0;
    for (let at = 0; found < size; at += 1) if (region[at] !== 0) members[found++] = region[at]!;
    return members;
  }

  /** The members of a group as a set of its own, which does not follow. */
  membersOf(group: number): MemberSet {
    return MemberSet.ofSorted(this.toArray(group));
  }

  #homeOf(entry: number, member: number): number {
    const distance = member - this.#directory[entry + 5]!;
    if (distance <= 0) return 0;
    return Math.min(this.#directory[entry + 2]!, distance * this.#homesPerNumber[(entry + 6) >>> 1]!) >>> 0;
  }

  /** Reads where the member stands or would stand in all groups: no read waits for another. */
  #lookAt(groups: ArrayLike<number>, member: number): void {
    const { segments } = this.#regions;
    const directory = this.#directory;
    const seen = this.#seen;
    for (let i = 0; i < groups.length; i += 1) {
      const entry = entryWords * groups[i]!;
      if (entry >= directory.length) continue;
      seen[i & 63] = segments[directory[entry]!]![directory[entry + 1]! + this.#homeOf(entry, member)]!;
    }
  }

  /** From a member's home on the first word that is a gap or not below it, or the end. */
  #seek(words: Uint32Array, home: number, end: number, member: number): number {
    let at = home;
    // A gap is 0, which less 1 is above all numbers.
    while (at < end && (words[at]! - 1) >>> 0 < member - 1) at += 1;
    return at;
  }

  #add(group: number, member: number): void {
    const directory = this.#directory;
    const entry = entryWords * group;
    const words = this.#regions.segments[directory[entry]!]!;
    const offset = directory[entry + 1]!;
    if (directory[entry + 5] === 0) {
      const word = member >>> 5;
      if (word >= directory[entry + 3]!) {
        this.#lengthen(group, member);
        return;
      }
      const bit = 1 << (member & 31);
      if ((words[offset + word]! & bit) !== 0) return;
      words[offset + word]! |= bit;
      directory[entry + 4]! += 1;
      return;
    }
    const end = offset + directory[entry + 3]!;
    const at = this.#seek(words, offset + this.#homeOf(entry, member), end, member);
    if (at < end && words[at] === member) return;
    let gap = at;
    while (gap < end && words[gap] !== 0) gap += 1;
    if (gap === end || 8 * directory[entry + 4]! >= 7 * (directory[entry + 2]! + 1)) {
      this.#layOut(group, withNumber(this.toArray(group), member));
      return;
    }
    for (let to = gap; to > at; to -= 1) words[to] = words[to - 1]!;
    words[at] = member;
    directory[entry + 4]! += 1;
  }

  #remove(group: number, member: number): void {
    if (group >= this.#count) return;
    const directory = this.#directory;
    const entry = entryWords * group;
    const words = this.#regions.segments[directory[entry]!]!;
    const offset = directory[entry + 1]!;
    const room = directory[entry + 3]!;
    if (directory[entry + 5] === 0) {
      const word = member >>> 5;
      const bit = 1 << (member & 31);
      if (word >= room || (words[offset + word]! & bit) === 0) return;
      words[offset + word]! ^= bit;
    } else {
      const end = offset + room;
      const at = this.#seek(words, offset + this.#homeOf(entry, member), end, member);
      if (at === end || words[at] !== member) return;
      this.#close(entry, words, at, end);
    }
    const size = directory[entry + 4]! - 1;
    directory[entry + 4] = size;
    const worthwhile = directory[entry + 5] === 0 ? 2 * size + 16 : 4 * size + 48;
    if (worthwhile < room) this.#layOut(group, this.toArray(group));
  }

  /** Takes out what stands at `at`: those behind that are not at home move up. */
  #close(entry: number, words: Uint32Array, at: number, end: number): void {
    const offset = this.#directory[entry + 1]!;
    let gap = at;
    for (; gap + 1 < end && words[gap + 1] !== 0; gap += 1) {
      if (offset + this.#homeOf(entry, words[gap + 1]!) === gap + 1) break;
      words[gap] = words[gap + 1]!;
    }
    words[gap] = 0;
  }

  /** Adds a member beyond the last bit. */
  #lengthen(group: number, member: number): void {
    const size = this.sizeOf(group) + 1;
    const needed = wordsFor(member);
    if (needed > 2 * size) {
      this.#layOut(group, withNumber(this.toArray(group), member));
      return;
    }
    // An eighth more than needed, so that numbers handed out one by one do not copy the set each time.
    const room = roomFor(Math.min(needed + (needed >>> 3), wordsFor(MAX_OBJECT_NUMBER)));
    const words = this.#regionOf(group).slice();
    this.#holdBits(group, words, room, size - 1);
    this.#add(group, member);
  }

  /** Lays a group out anew, in the form that is smaller. */
  #layOut(group: number, members: Uint32Array): void {
    const size = members.length;
    const highest = size === 0 ? 0 : members[size - 1]!;
    const bitWords = wordsFor(highest);
    if (slotsPerMember * size >= bitWords) {
      const words = new Uint32Array(bitWords);
      setBits(words, members);
      this.#holdBits(group, words, roomFor(bitWords), size);
      return;
    }
    this.#holdSpread(group, members);
  }

  #holdBits(group: number, words: Uint32Array, room: number, size: number): void {
    const region = this.#renew(group, room, size);
    region.set(words.subarray(0, room));
    region[0]! &= ~1;
    const entry = entryWords * group;
    this.#directory[entry + 2] = room - 1;
    this.#directory[entry + 5] = 0;
    this.#homesPerNumber[(entry + 6) >>> 1] = 1 / bitsPerWord;
  }

  #holdSpread(group: number, members: Uint32Array): void {
    const size = members.length;
    const spare = Math.min(32, 4 + (size >>> 3));
    const room = roomFor(Math.ceil(slotsPerMember * size) + spare);
    const homes = room - spare;
    const first = members[0] ?? 1;
    const entry = entryWords * group;
    const region = this.#renew(group, room, size);
    this.#directory[entry + 2] = homes - 1;
    this.#directory[entry + 5] = first;
    this.#homesPerNumber[(entry + 6) >>> 1] = homes / ((members[size - 1] ?? 1) - first + 1);
    const placed = this.#spread(entry, region, members);
    if (placed === size) return;
    // The highest lie so close that the end does not hold them: the rest follows without gaps.
    const longer = this.#renew(group, roomFor(room + (size - placed) + (size >>> 3) + spare), size);
    this.#spread(entry, longer, members);
  }

  /** Puts members in order at their homes or behind; returns how many found a place. */
  #spread(entry: number, region: Uint32Array, members: Uint32Array): number {
    let at = -1;
    for (let i = 0; i < members.length; i += 1) {
      at = Math.max(at + 1, this.#homeOf(entry, members[i]!));
      if (at >= region.length) return i;
      region[at] = members[i]!;
    }
    return members.length;
  }

  #regionOf(group: number): Uint32Array {
    const entry = entryWords * group;
    const offset = this.#directory[entry + 1]!;
    return this.#regions.segments[this.#directory[entry]!]!.subarray(offset, offset + this.#directory[entry + 3]!);
  }

  /** Another region for a group, all zeros; the one it had is given back. */
  #renew(group: number, room: number, size: number): Uint32Array {
    const entry = entryWords * group;
    const directory = this.#directory;
    const held = directory[entry + 3]!;
    if (held > 0) this.#regions.giveBack(directory[entry]! * 2 ** 32 + directory[entry + 1]!, held);
    directory[entry + 3] = 0;
    this.#emptyWorst();
    const place = this.#regions.take(room);
    directory[entry] = segmentOf(place);
    directory[entry + 1] = offsetOf(place);
    directory[entry + 3] = room;
    directory[entry + 4] = size;
    return this.#regionOf(group);
  }

  /** Moves the groups out of the segment in which most was left behind, when that is a lot. Costs a segment. */
  #emptyWorst(): void {
    const segment = this.#regions.worst();
    if (segment === undefined) return;
    const directory = this.#directory;
    const from = this.#regions.segments[segment]!;
    for (let entry = 0; entry < entryWords * this.#count; entry += entryWords) {
      const room = directory[entry + 3]!;
      if (directory[entry] !== segment || room === 0) continue;
      const offset = directory[entry + 1]!;
      const place = this.#regions.take(room);
      this.#regions.segments[segmentOf(place)]!.set(from.subarray(offset, offset + room), offsetOf(place));
      directory[entry] = segmentOf(place);
      directory[entry + 1] = offsetOf(place);
    }
    this.#regions.drop(segment);
  }

  #reach(group: number): void {
    if (group < this.#count) return;
    const needed = entryWords * (group + 1);
    if (needed > this.#directory.length) {
      const larger = new Uint32Array(Math.max(needed, 2 * this.#directory.length));
      larger.set(this.#directory);
      this.#directory = larger;
      this.#homesPerNumber = new Float64Array(larger.buffer);
    }
    // An empty group has no region, and a home at which a search ends at once.
    for (; this.#count <= group; this.#count += 1) this.#directory[entryWords * this.#count + 5] = 1;
  }
}

/** The numbers of the bits that are set, that of 0 apart; `size` of them. */
function numbersOf(words: Uint32Array, size: number): Uint32Array {
  const numbers = new Uint32Array(size);
  let at = 0;
  visitBits(words, 1, (n) => {
    numbers[at++] = n;
    return true;
  });
  return numbers;
}

/** Ascending numbers, and one more that is not among them. */
function withNumber(numbers: Uint32Array, one: number): Uint32Array {
  const more = new Uint32Array(numbers.length + 1);
  let at = 0;
  for (; at < numbers.length && numbers[at]! < one; at += 1) more[at] = numbers[at]!;
  more[at] = one;
  more.set(numbers.subarray(at), at + 1);
  return more;
}

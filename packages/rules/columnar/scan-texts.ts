import { isAt, type TextPack } from './text-pack.ts';
import { tailSign, unitsOf } from './text-tails.ts';

type Mark = (n: number) => void;

/**
 * Marks the texts from number `first` up to `end` that begin with `folded`. Looks at the last unit first: texts that differ have
 * often the same beginning.
 */
export function scanPrefix(pack: TextPack, folded: string, first: number, end: number, mark: Mark): void {
  const { units, ends } = pack;
  const needle = unitsOf(folded);
  const mayReachTail = folded.includes(tailSign);
  const last = needle.length - 1;
  let start = ends[first - 1]!;
  for (let n = first; n < end; n += 1) {
    const stop = ends[n]!;
    if (start + last < stop) {
      if (last < 0 || (units[start + last] === needle[last] && isAt(units, needle, start))) mark(n);
    } else if (mayReachTail && pack.beginsAt(n, needle)) mark(n);
    start = stop;
  }
}

/** Marks the texts from number `first` up to `end` that end with `folded`. */
export function scanSuffix(pack: TextPack, folded: string, first: number, end: number, mark: Mark): void {
  const { units, ends, tails } = pack;
  const needle = unitsOf(folded);
  const isTailed = tails.numbers.length > 0;
  const lengths = lengthsInHeads(tails.texts, folded);
  let start = ends[first - 1]!;
  for (let n = first; n < end; n += 1) {
    const length = isTailed ? lengths[tails.numbers[n]!]! : needle.length;
    const at = ends[n]! - length;
    if (length >= 0 && at >= start && (length === 0 || (units[at] === needle[0] && isAt(units, needle, at, length)))) {
      mark(n);
    }
    start = ends[n]!;
  }
}

/** How much of a suffix must end the head before each tail; -1 where the tail is another. */
function lengthsInHeads(tails: readonly string[], folded: string): Int32Array {
  return Int32Array.from(tails, (tail) => {
    if (tail.endsWith(folded)) return 0;
    return folded.endsWith(tail) ? folded.length - tail.length : -1;
  });
}

/** Marks the texts from number `first` up to `end` that hold `folded` anywhere, in no order. */
export function scanInside(pack: TextPack, folded: string, first: number, end: number, mark: Mark): void {
  const isWithTail = scanTails(pack, folded, first, end, mark);
  if (folded.includes(tailSign) && !pack.tails.isSignInHeads) return;
  scanHeads(pack, unitsOf(folded), first, end, (n) => {
    if (!isWithTail(n)) mark(n);
  });
}

/**
 * Marks the texts from number `first` up to `end` that hold `folded` in their tail or where it begins; returns which texts
 * these are. Cost: the tails, and two bytes for each text where one of them will do.
 */
export function scanTails(
  pack: TextPack,
  folded: string,
  first: number,
  end: number,
  mark: Mark,
): (n: number) => boolean {
  const { texts, numbers } = pack.tails;
  const lengths = Int32Array.from(texts, (tail) => lengthBefore(tail, folded));
  if (lengths.every((length) => length < 0)) return () => false;
  const { units, ends } = pack;
  const needle = unitsOf(folded);
  const isWithTail = (n: number) => {
    const length = lengths[numbers[n]!]!;
    if (length <= 0) return length === 0;
    const at = ends[n]! - length;
    return at >= ends[n - 1]! && isAt(units, needle, at, length);
  };
  for (let n = first; n < end; n += 1) if (lengths[numbers[n]!]! >= 0 && isWithTail(n)) mark(n);
  return isWithTail;
}

/** How much of a needle must end the head before a tail for the text to hold it there: 0 where the tail will do, -1 where none will. */
function lengthBefore(tail: string, folded: string): number {
  if (tail === '') return -1;
  if (tail.includes(folded)) return 0;
  // A tail has the sign only where it begins, so what lies in both holds it there.
  const at = folded.lastIndexOf(tailSign);
  return at > 0 && tail.startsWith(folded.slice(at)) ? at : -1;
}

/**
 * Marks the texts from number `first` up to `end` that hold the needle in their heads. Searches all heads at once, skipping by
 * pairs of units (Wu and Manber): a hit that reaches over the end of a head is none.
 */
function scanHeads(pack: TextPack, needle: Uint16Array, first: number, end: number, mark: Mark): void {
  const { units, ends } = pack;
  const { length } = needle;
  if (length < 2) {
    scanUnit(pack, needle[0], first, end, mark);
    return;
  }
  const skips = skipsOf(needle);
  const stop = ends[end - 1]!;
  let n = first;
  let at = ends[first - 1]! + length - 1;
  while (at < stop) {
    const skip = skips[pairOf(units[at - 1]!, units[at]!)]!;
    if (skip > 0) {
      at += skip;
      continue;
    }
    const start = at - length + 1;
    at += 1;
    if (!isAt(units, needle, start)) continue;
    while (ends[n]! <= start) n += 1;
    if (start + length > ends[n]!) continue;
    mark(n);
    at = ends[n]! + length - 1;
  }
}

/** Marks the texts from number `first` up to `end` whose heads hold a unit; all texts when there is none. */
function scanUnit({ units, ends }: TextPack, unit: number | undefined, first: number, end: number, mark: Mark): void {
  for (let n = first; n < end; n += 1) {
    let at = ends[n - 1]!;
    while (at < ends[n]! && units[at] !== unit) at += 1;
    if (unit === undefined || at < ends[n]!) mark(n);
  }
}

const pairs = 4096;

function pairOf(left: number, right: number): number {
  return ((left << 6) ^ right) & (pairs - 1);
}

/** How far the search may go on from the pair of units before its place; 0 where the needle may end. */
function skipsOf(needle: Uint16Array): Uint16Array {
  const { length } = needle;
  const skips = new Uint16Array(pairs).fill(length - 1);
  for (let i = 1; i < length; i += 1) skips[pairOf(needle[i - 1]!, needle[i]!)] = length - 1 - i;
  return skips;
}

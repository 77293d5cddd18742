import { isAt, type TextPack, unitsOf } from './text-pack.ts';

type Mark = (n: number) => void;

/**
 * Marks the texts from number `first` up to `end` that begin with `folded`. Looks at the last unit first: texts that differ have
 * often the same beginning.
 */
export function scanPrefix(pack: TextPack, folded: string, first: number, end: number, mark: Mark): void {
  const { units, ends } = pack;
  const needle = unitsOf(folded);
  const last = needle.length - 1;
  let start = ends[first - 1]!;
  for (let n = first; n < end; n += 1) {
    const stop = ends[n]!;
    if (start + last < stop && (last < 0 || (units[start + last] === needle[last] && isAt(units, needle, start))))
      mark(n);
    start = stop;
  }
}

/** Marks the texts from number `first` up to `end` that end with `folded`. */
export function scanSuffix(pack: TextPack, folded: string, first: number, end: number, mark: Mark): void {
  const { units, ends } = pack;
  const needle = unitsOf(folded);
  const { length } = needle;
  let start = ends[first - 1]!;
  for (let n = first; n < end; n += 1) {
    const at = ends[n]! - length;
    if (at >= start && (length === 0 || (units[at] === needle[0] && isAt(units, needle, at)))) mark(n);
    start = ends[n]!;
  }
}

/**
 * Marks the texts from number `first` up to `end` that hold `folded` anywhere. Searches all texts at once, skipping by pairs of
 * units (Wu and Manber): a hit that reaches over the end of a text is none.
 */
export function scanInside(pack: TextPack, folded: string, first: number, end: number, mark: Mark): void {
  const { units, ends } = pack;
  const needle = unitsOf(folded);
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

/** Marks the texts from number `first` up to `end` that hold a unit; all texts when there is none. */
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

/** Words of 32 bits that hold the numbers below `length`. */
export function wordsFor(length: number): number {
  return (length + 31) >>> 5;
}

export function hasBit(words: Uint32Array, n: number): boolean {
  return ((words[n >>> 5] ?? 0) & (1 << (n & 31))) !== 0;
}

export function setBit(words: Uint32Array, n: number): void {
  words[n >>> 5]! |= 1 << (n & 31);
}

export function clearBit(words: Uint32Array, n: number): void {
  words[n >>> 5]! &= ~(1 << (n & 31));
}

function bitsOf(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** How many bits are set. */
export function countBits(words: Uint32Array): number {
  let count = 0;
  for (let at = 0; at < words.length; at += 1) count += bitsOf(words[at]!);
  return count;
}

/** Keeps, in place, only the bits that `others` has as well, or with `wanted` false those it has not; returns how many. */
export function keepBits(words: Uint32Array, others: Uint32Array, wanted: boolean): number {
  const turn = wanted ? 0 : -1;
  let count = 0;
  for (let at = 0; at < words.length; at += 1) {
    const kept = words[at]! & (others[at]! ^ turn);
    words[at] = kept;
    count += bitsOf(kept);
  }
  return count;
}

/** The bits that both have, with their number. */
export function commonBits(
  left: Uint32Array,
  right: Uint32Array,
): { readonly words: Uint32Array; readonly count: number } {
  const words = new Uint32Array(left.length);
  let count = 0;
  for (let at = 0; at < words.length; at += 1) {
    const both = left[at]! & right[at]!;
    words[at] = both;
    count += bitsOf(both);
  }
  return { words, count };
}

/** Sets, in place, the bits that `others` has. */
export function addBits(words: Uint32Array, others: Uint32Array): void {
  for (let at = 0; at < words.length; at += 1) words[at]! |= others[at]!;
}

/** The numbers of the set bits, ascending; `count` is how many there are. */
export function listBits(words: Uint32Array, count: number): Uint32Array {
  const numbers = new Uint32Array(count);
  let found = 0;
  for (let at = 0; found < count; at += 1) {
    let word = words[at]!;
    while (word !== 0) {
      const lowest = word & -word;
      numbers[found] = at * 32 + 31 - Math.clz32(lowest);
      found += 1;
      word ^= lowest;
    }
  }
  return numbers;
}

/** Words of 32 bits needed to hold the numbers 0 to `max`. */
export function wordsFor(max: number): number {
  return (max >>> 5) + 1;
}

/** How many bits of one word are set. */
export function countBits(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** How many bits of all words are set. */
export function countAllBits(words: Uint32Array): number {
  let count = 0;
  for (const word of words) count += countBits(word);
  return count;
}

/** Calls `visit` with the number of every set bit from `from` upwards, ascending, until it returns false. */
export function visitBits(words: Uint32Array, from: number, visit: (n: number) => boolean): void {
  let mask = ~0 << (from & 31);
  for (let at = from >>> 5; at < words.length; at++) {
    let word = words[at]! & mask;
    mask = ~0;
    while (word !== 0) {
      const lowest = word & -word;
      if (!visit(at * 32 + 31 - Math.clz32(lowest))) return;
      word ^= lowest;
    }
  }
}

/** The highest set bit; 0 when none is set. */
export function highestBit(words: Uint32Array): number {
  let at = words.length - 1;
  while (at >= 0 && words[at] === 0) at--;
  return at < 0 ? 0 : at * 32 + 31 - Math.clz32(words[at]!);
}

/** Sets the bits of the numbers given; returns how many were new. */
export function setBits(words: Uint32Array, numbers: Uint32Array): number {
  let added = 0;
  for (const n of numbers) {
    const bit = 1 << (n & 31);
    if ((words[n >>> 5]! & bit) === 0) added++;
    words[n >>> 5]! |= bit;
  }
  return added;
}

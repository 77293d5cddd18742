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

/** How many bits are set. */
export function countBits(words: Uint32Array): number {
  let count = 0;
  for (let at = 0; at < words.length; at += 1) {
    let n = words[at]!;
    n -= (n >>> 1) & 0x55555555;
    n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
    count += Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
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

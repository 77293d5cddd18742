/** A source of numbers from 0 (inclusive) to 1 (exclusive). */
export type Random = () => number;

/** The same numbers for the same seed, on every machine (Small Fast Counter, 32 bits). */
export function seededRandom(seed: number): Random {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
  const next = () => {
    const mixed = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + mixed) | 0;
    return (mixed >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 20; i += 1) next();
  return next;
}

/** A whole number from 0 to `limit` - 1. */
export function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

/** One of the items, each as likely as the other. */
export function pick<T>(random: Random, items: readonly T[]): T {
  return items[below(random, items.length)]!;
}

/** Puts the items in an order of chance, in place. */
export function shuffled<T>(seed: number, items: T[]): T[] {
  const random = seededRandom(seed);
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = below(random, i + 1);
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}

/** Draws 0 to `count` - 1, number n with a likelihood of 1 / (n + 1) ^ `exponent` (Zipf). */
export function zipf(count: number, exponent: number): (random: Random) => number {
  const upTo = new Float64Array(count);
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    total += 1 / (i + 1) ** exponent;
    upTo[i] = total;
  }
  for (let i = 0; i < count; i += 1) upTo[i]! /= total;
  return (random) => {
    const drawn = random();
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! < drawn) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** One of the keys, by weight; never one of `not`. */
export function pickWeighted<T extends string>(
  random: Random,
  weights: readonly (readonly [T, number])[],
  not: ReadonlySet<string> = new Set(),
): T {
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  for (;;) {
    let left = random() * total;
    const found = weights.find(([, weight]) => {
      left -= weight;
      return left < 0;
    });
    if (found !== undefined && !not.has(found[0])) return found[0];
  }
}

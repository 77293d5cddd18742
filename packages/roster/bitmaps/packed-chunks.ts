import type { ReadonlyMemberSet } from './member-set.ts';
import { packNumbers } from './packed-numbers.ts';
import { lowerBound } from './sorted-numbers.ts';

/** A part of a set: the members from `chunk` times the width up to the next chunk, packed as `toBytes` packs a set. */
export interface PackedChunk {
  /** From 0. Chunks without members are left out. */
  readonly chunk: number;
  readonly bytes: Uint8Array;
}

/** Numbers that one chunk covers unless told otherwise: at most 128 KiB packed. */
export const NUMBERS_PER_CHUNK = 1 << 20;

/**
 * Packs a set in chunks of `width` numbers each, so that no stored value grows without bound. An empty set is one empty
 * chunk, so that it can be told from a set that was never stored. The union of the chunks is the set. Linear.
 */
export function packChunks(set: ReadonlyMemberSet, width = NUMBERS_PER_CHUNK): PackedChunk[] {
  const numbers = set.toArray();
  if (numbers.length === 0) return [{ chunk: 0, bytes: packNumbers(numbers) }];
  const chunks: PackedChunk[] = [];
  for (let start = 0; start < numbers.length; ) {
    const chunk = Math.floor(numbers[start]! / width);
    const end = lowerBound(numbers, numbers.length, (chunk + 1) * width);
    chunks.push({ chunk, bytes: packNumbers(numbers.subarray(start, end)) });
    start = end;
  }
  return chunks;
}

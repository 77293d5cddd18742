import { grown } from './grown.ts';
import type { TextPack } from './text-pack.ts';

/** How many units a piece is. */
export const pieceLength = 3;
/** A needle is worth looking up when at most one in so many of some texts may hold it. */
const passingShare = 4;
const sampled = 512;

/**
 * For each head of a pack, four bytes that say which pieces of three units it holds: a bit stands for every piece that hashes to it, and one for the
 * first two units. A needle can stand only where all its bits do. Texts are never changed, so what is known stays true.
 */
export class PieceIndex {
  private masks = new Uint32Array(64);
  private count = 1;

  get sizeBytes(): number {
    return this.masks.byteLength;
  }

  /** Takes in the texts added since. Cost: their units. */
  follow({ count, units, ends }: TextPack): void {
    if (count > this.masks.length) this.masks = grown(this.masks, count);
    for (let n = this.count; n < count; n += 1) this.masks[n] = maskOf(units, ends[n - 1]!, ends[n]!, true);
    this.count = count;
  }

  /** The bits of a needle, which stands at the beginning or anywhere; 0 when it is too short to have any. */
  static bitsOf(needle: Uint16Array, isAtStart: boolean): number {
    return maskOf(needle, 0, needle.length, isAtStart);
  }

  /** True when looking texts up by these bits saves reading most of those from `first` up to `end`. */
  isSelective(bits: number, first: number, end: number): boolean {
    const step = Math.max(1, Math.floor((end - first) / sampled));
    let [seen, passing] = [0, 0];
    for (let n = first; n < end; n += step) {
      seen += 1;
      if ((this.masks[n]! & bits) === bits) passing += 1;
    }
    return bits !== 0 && passing * passingShare <= seen;
  }

  /** Visits the texts from `first` up to `end` that have all these bits. */
  forEach(bits: number, first: number, end: number, visit: (n: number) => void): void {
    const { masks } = this;
    for (let n = first; n < end; n += 1) if ((masks[n]! & bits) === bits) visit(n);
  }
}

function maskOf(units: Uint8Array | Uint16Array, start: number, end: number, isAtStart: boolean): number {
  let mask = isAtStart && end - start >= pieceLength - 1 ? bitOf(0, units[start]!, units[start + 1]!) : 0;
  for (let at = start + pieceLength; at <= end; at += 1) mask |= bitOf(units[at - 3]!, units[at - 2]!, units[at - 1]!);
  return mask;
}

function bitOf(first: number, second: number, third: number): number {
  return 1 << (Math.imul((first << 14) ^ (second << 7) ^ third, 0x9e3779b1) >>> 27);
}

import type { TextPack } from './text-pack.ts';

/** How many units a piece is. */
export const pieceLength = 3;
/** A needle is worth looking up when at most one in so many of some texts may hold it. */
const passingShare = 4;
const sampledWords = 64;
/** So many texts have their bits in one block: all first bits, then all second bits, and so on. */
const blockBits = 15;
const blockWords = 1 << (blockBits - 5);
const bitsEach = 32;
/** A needle's rarest bits are asked for, so many at a time, until less than this share of the texts should be left. */
const bitsAtOnce = 4;
const fewLeft = 1 / 2000;

/**
 * For each head of a pack, 32 bits that say which pieces of three units it holds: a bit stands for every piece that hashes to it, and for the
 * first two units. A needle can stand only where all its bits do. Texts are never changed, so what is known stays true.
 */
export class PieceIndex {
  private readonly blocks: Uint32Array[] = [];
  /** How many texts have each bit. */
  private readonly counts = new Uint32Array(bitsEach);
  private count = 1;

  get sizeBytes(): number {
    return this.blocks.length * bitsEach * blockWords * 4;
  }

  /** Takes in the texts added since. Cost: their units. */
  follow({ count, units, ends }: TextPack): void {
    for (let n = this.count; n < count; n += 1) {
      if (n >>> blockBits === this.blocks.length) this.blocks.push(new Uint32Array(bitsEach * blockWords));
      const block = this.blocks[n >>> blockBits]!;
      const word = (n >>> 5) & (blockWords - 1);
      const bit = 1 << (n & 31);
      for (let left = maskOf(units, ends[n - 1]!, ends[n]!, true); left !== 0; left &= left - 1) {
        const place = lowestOf(left);
        block[place * blockWords + word]! |= bit;
        this.counts[place]! += 1;
      }
    }
    this.count = count;
  }

  /** The bits of a needle, which stands at the beginning or anywhere; 0 when it is too short to have any. */
  static bitsOf(needle: Uint16Array, isAtStart: boolean): number {
    return maskOf(needle, 0, needle.length, isAtStart);
  }

  /** True when looking texts up by these bits saves reading most of those from `first` up to `end`. */
  isSelective(bits: number, first: number, end: number): boolean {
    const places = this.placesOf(bits);
    const step = Math.max(1, Math.floor((end - first) / 32 / sampledWords));
    let [seen, passing] = [0, 0];
    for (let word = first >>> 5; word * 32 < end; word += step) {
      const block = this.blocks[word >>> (blockBits - 5)]!;
      seen += 32;
      let left = -1;
      for (const place of places) left &= block[place + (word & (blockWords - 1))]!;
      for (; left !== 0; left &= left - 1) passing += 1;
    }
    return bits !== 0 && passing * passingShare <= seen;
  }

  /** Visits the texts from `first` up to `end` that have all these bits, and perhaps a few more. */
  forEach(bits: number, first: number, end: number, visit: (n: number) => void): void {
    const places = this.placesOf(bits);
    const found = new Uint32Array(blockWords);
    for (let at = first >>> blockBits; first < end && at << blockBits < end; at += 1) {
      this.markBlock(at, places, found);
      for (let word = 0; word < blockWords; word += 1) {
        for (let left = found[word]! | 0; left !== 0; left &= left - 1) {
          const n = (at << blockBits) + word * 32 + lowestOf(left);
          if (n >= first && n < end) visit(n);
        }
      }
    }
  }

  /** Finds the texts of a block that have the bits at all places. */
  private markBlock(at: number, places: readonly number[], found: Uint32Array): void {
    const block = this.blocks[at]!;
    found.fill(-1);
    for (let i = 0; i < places.length; i += bitsAtOnce) {
      const [first, second, third, fourth] = [places[i]!, places[i + 1]!, places[i + 2]!, places[i + 3]!];
      for (let word = 0; word < blockWords; word += 1) {
        found[word]! &= block[first + word]! & block[second + word]! & block[third + word]! & block[fourth + word]!;
      }
    }
  }

  /** Where in a block the words of the rarest of these bits begin; a multiple of those asked for at once, so the last may be there again. */
  private placesOf(bits: number): number[] {
    const wanted: number[] = [];
    for (let left = bits; left !== 0; left &= left - 1) wanted.push(lowestOf(left));
    wanted.sort((a, b) => this.counts[a]! - this.counts[b]!);
    const places: number[] = [];
    let share = 1;
    for (const place of wanted) {
      if (share < fewLeft) break;
      places.push(place * blockWords);
      share *= this.counts[place]! / this.count;
    }
    while (places.length % bitsAtOnce !== 0) places.push(places.at(-1)!);
    return places;
  }
}

function lowestOf(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

function maskOf(units: Uint8Array | Uint16Array, start: number, end: number, isAtStart: boolean): number {
  let mask = isAtStart && end - start >= pieceLength - 1 ? bitOf(0, units[start]!, units[start + 1]!) : 0;
  for (let at = start + pieceLength; at <= end; at += 1) mask |= bitOf(units[at - 3]!, units[at - 2]!, units[at - 1]!);
  return mask;
}

function bitOf(first: number, second: number, third: number): number {
  return 1 << (Math.imul((first << 14) ^ (second << 7) ^ third, 0x9e3779b1) >>> 27);
}

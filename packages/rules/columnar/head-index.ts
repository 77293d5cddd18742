import { hashUnits, isAt, type TextPack, unitsOf } from './text-pack.ts';

/** How many units of a text its head is. */
export const headLength = 8;
const textsPerBucket = 8;
/** Texts added since are looked at one by one, up to this share of all. */
const addedShare = 8;

/** The texts of a pack by their first units, for prefixes that are at least as long. */
export class HeadIndex {
  private constructor(
    private readonly count: number,
    /** Where the texts of each bucket begin in `texts`. */
    private readonly starts: Uint32Array,
    private readonly texts: Uint32Array,
  ) {}

  get sizeBytes(): number {
    return this.starts.byteLength + this.texts.byteLength;
  }

  /** Counts, then places. Cost: the texts. */
  static of(pack: TextPack): HeadIndex {
    const { count } = pack;
    const buckets = 2 ** Math.ceil(Math.log2(count / textsPerBucket + 1));
    const bucketOf = (n: number) => bucketAt(pack, n, buckets);
    const starts = new Uint32Array(buckets + 1);
    for (let n = 1; n < count; n += 1) if (bucketOf(n) >= 0) starts[bucketOf(n) + 1]! += 1;
    for (let bucket = 1; bucket <= buckets; bucket += 1) starts[bucket]! += starts[bucket - 1]!;
    const texts = new Uint32Array(starts[buckets]!);
    const places = starts.slice();
    for (let n = 1; n < count; n += 1) {
      const bucket = bucketOf(n);
      if (bucket < 0) continue;
      texts[places[bucket]!] = n;
      places[bucket]! += 1;
    }
    return new HeadIndex(count, starts, texts);
  }

  /** False once so many texts have been added that a new index is better. */
  isFresh(pack: TextPack): boolean {
    return (pack.count - this.count) * addedShare <= pack.count;
  }

  /**
   * Marks the texts that begin with `folded`, which must be as long as a head, among those the index knows; returns the
   * number of the first text that it does not know.
   */
  find(pack: TextPack, folded: string, mark: (n: number) => void): number {
    const needle = unitsOf(folded);
    const bucket = hashUnits(needle, 0, headLength) & (this.starts.length - 2);
    for (let at = this.starts[bucket]!; at < this.starts[bucket + 1]!; at += 1) {
      const n = this.texts[at]!;
      const start = pack.ends[n - 1]!;
      if (start + needle.length <= pack.ends[n]! && isAt(pack.units, needle, start)) mark(n);
    }
    return this.count;
  }
}

/** The bucket of a text; -1 when it is shorter than a head. */
function bucketAt({ units, ends }: TextPack, n: number, buckets: number): number {
  const start = ends[n - 1]!;
  return ends[n]! - start < headLength ? -1 : hashUnits(units, start, start + headLength) & (buckets - 1);
}

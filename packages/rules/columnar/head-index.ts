import { hashUnits, isAt, type TextPack, unitsOf } from './text-pack.ts';

/** How many units of a text its head is. */
export const headLength = 8;
/** Texts added since are looked at one by one, up to this share of all. */
const addedShare = 8;

/** A byte for each text of a pack, from its first units: a prefix that is as long can stand only where its byte does. */
export class HeadIndex {
  private constructor(private readonly heads: Uint8Array) {}

  get sizeBytes(): number {
    return this.heads.byteLength;
  }

  /** Cost: the texts. */
  static of({ count, units, ends }: TextPack): HeadIndex {
    const heads = new Uint8Array(count);
    let start = 0;
    for (let n = 1; n < count; n += 1) {
      heads[n] = hashUnits(units, start, Math.min(start + headLength, ends[n]!));
      start = ends[n]!;
    }
    return new HeadIndex(heads);
  }

  /** False once so many texts have been added that a new index is better. */
  isFresh({ count }: TextPack): boolean {
    return (count - this.heads.length) * addedShare <= count;
  }

  /**
   * Marks the texts that begin with `folded`, which must be as long as a head, among those the index knows; returns the
   * number of the first text that it does not know. Cost: a byte for each text.
   */
  find({ units, ends }: TextPack, folded: string, mark: (n: number) => void): number {
    const needle = unitsOf(folded);
    const { heads } = this;
    const head = hashUnits(needle, 0, headLength) & 0xff;
    for (let n = heads.indexOf(head, 1); n > 0; n = heads.indexOf(head, n + 1)) {
      const start = ends[n - 1]!;
      if (start + needle.length <= ends[n]! && isAt(units, needle, start)) mark(n);
    }
    return heads.length;
  }
}

import { addBits, countBits, hasBit, keepBits, listBits, setBit, wordsFor } from './bits.ts';

/** Codes of distinct values that pass a test; code 0, the missing value, is never among them. */
export class CodeSet {
  private constructor(
    readonly words: Uint32Array,
    readonly count: number,
    /** Codes from here on were not there when the set was made. */
    readonly size: number,
    private listed?: Uint32Array,
  ) {}

  /** The set of marked codes, which are these. */
  static ofListed(words: Uint32Array, codes: Uint32Array, size: number): CodeSet {
    return new CodeSet(words, codes.length, size, codes);
  }

  static ofWords(words: Uint32Array, size: number): CodeSet {
    return new CodeSet(words, countBits(words), size);
  }

  get sizeBytes(): number {
    return this.words.byteLength;
  }

  has(code: number): boolean {
    return hasBit(this.words, code);
  }

  /** The codes, ascending. Not to be changed. */
  codes(): Uint32Array {
    if (this.listed !== undefined || this.count >= this.words.length) {
      return this.listed ?? listBits(this.words, this.count);
    }
    this.listed = listBits(this.words, this.count);
    return this.listed;
  }

  /** The set in the form that takes less room: few codes as a list. */
  packed(): CodeSet | ListedCodes {
    return this.count < this.words.length ? new ListedCodes(this.codes(), this.size) : this;
  }

  /** The other codes below `size`. */
  complement(): CodeSet {
    const words = this.words.map((word) => ~word);
    words[0]! &= ~1;
    if ((this.size & 31) !== 0) words[words.length - 1]! &= ~(-1 << (this.size & 31));
    return CodeSet.ofWords(words, this.size);
  }

  /** What is in both sets, or in one of them; both must be of one size. */
  combine(other: CodeSet, connector: 'and' | 'or'): CodeSet {
    const words = this.words.slice();
    if (connector === 'and') keepBits(words, other.words, true);
    else addBits(words, other.words);
    return CodeSet.ofWords(words, this.size);
  }
}

/** A set of few codes, put away. */
export class ListedCodes {
  constructor(
    private readonly codes: Uint32Array,
    /** As of the set. */
    readonly size: number,
  ) {}

  get sizeBytes(): number {
    return this.codes.byteLength;
  }

  /** The set, as bits again. Cost: a bit for each code there is. */
  unpacked(): CodeSet {
    const words = new Uint32Array(wordsFor(this.size));
    for (const code of this.codes) setBit(words, code);
    return CodeSet.ofListed(words, this.codes, this.size);
  }
}

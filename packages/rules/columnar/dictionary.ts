import { foldCase } from '@muster/kernel';
import type { ColumnValue, DistinctValues } from './column.ts';
import { PieceIndex } from './piece-index.ts';
import { hashBegin, hashEnd, hashOn, hashText } from './text-hash.ts';
import { TextPack } from './text-pack.ts';

/** Dictionaries up to this size keep their texts as strings as well, which makes reading them free. */
const fewTexts = 4096;

/** Where a text that comes as bytes is folded. */
const units = new Uint8Array(1024);
/** A text may begin with U+FEFF: here it is a letter like any other. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Distinct texts, ignoring case: folded and packed, found by a hash table of codes, all of it outside the heap.
 *
 * INVARIANT: folding twice is folding once, so a test that folds what it reads decides about a folded text as it would
 * about the original.
 */
export class Dictionary implements DistinctValues {
  readonly pack = new TextPack();
  /**
   * A hash table: a code in the lowest bits, as many as choose a slot, and above them the same bits of the hash, which
   * tell most other texts apart without a look at them.
   */
  private slots = new Uint32Array(64);
  private pieces: PieceIndex | undefined;
  private readonly strings: string[] = [''];
  /** Codes of texts as they were given, unfolded. */
  private readonly seen = new Map<string, number>();

  get size(): number {
    return this.pack.count;
  }

  get sizeBytes(): number {
    return this.pack.sizeBytes + this.slots.byteLength + (this.pieces?.sizeBytes ?? 0);
  }

  /** The texts by their pieces, as of now; made when first asked for. */
  pieceIndex(): PieceIndex {
    this.pieces ??= new PieceIndex();
    this.pieces.follow(this.pack);
    return this.pieces;
  }

  valueOf(code: number): string | null {
    if (code === 0) return null;
    return this.strings[code] ?? this.pack.textAt(code);
  }

  find(value: ColumnValue): number | undefined {
    if (typeof value !== 'string') return undefined;
    return this.seen.get(value) ?? this.findFolded(foldCase(value));
  }

  add(value: ColumnValue): number {
    if (typeof value !== 'string') throw new Error(`a column of texts cannot hold ${typeof value}`);
    if (this.size > fewTexts) return this.addFolded(foldCase(value));
    const known = this.seen.get(value);
    if (known !== undefined) return known;
    const code = this.addFolded(foldCase(value));
    if (this.size > fewTexts) this.seen.clear();
    else if (this.seen.size < fewTexts) this.seen.set(value, code);
    return code;
  }

  /**
   * The code of a text that comes as UTF-8 from `start` up to `end`; a new one when it is not yet there. A text of ASCII
   * letters that is there already costs nothing on the heap.
   */
  addUtf8(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length > units.length) return this.add(decoder.decode(bytes.subarray(start, end)));
    for (let i = 0; i < length; i += 1) {
      const unit = bytes[start + i]!;
      // Beyond ASCII a letter has several bytes.
      if (unit >= 0x80) return this.add(decoder.decode(bytes.subarray(start, end)));
      units[i] = unit >= 0x61 && unit <= 0x7a ? unit - 0x20 : unit;
    }
    const { slots, pack } = this;
    const mask = slots.length - 1;
    const hash = hashEnd(hashOn(hashBegin, units, 0, length));
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const held = slots[slot]!;
      if (held === 0)
        return this.enter(String.fromCharCode.apply(null, units.subarray(0, length) as never), hash, slot);
      if ((held ^ hash) >>> 0 <= mask && pack.isUnitsAt(held & mask, units, length)) return held & mask;
    }
  }

  /** The code of a text that is folded already. */
  findFolded(folded: string): number | undefined {
    const held = this.slots[this.slotOf(folded, hashText(folded))]!;
    return held === 0 ? undefined : held & (this.slots.length - 1);
  }

  /** The code of a text that is folded already; a new one when it is not yet there. */
  addFolded(folded: string): number {
    const hash = hashText(folded);
    const slot = this.slotOf(folded, hash);
    const held = this.slots[slot]!;
    return held === 0 ? this.enter(folded, hash, slot) : held & (this.slots.length - 1);
  }

  /** Adds a folded text that is not yet there, in the slot where it belongs. */
  private enter(folded: string, hash: number, slot: number): number {
    const code = this.pack.append(folded);
    this.slots[slot] = held(code, hash, this.slots.length - 1);
    if (code < fewTexts) this.strings.push(folded);
    if (this.size * 4 > this.slots.length * 3) this.rehash();
    return code;
  }

  /** The slot that holds the text, or the free one where it belongs. */
  private slotOf(folded: string, hash: number): number {
    const { slots, pack } = this;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const held = slots[slot]!;
      if (held === 0) return slot;
      if ((held ^ hash) >>> 0 <= mask && pack.isAt(held & mask, folded)) return slot;
    }
  }

  private rehash(): void {
    const slots = new Uint32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let code = 1; code < this.size; code += 1) {
      const hash = this.pack.hashAt(code);
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = held(code, hash, mask);
    }
    this.slots = slots;
  }
}

/** What a slot holds of a text; codes are smaller than there are slots. */
function held(code: number, hash: number, mask: number): number {
  return (hash & ~mask) | code;
}

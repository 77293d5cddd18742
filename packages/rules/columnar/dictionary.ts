import { foldCase } from '@muster/kernel';
import type { ColumnValue, DistinctValues } from './column.ts';
import { PieceIndex } from './piece-index.ts';
import { hashText } from './text-hash.ts';
import { TextPack } from './text-pack.ts';

/** Dictionaries up to this size keep their texts as strings as well, which makes reading them free. */
const fewTexts = 4096;

/**
 * Distinct texts, ignoring case: folded and packed, found by a hash table of codes, all of it outside the heap.
 *
 * INVARIANT: folding twice is folding once, so a test that folds what it reads decides about a folded text as it would
 * about the original.
 */
export class Dictionary implements DistinctValues {
  readonly pack = new TextPack();
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

  /** The code of a text that is folded already. */
  findFolded(folded: string): number | undefined {
    const code = this.slots[this.slotOf(folded)]!;
    return code === 0 ? undefined : code;
  }

  /** The code of a text that is folded already; a new one when it is not yet there. */
  addFolded(folded: string): number {
    const slot = this.slotOf(folded);
    const known = this.slots[slot]!;
    if (known !== 0) return known;
    const code = this.pack.append(folded);
    this.slots[slot] = code;
    if (code < fewTexts) this.strings.push(folded);
    if (this.size * 4 > this.slots.length * 3) this.rehash();
    return code;
  }

  /** The slot that holds the text, or the free one where it belongs. */
  private slotOf(folded: string): number {
    const { slots, pack } = this;
    const mask = slots.length - 1;
    let slot = hashText(folded) & mask;
    while (slots[slot] !== 0 && !pack.isAt(slots[slot]!, folded)) slot = (slot + 1) & mask;
    return slot;
  }

  private rehash(): void {
    const slots = new Uint32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let code = 1; code < this.size; code += 1) {
      let slot = this.pack.hashAt(code) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
    this.slots = slots;
  }
}

import type { PieceIndex } from './piece-index.ts';
import { scanTails } from './scan-texts.ts';
import { isInside, type TextPack } from './text-pack.ts';
import { unitsOf } from './text-tails.ts';

type Mark = (n: number) => void;

/** The index of a pack's pieces, with the bits of a needle. */
export interface Pieces {
  readonly pieces: PieceIndex;
  readonly bits: number;
}

/** Marks the texts from number `first` up to `end` that begin with `folded`; the bits are those of what must be in a head. */
export function findPrefix(
  { pieces, bits }: Pieces,
  pack: TextPack,
  folded: string,
  first: number,
  end: number,
  mark: Mark,
): void {
  const needle = unitsOf(folded);
  pieces.forEach(bits, first, end, (n) => {
    if (pack.beginsAt(n, needle)) mark(n);
  });
}

/** Marks the texts from number `first` up to `end` that hold `folded`, which is without the sign of tails and has these bits. */
export function findInside(
  { pieces, bits }: Pieces,
  pack: TextPack,
  folded: string,
  first: number,
  end: number,
  mark: Mark,
): void {
  const { units, ends } = pack;
  const needle = unitsOf(folded);
  const isWithTail = scanTails(pack, folded, first, end, mark);
  pieces.forEach(bits, first, end, (n) => {
    if (isInside(units, needle, ends[n - 1]!, ends[n]!) && !isWithTail(n)) mark(n);
  });
}

/** Marks the texts that either of the two would find, and a few more: those with the bits are not read. May mark a text twice. */
export function findRoughly(
  { pieces, bits }: Pieces,
  pack: TextPack,
  folded: string,
  first: number,
  end: number,
  mark: Mark,
): void {
  scanTails(pack, folded, first, end, mark);
  pieces.forEach(bits, first, end, mark);
}

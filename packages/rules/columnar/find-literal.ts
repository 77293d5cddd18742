import type { Dictionary } from './dictionary.ts';
import { findInside, findPrefix, findRoughly, type Pieces } from './find-by-pieces.ts';
import type { RequiredLiteral } from './pattern-literals.ts';
import { PieceIndex, pieceLength } from './piece-index.ts';
import { scanInside, scanPrefix, scanSuffix } from './scan-texts.ts';
import { tailSign, unitsOf } from './text-tails.ts';

/** From so many texts on, an index of them is worth having. */
const manyTexts = 1 << 14;

/** Marks the texts from number `first` up to `end` that have the literal, in no order: by an index where one helps, else by a scan. */
export function findLiteral(
  values: Dictionary,
  literal: RequiredLiteral,
  first: number,
  end: number,
  mark: (code: number) => void,
): void {
  const { pack } = values;
  const { kind, folded } = literal;
  if (kind === 'endsWith') {
    scanSuffix(pack, folded, first, end, mark);
    return;
  }
  const pieces = piecesOf(values, literal, first, end);
  if (pieces !== undefined) (kind === 'startsWith' ? findPrefix : findInside)(pieces, pack, folded, first, end, mark);
  else (kind === 'startsWith' ? scanPrefix : scanInside)(pack, folded, first, end, mark);
}

/** Marks the same texts, perhaps more than once, and perhaps a few more where that is quicker. */
export function findLiteralRoughly(
  values: Dictionary,
  literal: RequiredLiteral,
  first: number,
  end: number,
  mark: (code: number) => void,
): void {
  const pieces = piecesOf(values, literal, first, end);
  if (pieces === undefined) findLiteral(values, literal, first, end, mark);
  else findRoughly(pieces, values.pack, literal.folded, first, end, mark);
}

/** True when a literal is found without reading most of the texts. */
export function isFoundByIndex(values: Dictionary, literal: RequiredLiteral, first: number, end: number): boolean {
  return piecesOf(values, literal, first, end) !== undefined;
}

/** How to look a literal up by its pieces; undefined when it has none, may lie across a tail, or is nearly everywhere. */
function piecesOf(
  values: Dictionary,
  { kind, folded }: RequiredLiteral,
  first: number,
  end: number,
): Pieces | undefined {
  if (end - first < manyTexts || kind === 'endsWith') return undefined;
  const sign = folded.indexOf(tailSign);
  if (kind === 'contains' && sign >= 0) return undefined;
  // A tail begins with the last sign, so a head holds at least what is before a needle's first.
  const inHead = unitsOf(sign < 0 ? folded : folded.slice(0, sign));
  if (inHead.length < pieceLength) return undefined;
  const bits = PieceIndex.bitsOf(inHead, kind === 'startsWith');
  const pieces = values.pieceIndex();
  return pieces.isSelective(bits, first, end) ? { pieces, bits } : undefined;
}

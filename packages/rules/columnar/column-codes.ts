import type { Column } from './column.ts';

// Plain loops over typed arrays, twice each, for one value a row and for slices: a function called for every code takes several times as long.

/** How many codes the rows have together. */
export function countCodes(column: Column, rowCount: number): number {
  let total = 0;
  const held = column.kind === 'scalar' ? column.codes : column.lengths;
  const end = Math.min(rowCount, held.length);
  if (column.kind === 'scalar') for (let row = 0; row < end; row += 1) total += held[row] === 0 ? 0 : 1;
  else for (let row = 0; row < end; row += 1) total += held[row]!;
  return total;
}

/**
 * Counts the codes in `counts`, one place further on: at code × `blocks` + the row's block + 1, where a row's block is what is left
 * without its last `bits` bits.
 */
export function countByBlock(
  column: Column,
  rowCount: number,
  counts: Uint32Array,
  blocks: number,
  bits: number,
): void {
  if (column.kind === 'scalar') {
    const { codes } = column;
    const end = Math.min(rowCount, codes.length);
    for (let row = 0; row < end; row += 1) {
      const code = codes[row]!;
      if (code !== 0) counts[code * blocks + (row >>> bits) + 1]! += 1;
    }
    return;
  }
  const { starts, lengths, pool } = column;
  const end = Math.min(rowCount, starts.length);
  for (let row = 0; row < end; row += 1) {
    const block = (row >>> bits) + 1;
    const stop = starts[row]! + lengths[row]!;
    for (let at = starts[row]!; at < stop; at += 1) counts[pool[at]! * blocks + block]! += 1;
  }
}

/** Puts every row, as far as it fits, at the place of its code and block in `rows`, and moves the place on. */
export function placeByBlock(
  column: Column,
  rowCount: number,
  { places, rows }: { readonly places: Uint32Array; readonly rows: Uint16Array | Uint32Array },
  blocks: number,
  bits: number,
): void {
  if (column.kind === 'scalar') {
    const { codes } = column;
    const end = Math.min(rowCount, codes.length);
    for (let row = 0; row < end; row += 1) {
      const code = codes[row]!;
      if (code === 0) continue;
      const key = code * blocks + (row >>> bits);
      const place = places[key]!;
      rows[place] = row;
      places[key] = place + 1;
    }
    return;
  }
  const { starts, lengths, pool } = column;
  const end = Math.min(rowCount, starts.length);
  for (let row = 0; row < end; row += 1) {
    const block = row >>> bits;
    const stop = starts[row]! + lengths[row]!;
    for (let at = starts[row]!; at < stop; at += 1) {
      const key = pool[at]! * blocks + block;
      const place = places[key]!;
      rows[place] = row;
      places[key] = place + 1;
    }
  }
}

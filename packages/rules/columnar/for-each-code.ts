import type { Column } from './column.ts';

/** Visits every code of every row, rows in ascending order. */
export function forEachCode(column: Column, rowCount: number, visit: (code: number, row: number) => void): void {
  if (column.kind === 'scalar') {
    const { codes } = column;
    const end = Math.min(rowCount, codes.length);
    for (let row = 0; row < end; row += 1) if (codes[row] !== 0) visit(codes[row]!, row);
    return;
  }
  const { starts, lengths, pool } = column;
  const end = Math.min(rowCount, starts.length);
  for (let row = 0; row < end; row += 1) {
    const from = starts[row]!;
    for (let at = from; at < from + lengths[row]!; at += 1) visit(pool[at]!, row);
  }
}

import { hasBit } from './bits.ts';
import type { ScalarColumn } from './column.ts';
import type { ColumnTable } from './column-table.ts';

/** How many managers above a user count: as many as a reporting line may have. */
const longestLine = 1000;

/**
 * The row of the manager and the rows of whoever reports to the manager: directly, or with `isDirect` false at any depth.
 * A line ends at a manager who is not in the table. None for a manager who is not. Cost: the rows of the table.
 */
export function rowsOfReports(table: ColumnTable, managerId: string, isDirect: boolean): Uint32Array {
  const ids = table.column('objectId') as ScalarColumn | undefined;
  const managers = table.column('managerId') as ScalarColumn | undefined;
  const manager = ids?.values.find(managerId);
  if (ids === undefined || manager === undefined) return new Uint32Array(0);
  const rowOfId = rowsById(table, ids);
  const top = rowOfId[manager]!;
  if (top < 0) return new Uint32Array(0);
  const levels = new Int32Array(table.rows).fill(unknown);
  levels[top] = 0;
  const above = (row: number) => rowOfId[managers?.codeAt(row) ?? 0] ?? nobody;
  const deepest = isDirect ? 1 : longestLine;
  const found: number[] = [];
  for (let row = 0; row < table.rows; row += 1) {
    if (!hasBit(table.present, row)) continue;
    settle(levels, row, above);
    if (levels[row]! >= 0 && levels[row]! <= deepest) found.push(row);
  }
  return Uint32Array.from(found);
}

const nobody = -1;
/** Levels below the manager: not looked for yet, being looked for, and not below the manager at all. */
const unknown = -3;
const pending = -2;
const apart = -1;

/** Code of an object id → the row that holds the object, or nobody. */
function rowsById(table: ColumnTable, ids: ScalarColumn): Int32Array {
  // Managers' ids share the dictionary, so that a manager's code is the code of an object id.
  const rows = new Int32Array(ids.values.size).fill(nobody);
  for (let row = 0; row < table.rows; row += 1) if (hasBit(table.present, row)) rows[ids.codeAt(row)] = row;
  rows[0] = nobody;
  return rows;
}

/** Finds out the level of a row, and of those on the way up, which may be a circle. */
function settle(levels: Int32Array, row: number, above: (row: number) => number): void {
  const way: number[] = [];
  let at = row;
  while (at !== nobody && levels[at] === unknown) {
    levels[at] = pending;
    way.push(at);
    at = above(at);
  }
  let level = at === nobody || levels[at]! < 0 ? apart : levels[at]!;
  for (const each of way.reverse()) {
    if (level !== apart) level += 1;
    levels[each] = level;
  }
}

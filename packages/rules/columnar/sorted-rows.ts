/** Sorts rows in place; those that were there more than once are there once. */
export function sortedOnce(rows: Uint32Array): Uint32Array {
  if (isAscending(rows)) return rows;
  rows.sort();
  let kept = 0;
  for (let i = 0; i < rows.length; i += 1) {
    if (i > 0 && rows[i] === rows[i - 1]) continue;
    rows[kept] = rows[i]!;
    kept += 1;
  }
  return rows.subarray(0, kept);
}

/** The rows of several ascending lists, ascending and each once. */
export function mergeRows(lists: readonly Uint32Array[]): Uint32Array {
  const filled = lists.filter((each) => each.length > 0);
  if (filled.length === 1) return filled[0]!;
  const merged = new Uint32Array(filled.reduce((sum, each) => sum + each.length, 0));
  let end = 0;
  for (const list of filled) {
    merged.set(list, end);
    end += list.length;
  }
  return sortedOnce(merged);
}

function isAscending(rows: Uint32Array): boolean {
  for (let i = 1; i < rows.length; i += 1) if (rows[i - 1]! >= rows[i]!) return false;
  return true;
}

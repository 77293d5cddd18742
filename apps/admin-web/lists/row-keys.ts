/**
 * The row to which a key leads from the row that has the keyboard; undefined for keys that mean nothing here, so that the browser
 * does with them what it does.
 *
 * @param at the row now; -1 while the list itself has the keyboard
 * @param perPage how many rows are in sight
 */
export function rowAfterKey(key: string, at: number, count: number, perPage: number): number | undefined {
  const last = count - 1;
  if (last < 0) return undefined;
  const within = (row: number) => Math.min(Math.max(row, 0), last);
  switch (key) {
    case 'ArrowDown':
      return within(at + 1);
    case 'ArrowUp':
      return within(at - 1);
    case 'PageDown':
      return at < 0 ? undefined : within(at + perPage);
    case 'PageUp':
      return at < 0 ? undefined : within(at - perPage);
    case 'Home':
      return at < 0 ? undefined : 0;
    case 'End':
      return at < 0 ? undefined : last;
    default:
      return undefined;
  }
}

import { readRows } from './read-rows.ts';
import type { RuleRow } from './rule-rows.ts';

/** The row at the end of a row whose body has no parentheses and so would take in whatever follows it. */
export function lastOpenRow(row: RuleRow, text: string): RuleRow | undefined {
  const isEnclosed = row.whole.position + row.whole.length > row.core.position + row.core.length;
  if (isEnclosed) return undefined;
  if (row.kind === 'group') return lastOpenRow(row.rows.at(-1)!, text);
  const core = text.slice(row.core.position, row.core.position + row.core.length);
  const followed = readRows(`${core} -and user.city -eq null`, 'extended');
  return followed.kind === 'rows' && followed.root.kind !== 'group' ? row : undefined;
}

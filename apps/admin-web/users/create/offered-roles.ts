import type { Row } from '../../lists/list-column.ts';

/** Roles that can be given and are not chosen, whose name has all the words typed, by name. */
export function offeredRoles(
  all: readonly Row[],
  chosen: readonly Row[],
  typed: string,
  nameOf: (role: Row) => string,
): readonly Row[] {
  const words = typed.toLowerCase().split(/\s+/);
  const taken = new Set(chosen.map(({ id }) => id));
  return all
    .filter((role) => role.isEnabled !== false && !taken.has(role.id))
    .filter((role) => words.every((word) => nameOf(role).toLowerCase().includes(word)))
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

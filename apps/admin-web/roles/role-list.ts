import { actionsOf, type RoleDefinition } from './role-records.ts';

/** A role as a row of the list: with how often it is assigned where the person may know. */
export type RoleRow = RoleDefinition & {
  readonly permissions: number;
  readonly active: number | undefined;
  readonly eligible: number | undefined;
} & Readonly<Record<string, unknown>>;

type Held = readonly { readonly roleDefinitionId?: string }[] | undefined;

/** Rows of all roles, with the counts of what is assigned. */
export function roleRows(roles: readonly RoleDefinition[], active: Held, eligible: Held): readonly RoleRow[] {
  const [actives, eligibles] = [countsOf(active), countsOf(eligible)];
  return roles.map((role) => ({
    ...role,
    permissions: actionsOf(role).length,
    active: actives && (actives.get(role.id) ?? 0),
    eligible: eligibles && (eligibles.get(role.id) ?? 0),
  }));
}

function countsOf(held: Held): ReadonlyMap<string, number> | undefined {
  if (held === undefined) return undefined;
  const counts = new Map<string, number>();
  for (const { roleDefinitionId: id = '' } of held) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** What a list of roles is asked. */
export interface RoleQuestion {
  readonly search: string;
  readonly toggles: ReadonlySet<string>;
  readonly sort: { readonly property: string; readonly isDescending: boolean } | undefined;
}

const fold = (text: string) => text.normalize('NFKD').toLowerCase();

/** The rows that match, in order: by name unless another column was chosen. */
export function matchingRoles(rows: readonly RoleRow[], { search, toggles, sort }: RoleQuestion): readonly RoleRow[] {
  const words = fold(search)
    .split(/\s+/)
    .filter((each) => each !== '');
  const kept = rows.filter((row) => {
    const text = fold(`${row.displayName} ${row.description ?? ''}`);
    return (
      words.every((word) => text.includes(word)) &&
      !(toggles.has('custom') && row.isBuiltIn) &&
      !(toggles.has('privileged') && !row.isPrivileged) &&
      !(toggles.has('assigned') && (row.active ?? 0) + (row.eligible ?? 0) === 0)
    );
  });
  const by = sort?.property ?? 'displayName';
  const sign = sort?.isDescending === true ? -1 : 1;
  return [...kept].sort((a, b) => sign * compared(a[by], b[by]) || a.displayName.localeCompare(b.displayName));
}

function compared(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '').localeCompare(String(b ?? ''));
}

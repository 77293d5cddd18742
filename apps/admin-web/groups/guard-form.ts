import type { FormField } from '../forms/form-field.ts';

/** What the guard of a group or the directory can limit, with the highest value of each; the lowest is 0. */
const highest = {
  leavingPercent: 100,
  leavingCount: 2_147_483_647,
  joiningCount: 2_147_483_647,
  approvalHours: 8760,
} as const;
type GuardField = keyof typeof highest;

type Guard = Readonly<Record<string, number | null>>;

/** The fields of a form about a guard. */
export function guardFields(
  words: Readonly<Record<GuardField, { readonly label: string; readonly hint: string }>>,
  fault: (most: number) => string,
): readonly FormField[] {
  return (Object.keys(highest) as GuardField[]).map((name) => ({
    name,
    ...words[name],
    kind: 'number',
    check: (value) => {
      const isFine = /^\d+$/.test(value.trim()) && Number(value) <= highest[name];
      return isFine ? undefined : fault(highest[name]);
    },
  }));
}

/** A guard for a form: empty where it sets nothing. */
export function guardValues(guard: Guard | null): Readonly<Record<string, unknown>> {
  return { ...guard };
}

/** The guard to be saved: what is emptied is taken back, and the guard as a whole when nothing is left. */
export function guardOf(guard: Guard | null, changed: Readonly<Record<string, unknown>>): Guard | null {
  const merged = Object.entries({ ...guard, ...changed }).filter(([, value]) => typeof value === 'number');
  return merged.length === 0 ? null : (Object.fromEntries(merged) as Guard);
}

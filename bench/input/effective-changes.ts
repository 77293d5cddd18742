import type { RuleValue } from '@muster/rules';
import type { ValueChange, Workload } from './workload.ts';

/** The changes that give a user another value than the one they have: whoever stores nothing else has less to do. */
export function effectiveChanges({ users, changes }: Workload): ValueChange[] {
  const values = new Map<number, Record<string, RuleValue | undefined>>();
  for (const { user } of changes) values.set(user, {});
  let place = 0;
  for (const user of users()) {
    if (values.has(place)) values.set(place, { ...user.values });
    place += 1;
  }
  return changes.filter(({ user, name, value }) => {
    const held = values.get(user)!;
    if ((held[name] ?? null) === value) return false;
    held[name] = value;
    return true;
  });
}

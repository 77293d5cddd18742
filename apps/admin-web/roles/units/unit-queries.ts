import type { AccessKind } from '../held.ts';
import { useSchedules } from '../role-queries.ts';
import type { AccessSchedule } from '../role-records.ts';

/** A role that somebody holds, or can activate, in an administrative unit. */
export interface UnitRole {
  readonly kind: AccessKind;
  readonly schedule: AccessSchedule;
}

/** Who holds or can activate which role in a unit. */
export function useUnitRoles(id: string): readonly UnitRole[] {
  const filter = encodeURIComponent(`directoryScopeId eq '/administrativeUnits/${id}'`);
  const query = `$expand=principal&$filter=${filter}`;
  const lists = { assignment: useSchedules('assignment', query), eligibility: useSchedules('eligibility', query) };
  return (['assignment', 'eligibility'] as const).flatMap((kind) =>
    (lists[kind].data ?? []).map((schedule) => ({ kind, schedule })),
  );
}

import type { ObjectNumber } from '@muster/kernel';
import type { ReadSession } from '../ports/directory-store.ts';
import { type GuardLimits, guardLimitsOf } from './guard-limits.ts';

/** A group's limits in force, and the name by which messages call it. */
export interface GroupGuard {
  readonly limits: GuardLimits;
  readonly name: string;
}

/** The guards of living groups, by number; one round trip for any number of them up to 10,000. */
export async function guardsOf(
  session: ReadSession,
  numbers: readonly ObjectNumber[],
): Promise<ReadonlyMap<ObjectNumber, GroupGuard>> {
  const [organization, groups] = await Promise.all([
    session.settings.organization(),
    session.objects.findByNumbers(numbers, ['group']),
  ]);
  return new Map(
    groups.map(({ number, properties }) => {
      const limits = guardLimitsOf(organization?.properties.membershipGuard, properties.membershipGuard);
      return [number, { limits, name: properties.displayName as string }];
    }),
  );
}

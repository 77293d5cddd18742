import type { PropertyValue } from '../objects/directory-object.ts';
import type { HeldPass, PassApproval } from '../ports/rule-store.ts';

/** What a pass may do to a group unasked. */
export interface GuardLimits {
  /** A pass is held when more than this share of the members would leave, in percent ... */
  readonly leavingPercent: number;
  /** ... and more than this number of them. */
  readonly leavingCount: number;
  /** A pass is held when more than this number would join. */
  readonly joiningCount: number;
  /** How long a held pass waits for an approval. */
  readonly approvalHours: number;
}

/** The limits of a directory that has set none. */
export const defaultGuardLimits: GuardLimits = {
  leavingPercent: 20,
  leavingCount: 25,
  joiningCount: 200_000,
  approvalHours: 72,
};

/** The fields of `membershipGuard`, of the organization and of a group, with their highest values; the lowest is 0. */
export const guardFields: Readonly<Record<keyof GuardLimits, number>> = {
  leavingPercent: 100,
  leavingCount: 2_147_483_647,
  joiningCount: 2_147_483_647,
  approvalHours: 8760,
};

/** The limits in force: those of the group where it has them, then those of the organization, then the defaults. */
export function guardLimitsOf(
  ofOrganization: PropertyValue | undefined,
  ofGroup: PropertyValue | undefined,
): GuardLimits {
  return { ...defaultGuardLimits, ...givenLimits(ofOrganization), ...givenLimits(ofGroup) };
}

function givenLimits(value: PropertyValue | undefined): Partial<GuardLimits> {
  const fields = Object.entries(value ?? {}).filter(
    ([name, limit]) => name in guardFields && typeof limit === 'number',
  );
  return Object.fromEntries(fields);
}

/**
 * Says what is wrong with limits that are to be saved; undefined when nothing is.
 *
 * @param value a record of some of `guardFields`; null takes the limits back
 */
export function problemOfGuard(value: PropertyValue): string | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value))
    return `some of ${Object.keys(guardFields).join(', ')} are expected`;
  for (const [field, limit] of Object.entries(value)) {
    const highest = guardFields[field as keyof GuardLimits];
    if (highest === undefined) return `\`${field}\` is none of ${Object.keys(guardFields).join(', ')}`;
    if (limit === null) continue;
    if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 0 || limit > highest) {
      return `${field}: a whole number from 0 to ${highest} is expected`;
    }
  }
  return undefined;
}

/** Whether more of the members leave than may unasked. */
export function exceedsLeaving(limits: GuardLimits, members: number, leaving: number): boolean {
  return leaving > limits.leavingCount && leaving * 100 > members * limits.leavingPercent;
}

/** Whether so many movements need an approval, or a larger one than was given. */
export function needsApproval(
  limits: GuardLimits,
  { members, leaving, joining }: Pick<HeldPass, 'members' | 'leaving' | 'joining'>,
  approval: PassApproval | null,
): boolean {
  const isTooManyLeaving = exceedsLeaving(limits, members, leaving);
  const isTooManyJoining = joining > limits.joiningCount;
  // What was approved may have grown a little while the request waited, by as much as nobody need be asked about.
  const mayLeave = (approval?.leaving ?? 0) + (approval === null ? 0 : limits.leavingCount);
  const mayJoin = (approval?.joining ?? 0) + (approval === null ? 0 : limits.leavingCount);
  return (isTooManyLeaving && leaving > mayLeave) || (isTooManyJoining && joining > mayJoin);
}

import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import type { ReadonlyMemberships } from '@muster/roster';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject, User } from '../objects/directory-object.ts';
import { type AuthorizationPolicy, guestRoleIds, readAuthorizationPolicy } from '../policies/authorization-policy.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { CustomRole, ReachingAssignment } from '../ports/role-store.ts';
import { holdsBy } from '../roles/holds-by.ts';
import { findBuiltInRole } from '../roles/role-definition.ts';
import { parseScope, wholeDirectory } from '../roles/role-scope.ts';
import { noRoles } from './held-roles.ts';
import type { HeldRole, HeldRoles, Level, PersonRights } from './person-rights.ts';

/** Nobody owns more of them. */
const mostOwned = 10_000;
const ownedHiddenGroups = {
  types: ['group'],
  scope: { kind: 'relation', relation: 'ownedObjects' },
  filter: { op: 'eq', path: ['visibility'], value: 'HiddenMembership' },
  orderBy: null,
  limit: mostOwned,
  after: null,
  wantsCount: false,
} as const;

/** A person and what they may do. */
export interface PersonStanding {
  readonly user: User;
  readonly rights: PersonRights;
}

/**
 * What a person may do at this moment: their level, the roles they hold now by the directory's clock, themselves or as direct members of role-assignable
 * groups, and the authorization policy. Read anew for every request, in one round trip, so that whatever is changed
 * counts from the next request on.
 *
 * @param tokenIssuedAt when the token was made by which the person is known. Tokens name whole seconds: one made in the
 *   second in which the sessions were revoked counts as made before
 * @throws AppError PERSON_NOT_SIGNED_IN when the user is unknown, deleted or disabled, or the sessions were revoked after
 *   the token was made
 */
export async function rightsOfPerson(
  directory: Directory,
  session: ReadSession,
  userId: ObjectId,
  tokenIssuedAt: Instant,
): Promise<PersonStanding> {
  const asked = [
    session.objects.find('user', userId),
    session.roles.assignmentsReaching(userId, directory.clock()),
    session.roles.customRoles(),
    readAuthorizationPolicy(session.settings),
    session.objects.list({ ...ownedHiddenGroups, scope: { ...ownedHiddenGroups.scope, of: userId } }, null),
    session.catchUpMemberships(),
  ] as const;
  // All of them: nothing may still be asking when the session ends.
  await Promise.allSettled(asked);
  const [user, assignments, customRoles, policy, owned] = await Promise.all(asked);
  if (user === undefined || !isSignedIn(user, tokenIssuedAt)) throw directoryErrors.PERSON_NOT_SIGNED_IN({});
  return {
    user,
    rights: {
      level: levelOf(user, policy),
      ...heldRoles(directory, user, assignments, customRoles),
      policy,
      isMemberOf: (group) => directory.memberships.has(group, user.number),
      ownedHiddenGroups: new Set(owned.objects.map((group) => group.number)),
    },
  };
}

function unitsHolding(
  memberships: ReadonlyMemberships,
  assignments: readonly ReachingAssignment[],
): HeldRoles['unitsHolding'] {
  const units = new Map<ObjectId, ObjectNumber>();
  for (const { scope, unitNumber } of assignments) {
    const parsed = parseScope(scope);
    if (parsed?.kind === 'administrativeUnit' && unitNumber !== null) units.set(parsed.id, unitNumber);
  }
  if (units.size === 0) return noRoles.unitsHolding;
  return (object) => new Set([...units].filter(([, unit]) => memberships.has(unit, object)).map(([id]) => id));
}

function isSignedIn({ properties }: User, tokenIssuedAt: Instant): boolean {
  const validFrom = (properties.signInSessionsValidFromDateTime ?? 0) as number;
  return properties.accountEnabled !== false && tokenIssuedAt >= validFrom;
}

/** Guests have the level that the policy gives them, everybody else is a member. @see B2B and governance spec §1.6 */
export function levelOf(user: User, policy: AuthorizationPolicy): Level {
  if (user.properties.userType !== 'Guest') return 'member';
  if (policy.guestUserRoleId === guestRoleIds.member) return 'member';
  return policy.guestUserRoleId === guestRoleIds.restrictedGuest ? 'restrictedGuest' : 'guest';
}

/** The roles that the principal holds by these assignments, which reach it. Memberships are caught up with before. */
export function heldRoles(
  directory: Directory,
  principal: Pick<DirectoryObject, 'id' | 'number'>,
  assignments: readonly ReachingAssignment[],
  customRoles: readonly CustomRole[],
): HeldRoles {
  const held = assignments.filter((assignment) => holdsBy(directory.memberships, principal, assignment));
  return {
    roles: held.flatMap((assignment) => heldRole(assignment, principal.id, customRoles) ?? []),
    unitsHolding: unitsHolding(directory.memberships, held),
  };
}

/** @returns undefined for a role that is switched off or unknown to this version */
function heldRole(
  { roleId, principalId, scope }: ReachingAssignment,
  person: ObjectId,
  customRoles: readonly CustomRole[],
): HeldRole | undefined {
  const parsed = parseScope(scope);
  const custom = customRoles.find((each) => each.id === roleId);
  const role = custom ?? findBuiltInRole(roleId);
  if (role === undefined || parsed === undefined || custom?.isEnabled === false) return undefined;
  return {
    roleId,
    displayName: role.displayName,
    actions: new Set(role.actions),
    scope: parsed.kind === 'directory' ? wholeDirectory : parsed,
    viaGroup: principalId === person ? null : principalId,
  };
}

import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import type { Directory } from '../context.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { CustomRole } from '../ports/role-store.ts';
import { customDefinition, findBuiltInRole } from '../roles/role-definition.ts';
import type { Protection } from './protection.ts';

interface Account {
  readonly id: ObjectId;
  readonly number: ObjectNumber;
}

/** What guards these users; a fixed number of statements for any number of them. At most 1,000. */
export async function protectionsOf(
  directory: Directory,
  session: ReadSession,
  users: readonly Account[],
): Promise<ReadonlyMap<ObjectId, Protection>> {
  const { memberships } = directory;
  const ids = users.map((user) => user.id);
  const [active, eligible, groups, customRoles] = await Promise.all([
    session.roles.assignments(),
    session.privilegedAccess.eligibilities(),
    session.roles.assignableGroups(),
    session.roles.customRoles(),
    session.catchUpMemberships(),
  ]);
  const now = directory.clock();
  // Eligible roles guard an account as active ones do: whoever takes it over can activate them.
  const isAhead = ({ endsAt }: { readonly endsAt: Instant | null }) => endsAt === null || endsAt > now;
  const assignments = [...active, ...eligible].filter(isAhead);
  const principals = [...ids, ...groups.map((group) => group.id)];
  const coming = (await session.privilegedAccess.groupSchedules({ isAssignableToRole: true, principals })).filter(
    isAhead,
  );
  const owners = new Set(
    await session.relations.endsAmong(
      groups.map((group) => group.id),
      'owner',
      ids,
    ),
  );
  const numbers = new Map<string, ObjectNumber>(groups.map((group) => [group.id, group.number]));
  return new Map(
    users.map((user) => {
      const isIn = (group: ObjectNumber | undefined) => group !== undefined && memberships.has(group, user.number);
      const isOfUser = ({ principalId }: { readonly principalId: ObjectId }) =>
        principalId === user.id || isIn(numbers.get(principalId));
      const held = assignments.filter(isOfUser);
      const isMember = groups.some((group) => isIn(group.number));
      // Whoever can become a member or owner is guarded as one.
      const canBe = coming.some(isOfUser);
      const roles = new Set<string>(held.map((each) => each.roleId));
      return [
        user.id,
        {
          roles,
          isPrivileged: [...roles].some((role) => isPrivilegedRole(role, customRoles)),
          isInRoleAssignableGroup: isMember || canBe || owners.has(user.id),
        },
      ];
    }),
  );
}

/** Roles that this version does not know are taken to be privileged. */
function isPrivilegedRole(id: string, customRoles: readonly CustomRole[]): boolean {
  const custom = customRoles.find((each) => each.id === id);
  const role = custom === undefined ? findBuiltInRole(id) : customDefinition(custom);
  return role?.isPrivileged ?? true;
}

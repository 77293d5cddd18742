import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import type { Directory } from '../context.ts';
import type { ReadSession } from '../ports/directory-store.ts';
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
  const [active, eligible, groups] = await Promise.all([
    session.roles.assignments(),
    session.privilegedAccess.eligibilities(),
    session.roles.assignableGroups(),
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
      const isInRoleAssignableGroup = isMember || canBe || owners.has(user.id);
      return [user.id, { roles: new Set(held.map((each) => each.roleId)), isInRoleAssignableGroup }];
    }),
  );
}

import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize, authorizeSome } from '../authorization/authorize.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type {
  AccessRequest,
  GroupSchedule,
  GroupScheduleFilter,
  RoleEligibility,
  Schedule,
} from '../ports/privileged-access-store.ts';
import { accessOperations } from './access-operations.ts';
import {
  authorizeQuestion,
  type GroupAccessQuestion,
  mayRead,
  mostListed,
  ofOneself,
  type Self,
  seenOfGroups,
} from './reading.ts';
import { isAhead } from './schedules.ts';

type Kind = AccessRequest['kind'];

interface Listed {
  /** `Group`: the person has it as a direct member of the group that is its principal. */
  readonly memberType: 'Direct' | 'Group';
}

/** A schedule of a role as somebody asks for it. */
export type ListedSchedule = RoleEligibility & Schedule & Listed;
/** A schedule of a group as somebody asks for it. */
export type ListedGroupSchedule = GroupSchedule & Listed;

/**
 * Who holds or can activate which role, now and later, oldest first.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function listSchedules(
  directory: Directory,
  caller: Caller,
  kind: Kind,
): Promise<readonly ListedSchedule[]> {
  authorize(caller, 'read eligible and timed roles');
  return directory.store.read(async (session) =>
    (await roleSchedules(directory, session, kind)).map((each) => ({ ...each, memberType: 'Direct' as const })),
  );
}

/**
 * What the person who is signed in holds or can activate of roles, also by groups.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, ROLE_REQUEST_NOT_OWN for whoever is no person
 */
export async function listOwnSchedules(
  directory: Directory,
  caller: Caller,
  kind: Kind,
): Promise<readonly ListedSchedule[]> {
  return ofOneself(directory, caller, 'role', async (session, self) => {
    const all = await roleSchedules(directory, session, kind);
    const groups = new Set(await assignableGroupsOf(directory, session, self));
    const own = all.filter(({ principalId }) => principalId === self.id || groups.has(principalId));
    return own.map((each) => ({ ...each, memberType: memberTypeOf(self, each) }));
  });
}

const memberTypeOf = (self: Self, { principalId }: Schedule) => (principalId === self.id ? 'Direct' : 'Group');

async function roleSchedules(directory: Directory, session: ReadSession, kind: Kind) {
  const all =
    kind === 'assignment' ? await session.roles.assignments() : await session.privilegedAccess.eligibilities();
  const now = directory.clock();
  return all.filter((each) => isAhead(each, now)).map((each) => ({ activatedUsing: null, ...each }));
}

/** Ids of the role-assignable groups of which the person is a direct member. */
async function assignableGroupsOf(
  directory: Directory,
  session: ReadSession,
  self: Self,
): Promise<readonly ObjectId[]> {
  const [groups] = await Promise.all([session.roles.assignableGroups(), session.catchUpMemberships()]);
  return groups.filter((group) => directory.memberships.has(group.number, self.number)).map((group) => group.id);
}

/**
 * Who can be, is or will be a member or owner of a group by schedules, or of which groups somebody, oldest first, at most 5,000.
 * Whoever is a member or owner by hand is not among them.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function listGroupSchedules(
  directory: Directory,
  caller: Caller,
  kind: Kind,
  question: GroupAccessQuestion,
): Promise<readonly ListedGroupSchedule[]> {
  authorizeSome(caller, accessOperations.group.read);
  return directory.store.read(async (session) => {
    await authorizeQuestion({ directory, session }, caller, question);
    const { groupId, principalId } = question;
    if (groupId === null && principalId === null) return [];
    const found = await groupSchedules(directory, session, {
      kind,
      ...(groupId === null ? {} : { groups: [groupId] }),
      ...(principalId === null ? {} : { principals: [principalId] }),
    });
    const seen = await seenOfGroups({ directory, session }, caller, found, (each) => each.groupId);
    return seen.map((each) => ({ ...each, memberType: 'Direct' as const }));
  });
}

async function groupSchedules(
  directory: Directory,
  session: ReadSession,
  wanted: GroupScheduleFilter,
): Promise<readonly GroupSchedule[]> {
  const now = directory.clock();
  const found = await session.privilegedAccess.groupSchedules({ ...wanted, limit: mostListed });
  return found.filter((each) => isAhead(each, now));
}

/**
 * What the person who is signed in is or can activate to be in groups, also as a direct member of groups that can.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, ROLE_REQUEST_NOT_OWN for whoever is no person
 */
export async function listOwnGroupSchedules(
  directory: Directory,
  caller: Caller,
  kind: Kind,
): Promise<readonly ListedGroupSchedule[]> {
  return ofOneself(directory, caller, 'group', async (session, self) => {
    const principals = [self.id, ...(await assignableGroupsOf(directory, session, self))];
    const found = await groupSchedules(directory, session, { kind, principals });
    return found.map((each) => ({ ...each, memberType: memberTypeOf(self, each) }));
  });
}

/**
 * One schedule of a group, for whoever may read about the group, and the person whom it is about.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function getGroupSchedule(
  directory: Directory,
  caller: Caller,
  kind: Kind,
  id: ObjectId,
): Promise<ListedGroupSchedule> {
  authorizeSome(caller, accessOperations.group.read);
  return directory.store.read(async (session) => {
    const [found] = await groupSchedules(directory, session, { id, kind });
    const held = found === undefined ? null : { type: 'group' as const, id: found.groupId, scope: found.access };
    const isSeen = held !== null && (await mayRead({ directory, session }, caller, held, [found!.principalId]));
    if (!isSeen) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    return { ...found!, memberType: 'Direct' };
  });
}

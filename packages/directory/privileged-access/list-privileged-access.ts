import type { ObjectId, ObjectNumber } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize, authorizeSome, isAllowed } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { RequestFilter, RoleRequest } from '../ports/privileged-access-store.ts';
import { isAhead, type Schedule } from './schedules.ts';

/** A schedule as somebody asks for it. */
export interface ListedSchedule extends Schedule {
  /** `Group`: the person has it as a direct member of the group that is its principal. */
  readonly memberType: 'Direct' | 'Group';
}

/**
 * Who holds or can activate which role, now and later, oldest first.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function listSchedules(
  directory: Directory,
  caller: Caller,
  kind: RoleRequest['kind'],
): Promise<readonly ListedSchedule[]> {
  authorize(caller, 'read eligible and timed roles');
  return directory.store.read(async (session) =>
    (await allSchedules(directory, session, kind)).map((each) => ({ ...each, memberType: 'Direct' as const })),
  );
}

/**
 * What the person who is signed in holds or can activate, also by groups.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, ROLE_REQUEST_NOT_OWN for whoever is no person
 */
export async function listOwnSchedules(
  directory: Directory,
  caller: Caller,
  kind: RoleRequest['kind'],
): Promise<readonly ListedSchedule[]> {
  return ofOneself(directory, caller, async (session, self) => {
    const [all, groups] = await Promise.all([
      allSchedules(directory, session, kind),
      session.roles.assignableGroups(),
      session.catchUpMemberships(),
    ]);
    const numbers = new Map(groups.map((group) => [group.id, group.number]));
    const isOwn = ({ principalId }: Schedule) => {
      const group = numbers.get(principalId);
      return principalId === self.id || (group !== undefined && directory.memberships.has(group, self.number));
    };
    const memberType = ({ principalId }: Schedule) => (principalId === self.id ? 'Direct' : 'Group');
    return all.filter(isOwn).map((each) => ({ ...each, memberType: memberType(each) }));
  });
}

async function allSchedules(
  directory: Directory,
  session: ReadSession,
  kind: RoleRequest['kind'],
): Promise<readonly Schedule[]> {
  const all =
    kind === 'assignment' ? await session.roles.assignments() : await session.privilegedAccess.eligibilities();
  const now = directory.clock();
  return all.filter((each) => isAhead(each, now)).map((each) => ({ activatedUsing: null, ...each }));
}

/** The most requests that are listed. */
const mostRequests = 5000;

/** The newest 5,000 requests, newest first. @throws AppError INSUFFICIENT_PRIVILEGES */
export async function listRoleRequests(
  directory: Directory,
  caller: Caller,
  wanted: Omit<RequestFilter, 'limit'>,
): Promise<readonly RoleRequest[]> {
  authorize(caller, 'read eligible and timed roles');
  return directory.store.read((session) => session.privilegedAccess.requests({ ...wanted, limit: mostRequests }));
}

/**
 * Requests about the person who is signed in, or made by them, newest first.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, ROLE_REQUEST_NOT_OWN for whoever is no person
 */
export async function listOwnRequests(
  directory: Directory,
  caller: Caller,
  kind: RoleRequest['kind'],
  as: 'principal' | 'createdBy',
): Promise<readonly RoleRequest[]> {
  return ofOneself(directory, caller, (session, { id }) => {
    const own = as === 'principal' ? { principalId: id } : { createdBy: id };
    return session.privilegedAccess.requests({ kind, ...own, limit: mostRequests });
  });
}

/**
 * One request, for whoever may read all, whom it is about or who made it.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function getRoleRequest(
  directory: Directory,
  caller: Caller,
  kind: RoleRequest['kind'],
  id: ObjectId,
): Promise<RoleRequest> {
  const { actor } = caller;
  authorizeSome(caller, 'read eligible and timed roles');
  const [found] = await directory.store.read((session) => session.privilegedAccess.requests({ id, kind, limit: 1 }));
  const isOwn = actor.kind === 'user' && [found?.principalId, found?.createdBy.id].includes(actor.id);
  if (found === undefined || !(isOwn || isAllowed(actor, 'read eligible and timed roles'))) {
    throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  }
  return found;
}

interface Self {
  readonly id: ObjectId;
  readonly number: ObjectNumber;
}

async function ofOneself<R>(
  directory: Directory,
  caller: Caller,
  work: (session: ReadSession, self: Self) => Promise<R>,
): Promise<R> {
  const { actor } = caller;
  authorizeSome(caller, 'read eligible and timed roles');
  if (actor.kind !== 'user') throw directoryErrors.ROLE_REQUEST_NOT_OWN({ action: 'filterByCurrentUser' });
  return directory.store.read(async (session) => {
    const self = await session.objects.find('user', actor.id);
    if (self === undefined) throw directoryErrors.PERSON_NOT_SIGNED_IN({});
    await authorizeFor({ directory, session }, caller, 'read eligible and timed roles', self);
    return work(session, self);
  });
}

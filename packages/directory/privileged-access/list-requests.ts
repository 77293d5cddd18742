import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize, authorizeSome } from '../authorization/authorize.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { AccessRequest, Held, RequestFilter } from '../ports/privileged-access-store.ts';
import { accessOperations } from './access-operations.ts';
import {
  authorizeQuestion,
  type GroupAccessQuestion,
  mayRead,
  mostListed,
  ofOneself,
  seenOfGroups,
} from './reading.ts';

type Kind = AccessRequest['kind'];

/** The newest 5,000 requests about roles, newest first. @throws AppError INSUFFICIENT_PRIVILEGES */
export async function listRoleRequests(
  directory: Directory,
  caller: Caller,
  wanted: Omit<RequestFilter, 'limit' | 'type'>,
): Promise<readonly AccessRequest[]> {
  authorize(caller, accessOperations.role.read);
  return directory.store.read((session) =>
    session.privilegedAccess.requests({ ...wanted, type: 'role', limit: mostListed }),
  );
}

/**
 * Requests about access to a group, or of one user, newest first, at most 5,000.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function listGroupRequests(
  directory: Directory,
  caller: Caller,
  kind: Kind,
  question: GroupAccessQuestion,
): Promise<readonly AccessRequest[]> {
  authorizeSome(caller, accessOperations.group.read);
  return directory.store.read(async (session) => {
    await authorizeQuestion({ directory, session }, caller, question);
    const { groupId, principalId } = question;
    if (groupId === null && principalId === null) return [];
    const found = await session.privilegedAccess.requests({
      kind,
      type: 'group',
      limit: mostListed,
      ...(groupId === null ? {} : { heldId: groupId }),
      ...(principalId === null ? {} : { principalId }),
    });
    return seenOfGroups({ directory, session }, caller, found, ({ held }) => held.id);
  });
}

/**
 * Requests about the person who is signed in, or made by them, newest first.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, ROLE_REQUEST_NOT_OWN for whoever is no person
 */
export async function listOwnRequests(
  directory: Directory,
  caller: Caller,
  type: Held['type'],
  kind: Kind,
  as: 'principal' | 'createdBy',
): Promise<readonly AccessRequest[]> {
  return ofOneself(directory, caller, type, (session, { id }) => {
    const own = as === 'principal' ? { principalId: id } : { createdBy: id };
    return session.privilegedAccess.requests({ type, kind, ...own, limit: mostListed });
  });
}

/**
 * One request, for whoever may read about what it is about, whom it is about or who made it.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function getAccessRequest(
  directory: Directory,
  caller: Caller,
  type: Held['type'],
  kind: Kind,
  id: ObjectId,
): Promise<AccessRequest> {
  authorizeSome(caller, accessOperations[type].read);
  return directory.store.read(async (session) => {
    const [found] = await session.privilegedAccess.requests({ id, type, kind, limit: 1 });
    const concerned = [found?.principalId ?? null, found?.createdBy.id ?? null];
    if (found === undefined || !(await mayRead({ directory, session }, caller, found.held, concerned))) {
      throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    }
    return found;
  });
}

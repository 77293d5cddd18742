import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { readOperation } from '../authorization/operations-by-type.ts';
import { authorizeRelation, mayFind } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import type { ObjectType } from '../objects/property-definition.ts';
import { requireObject } from '../objects/require-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { seenMemberships } from './seen-memberships.ts';

const maxChecked = 20;
const maxResult = 11_000;

/** Types of which an object can be a member of groups. */
export type MemberType = Extract<ObjectType, 'user' | 'device' | 'group' | 'servicePrincipal'>;

/**
 * Which of the groups the object is a member of, directly or through groups; in the order given.
 *
 * @throws AppError TOO_MANY_IDS above 20, RESOURCE_NOT_FOUND, INSUFFICIENT_PRIVILEGES
 * @see Graph surface spec §11.1: ids of unknown groups are ignored
 */
export async function checkMemberGroups(
  directory: Directory,
  caller: Caller,
  type: MemberType,
  id: ObjectId,
  groupIds: readonly ObjectId[],
): Promise<readonly ObjectId[]> {
  if (!mayFind(caller.actor, type)) authorizeSome(caller, readOperation[type], 'read groups');
  if (groupIds.length > maxChecked) {
    throw directoryErrors.TOO_MANY_IDS({ property: 'groupIds', count: groupIds.length, limit: maxChecked });
  }
  return directory.store.read(async (session) => {
    const known = session.objects.findMany(groupIds, ['group']);
    const object = await caughtUpObject(session, type, id, known);
    authorizeRelation(caller, 'transitiveMemberOf', object);
    const memberOf = await seenMemberships({ directory, session }, caller, 'transitiveMemberOf', object, ['group']);
    const found = new Set((await known).filter((group) => memberOf.has(group.number)).map((group) => group.id));
    return groupIds.filter((groupId) => found.has(groupId));
  });
}

/**
 * Ids of all groups the object is a member of, directly or through groups.
 *
 * @param securityEnabledOnly leaves out groups that are not security-enabled
 * @throws AppError RESULT_TOO_LARGE above 11,000 groups, RESOURCE_NOT_FOUND, INSUFFICIENT_PRIVILEGES
 */
export async function getMemberGroups(
  directory: Directory,
  caller: Caller,
  type: MemberType,
  id: ObjectId,
  securityEnabledOnly: boolean,
): Promise<readonly ObjectId[]> {
  if (!mayFind(caller.actor, type)) authorizeSome(caller, readOperation[type], 'read groups');
  return directory.store.read(async (session) => {
    const object = await caughtUpObject(session, type, id);
    authorizeRelation(caller, 'transitiveMemberOf', object);
    const numbers = [
      ...(await seenMemberships({ directory, session }, caller, 'transitiveMemberOf', object, ['group'])),
    ];
    const groups = [];
    for (let i = 0; i < numbers.length; i += 10_000) {
      groups.push(...(await session.objects.findByNumbers(numbers.slice(i, i + 10_000), ['group'])));
    }
    const wanted = groups.filter((group) => !securityEnabledOnly || group.properties.securityEnabled === true);
    if (wanted.length > maxResult) throw directoryErrors.RESULT_TOO_LARGE({ limit: maxResult });
    return wanted.map((group) => group.id);
  });
}

/** The object, once memory has caught up; in one message with what else the session has begun to ask. */
async function caughtUpObject(
  session: ReadSession,
  type: MemberType,
  id: ObjectId,
  besides?: Promise<unknown>,
): Promise<DirectoryObject> {
  const found = requireObject(session, type, id);
  const caughtUp = session.catchUpMemberships();
  await Promise.allSettled([found, caughtUp, besides]);
  const object = await found;
  await caughtUp;
  return object;
}

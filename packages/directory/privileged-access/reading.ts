import type { ObjectId, ObjectNumber } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize, authorizeSome, isAllowed } from '../authorization/authorize.ts';
import { authorizeFor, isAllowedFor, type Surroundings } from '../authorization/authorize-for.ts';
import { authorizeMembers, mayReadMembers } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { Group } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { Held } from '../ports/privileged-access-store.ts';
import { accessOperations } from './access-operations.ts';

/** The most schedules and requests that are listed. */
export const mostListed = 5000;

/** Whose schedules or requests are asked for: of one group, of one user, or of both; of neither, nothing is told. */
export interface GroupAccessQuestion {
  readonly groupId: ObjectId | null;
  readonly principalId: ObjectId | null;
}

/** Of a group, for whoever may read about it; of a person alone, for whoever may read about every group, and themselves. */
export async function authorizeQuestion(
  surroundings: Surroundings,
  caller: Caller,
  { groupId, principalId }: GroupAccessQuestion,
): Promise<void> {
  const { read } = accessOperations.group;
  authorizeSome(caller, read);
  const { objects } = surroundings.session;
  const wanted = groupId === null ? ([principalId, 'user'] as const) : ([groupId, 'group'] as const);
  if (groupId === null && principalId === null) return;
  if (principalId !== null && caller.actor.kind === 'user' && caller.actor.id === principalId) return;
  const found = wanted[0] === null ? undefined : await objects.find(wanted[1], wanted[0]);
  if (found === undefined) return authorize(caller, read);
  await authorizeFor(surroundings, caller, read, found);
  if (found.type === 'group') authorizeMembers(caller, [found as Group]);
}

/**
 * Of what is about groups, what the caller may know: who comes into a group with hidden membership is for those who may know who
 * is in it, and for the person. One statement for people.
 */
export async function seenOfGroups<T extends { readonly principalId: ObjectId }>(
  { session }: Surroundings,
  { actor }: Caller,
  all: readonly T[],
  groupOf: (each: T) => ObjectId,
): Promise<readonly T[]> {
  if (actor.kind !== 'user' || all.length === 0) return all;
  const ids = [...new Set(all.map(groupOf))];
  const groups = await session.objects.findMany(ids, ['group'], 'any');
  const hidden = new Set(groups.filter((group) => !mayReadMembers(actor, group as Group)).map(({ id }) => id));
  return all.filter((each) => each.principalId === actor.id || !hidden.has(groupOf(each)));
}

/** Whether the caller may read about what is held, or is among those concerned. */
export async function mayRead(
  surroundings: Surroundings,
  caller: Caller,
  { type, id }: Held,
  concerned: readonly (ObjectId | null)[],
): Promise<boolean> {
  const { read } = accessOperations[type];
  const { session } = surroundings;
  if (caller.actor.kind === 'user' && concerned.includes(caller.actor.id)) return true;
  const [group] = type === 'group' ? await session.objects.findMany([id], ['group'], 'any') : [];
  if (group !== undefined) {
    return mayReadMembers(caller.actor, group as Group) && isAllowedFor(surroundings, caller, read, group);
  }
  return isAllowed(caller.actor, read);
}

/** The person who is signed in. */
export interface Self {
  readonly id: ObjectId;
  readonly number: ObjectNumber;
}

/**
 * Reads what is about the person who is signed in.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, ROLE_REQUEST_NOT_OWN for whoever is no person
 */
export async function ofOneself<R>(
  directory: Directory,
  caller: Caller,
  type: Held['type'],
  work: (session: ReadSession, self: Self) => Promise<R>,
): Promise<R> {
  const { actor } = caller;
  const { read } = accessOperations[type];
  authorizeSome(caller, read);
  if (actor.kind !== 'user') throw directoryErrors.ROLE_REQUEST_NOT_OWN({ action: 'filterByCurrentUser' });
  return directory.store.read(async (session) => {
    const self = await session.objects.find('user', actor.id);
    if (self === undefined) throw directoryErrors.PERSON_NOT_SIGNED_IN({});
    await authorizeFor({ directory, session }, caller, read, self);
    return work(session, self);
  });
}

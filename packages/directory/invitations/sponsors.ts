import type { ObjectId } from '@muster/kernel';
import { type Caller, loggedActor } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import { asSeen, authorizeLookUp, authorizeRelation, isShown } from '../authorization/sight.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject, User } from '../objects/directory-object.ts';
import { lockObject, requireObject } from '../objects/require-object.ts';
import type { LinkEnd } from '../ports/relation-store.ts';
import { invitationErrors } from './errors.ts';

/** Most sponsors of one user. @see B2B and governance spec §1.7 */
export const mostSponsors = 5;

/**
 * Makes a user or a group answerable for a user.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, SPONSOR_INVALID, TOO_MANY_SPONSORS, REFERENCE_EXISTS
 */
export async function addSponsor(
  directory: Directory,
  caller: Caller,
  userId: ObjectId,
  sponsorId: ObjectId,
): Promise<void> {
  await changeSponsors(directory, caller, 'add-sponsor', userId, async (change, user) => {
    const present = await change.session.relations.linksFrom(userId, 'sponsor');
    if (present.some(({ id }) => id === sponsorId)) throw directoryErrors.REFERENCE_EXISTS({ relation: 'sponsors' });
    await addSponsorsIn(change, user, [sponsorId]);
  });
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, also when it is no sponsor */
export async function removeSponsor(
  directory: Directory,
  caller: Caller,
  userId: ObjectId,
  sponsorId: ObjectId,
): Promise<void> {
  await changeSponsors(directory, caller, 'remove-sponsor', userId, async (change, user) => {
    if (!(await change.session.relations.removeLink(userId, 'sponsor', sponsorId))) {
      throw directoryErrors.RESOURCE_NOT_FOUND({ id: sponsorId });
    }
    change.fact(user, 'update', { sponsors: [sponsorId, null] });
  });
}

async function changeSponsors(
  directory: Directory,
  caller: Caller,
  operation: string,
  userId: ObjectId,
  work: (change: Change, user: User) => Promise<void>,
): Promise<void> {
  authorizeSome(caller, 'update users');
  await changeDirectory(directory, caller, operation, 'shared', async (change) => {
    const user = await lockObject(change.session, 'user', userId);
    await authorizeFor(change, caller, 'update users', user);
    await work(change, user);
  });
}

/** Adds sponsors to a locked user; those who are sponsors already stay. @throws AppError SPONSOR_INVALID, TOO_MANY_SPONSORS */
export async function addSponsorsIn(change: Change, user: User, sponsorIds: readonly ObjectId[]): Promise<void> {
  if (sponsorIds.length === 0) return;
  const { objects, relations } = change.session;
  const present = new Set((await relations.linksFrom(user.id, 'sponsor')).map(({ id }) => id));
  const wanted = sponsorIds.filter((id) => !present.has(id));
  if (present.size + wanted.length > mostSponsors) throw invitationErrors.TOO_MANY_SPONSORS({ limit: mostSponsors });
  const found = new Map((await objects.findMany(wanted, ['user', 'group'])).map((each) => [each.id, each]));
  for (const id of wanted) {
    const sponsor = found.get(id);
    if (sponsor === undefined || id === user.id) throw invitationErrors.SPONSOR_INVALID({ id });
    await relations.addLink(user, 'sponsor', sponsor);
    change.fact(user, 'update', { sponsors: [null, id] });
  }
}

/** Whoever acts, as an object of the directory; null for the operator and for Muster itself. */
export function actingObject({ actor }: Caller): LinkEnd | null {
  const { kind, id } = loggedActor(actor);
  if (id === null) return null;
  return { id, type: kind === 'application' ? 'servicePrincipal' : 'user' };
}

/**
 * Who invited the user first: a user or a service principal.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND for users whom nobody invited, or whose inviter is gone
 */
export async function getInviter(directory: Directory, caller: Caller, userId: ObjectId): Promise<DirectoryObject> {
  authorizeLookUp(caller, 'user', userId);
  return directory.store.read(async (session) => {
    authorizeRelation(caller, 'invitedBy', await requireObject(session, 'user', userId));
    const [link] = await session.relations.linksFrom(userId, 'invitedBy');
    const [inviter] = link === undefined ? [] : await session.objects.findMany([link.id], ['user', 'servicePrincipal']);
    if (inviter === undefined || !isShown(caller, inviter)) {
      throw directoryErrors.RESOURCE_NOT_FOUND({ id: 'invitedBy' });
    }
    return asSeen(caller, inviter);
  });
}

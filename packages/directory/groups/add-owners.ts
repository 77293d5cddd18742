import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor, authorizeRoleAssignable } from '../authorization/authorize-for.ts';
import type { Operation } from '../authorization/permission-table.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import type { ObjectType } from '../objects/property-definition.ts';
import { lockObject } from '../objects/require-object.ts';
import type { Fact } from '../ports/change-log.ts';
import { forgetOwnership } from '../privileged-access/drop-group-schedules.ts';
import { groupKind } from './group-kind.ts';

const maxOwners = 100;
const maxReferences = 20;
const ownerTypes: readonly ObjectType[] = ['user', 'servicePrincipal'];

/** Types of objects that have owners. */
export type OwnedType = 'group' | 'application' | 'servicePrincipal';

const ownerOperation: Readonly<Record<OwnedType, Operation>> = {
  group: 'change owners of groups',
  application: 'change owners of applications',
  servicePrincipal: 'change owners of applications',
};

/**
 * Adds owners: all of them or none. Owners need not be members.
 *
 * @throws AppError RESOURCE_NOT_FOUND, INSUFFICIENT_PRIVILEGES, OWNER_TYPE_NOT_ALLOWED, REFERENCE_EXISTS,
 *   TOO_MANY_OWNERS above 100, TOO_MANY_REFERENCES above 20 in one call
 */
export async function addOwners(
  directory: Directory,
  caller: Caller,
  type: OwnedType,
  id: ObjectId,
  owners: readonly ObjectId[],
): Promise<void> {
  authorizeSome(caller, ownerOperation[type]);
  if (owners.length > maxReferences) throw directoryErrors.TOO_MANY_REFERENCES({ count: owners.length });
  await changeDirectory(directory, caller, 'add-owners', 'shared', async (change) => {
    const owned = await lockObject(change.session, type, id);
    await authorizeFor(change, caller, ownerOperation[type], owned);
    await authorizeRoleAssignable(change, caller, owned);
    await addOwnersIn(change, owned, owners);
  });
}

/**
 * Adds owners to an object within a change.
 *
 * @param told what the facts tell besides
 */
export async function addOwnersIn(
  change: Change,
  owned: DirectoryObject,
  ids: readonly ObjectId[],
  told: Fact['changes'] = {},
): Promise<void> {
  if (ids.length === 0) return;
  const { objects, relations } = change.session;
  const unique = [...new Set(ids)];
  const found = new Map((await objects.findMany(unique, [...ownerTypes, 'group', 'device'])).map((o) => [o.id, o]));
  const present = await relations.linksFrom(owned.id, 'owner');
  if (present.length + unique.length > maxOwners) throw directoryErrors.TOO_MANY_OWNERS({});
  for (const id of unique) {
    const owner = found.get(id);
    if (owner === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    if (!ownerTypes.includes(owner.type)) throw directoryErrors.OWNER_TYPE_NOT_ALLOWED({ owner: owner.type });
    const isNew = await relations.addLink(owned, 'owner', owner);
    if (!isNew) throw directoryErrors.REFERENCE_EXISTS({ relation: 'owners' });
    change.fact(owned, 'update', { owners: [null, id], ...told });
  }
}

/**
 * Removes an owner. A Microsoft 365 group keeps one owner at least.
 *
 * @throws AppError RESOURCE_NOT_FOUND (also when the object is not an owner), INSUFFICIENT_PRIVILEGES, LAST_OWNER
 */
export async function removeOwner(
  directory: Directory,
  caller: Caller,
  type: OwnedType,
  id: ObjectId,
  owner: ObjectId,
): Promise<void> {
  authorizeSome(caller, ownerOperation[type]);
  await changeDirectory(directory, caller, 'remove-owner', 'shared', async (change) => {
    const owned = await lockObject(change.session, type, id);
    await authorizeFor(change, caller, ownerOperation[type], owned);
    await authorizeRoleAssignable(change, caller, owned);
    const owners = await change.session.relations.linksFrom(id, 'owner');
    if (!owners.some((each) => each.id === owner)) throw directoryErrors.RESOURCE_NOT_FOUND({ id: owner });
    if (owned.type === 'group' && groupKind(owned.properties) === 'Microsoft 365') {
      const others = owners.filter((each) => each.id !== owner).map((each) => each.id);
      const living = await change.session.objects.findMany(others, ownerTypes);
      if (living.length === 0) throw directoryErrors.LAST_OWNER({});
    }
    await change.session.relations.removeLink(id, 'owner', owner);
    change.fact(owned, 'update', { owners: [owner, null] });
    if (owned.type === 'group') await forgetOwnership(change, id, owner);
  });
}

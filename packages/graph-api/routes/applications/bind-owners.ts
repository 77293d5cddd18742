import { addOwners, authorize, directoryErrors, type OwnedType } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import type { GraphApi, GraphRequest } from '../../routing/graph-request.ts';
import type { ObjectReference } from '../../wire/object-reference.ts';
import { referencedIds } from '../objects/addressed-object.ts';

/**
 * The ids of owners that a new application's body binds, all of which exist: so that nothing is created when one is
 * wrong.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, OWNER_TYPE_NOT_ALLOWED
 */
export async function existingOwners(
  api: GraphApi,
  request: GraphRequest,
  references: readonly ObjectReference[],
): Promise<readonly ObjectId[]> {
  authorize(request.caller, 'change applications');
  if (references.length === 0) return [];
  const ids = await referencedIds(api, request, references);
  const found = await api.directory.store.read((session) =>
    session.objects.findMany(ids, ['user', 'servicePrincipal', 'group', 'device']),
  );
  for (const id of ids) {
    const owner = found.find((each) => each.id === id);
    if (owner === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    if (owner.type === 'group' || owner.type === 'device') {
      throw directoryErrors.OWNER_TYPE_NOT_ALLOWED({ owner: owner.type });
    }
  }
  return ids;
}

/** Adds owners; none is no change. */
export async function bindOwners(
  api: GraphApi,
  request: GraphRequest,
  type: OwnedType,
  id: ObjectId,
  owners: readonly ObjectId[],
): Promise<void> {
  if (owners.length > 0) await addOwners(api.directory, request.caller, type, id, owners);
}

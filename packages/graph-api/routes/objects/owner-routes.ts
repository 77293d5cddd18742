import { addOwners, type OwnedType, removeOwner } from '@muster/directory';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { collectionOf } from '../../wire/complex-types.ts';
import { readJsonObject } from '../../wire/json-body.ts';
import { readReferenceBody } from '../../wire/object-reference.ts';
import { addressedId, referencedId, segmentId } from './addressed-object.ts';
import { relationRoutes } from './relation-routes.ts';

/**
 * Reading, adding and removing owners.
 *
 * @see Graph surface spec §6.4
 */
export function ownerRoutes(type: OwnedType): readonly Route[] {
  const add: Handler = async (api, request) => {
    const reference = readReferenceBody(readJsonObject(request.body));
    const owned = await addressedId(api, request, type);
    await addOwners(api.directory, request.caller, type, owned, [await referencedId(api, request, reference)]);
    return noContent;
  };
  const remove: Handler = async (api, request) => {
    const owner = segmentId(request.segments[1]!);
    await removeOwner(api.directory, request.caller, type, await addressedId(api, request, type), owner);
    return noContent;
  };
  const path = `${collectionOf[type]}/{}/owners`;
  return [...relationRoutes(type, 'owners'), route(`POST ${path}/$ref`, add), route(`DELETE ${path}/{}/$ref`, remove)];
}

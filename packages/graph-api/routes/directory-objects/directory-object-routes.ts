import {
  deleteAdministrativeUnit,
  deleteApplication,
  deleteDevice,
  deleteGroup,
  deleteUser,
  directoryErrors,
  getObjectsById,
  type ObjectType,
  objectTypes,
} from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { type GraphApi, type GraphRequest, type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { memberOperationRoutes } from '../memberships/member-operation-routes.ts';
import { segmentId } from '../objects/addressed-object.ts';
import { answerObject } from '../objects/answer-object.ts';
import { narrowTypes } from '../objects/cast-types.ts';
import { getAvailableExtensionProperties } from './get-available-extension-properties.ts';
import { getByIds } from './get-by-ids.ts';

/** The object of whichever type that the address names. */
async function find<T extends ObjectType>(api: GraphApi, request: GraphRequest, types: readonly T[]) {
  const id = segmentId(request.segments[0]!);
  const [object] = await getObjectsById(api.directory, request.caller, [id], types);
  if (object === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return { ...object, type: object.type as T };
}

const read: Handler = (api, request) => {
  const { types, isPolymorphic } = narrowTypes(objectTypes, true, request.segments);
  return answerObject(api, request, {
    types,
    isPolymorphic,
    find: () => find(api, request, types),
  });
};

const deleteOne: Readonly<Record<ObjectType, (api: GraphApi, request: GraphRequest, id: ObjectId) => Promise<void>>> = {
  user: ({ directory }, { caller }, id) => deleteUser(directory, caller, id),
  device: ({ directory }, { caller }, id) => deleteDevice(directory, caller, id),
  group: ({ directory }, { caller }, id) => deleteGroup(directory, caller, id),
  application: ({ directory }, { caller }, id) => deleteApplication(directory, caller, 'application', id),
  servicePrincipal: ({ directory }, { caller }, id) => deleteApplication(directory, caller, 'servicePrincipal', id),
  administrativeUnit: ({ directory }, { caller }, id) => deleteAdministrativeUnit(directory, caller, id),
};

const remove: Handler = async (api, request) => {
  const { type, id } = await find(api, request, objectTypes);
  await deleteOne[type](api, request, id);
  return noContent;
};

const memberTypes = ['user', 'group', 'device', 'servicePrincipal'] as const;

/** @see Graph surface spec §11.3 */
export const directoryObjectRoutes: readonly Route[] = [
  route('GET directoryObjects/{}', read, { casts: [...objectTypes, 'directoryObject'] }),
  route('DELETE directoryObjects/{}', remove),
  route('POST directoryObjects/getByIds', getByIds),
  route('POST directoryObjects/getAvailableExtensionProperties', getAvailableExtensionProperties),
  ...memberOperationRoutes('directoryObjects/{}', (api, request) => find(api, request, memberTypes)),
];

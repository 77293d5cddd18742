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
import { readQueryOptions } from '../../odata/query-options.ts';
import {
  type GraphAnswer,
  type GraphApi,
  type GraphRequest,
  type Handler,
  noContent,
} from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { entityAnswer } from '../../wire/answers.ts';
import { memberOperationRoutes } from '../memberships/member-operation-routes.ts';
import { segmentId } from '../objects/addressed-object.ts';
import { answerObject } from '../objects/answer-object.ts';
import { narrowTypes } from '../objects/cast-types.ts';
import { readRecordSelect } from '../organization/record-answers.ts';
import { getAvailableExtensionProperties } from './get-available-extension-properties.ts';
import { getByIds } from './get-by-ids.ts';
import { castableTypes, kindsOf, presentOther } from './other-objects.ts';

/** The object of whichever type that the address names. */
async function find<T extends ObjectType>(api: GraphApi, request: GraphRequest, types: readonly T[]) {
  const id = segmentId(request.segments[0]!);
  const [object] = await getObjectsById(api.directory, request.caller, [id], types);
  if (object === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return { ...object, type: object.type as T };
}

/** An object of a kind that is kept elsewhere; undefined when the id is of none that the caller may read. */
async function answerOther(api: GraphApi, request: GraphRequest): Promise<GraphAnswer | undefined> {
  const cast = request.segments.find((segment) => segment.cast !== undefined)?.cast;
  const id = segmentId(request.segments[0]!);
  for (const kind of kindsOf(cast === undefined ? undefined : [cast])) {
    if (!kind.mayRead(request)) continue;
    const [record] = await kind.find(api, request, new Set([id]));
    if (record === undefined) continue;
    const options = readQueryOptions(request.queryString);
    const select = readRecordSelect(options.get('select'), kind.type);
    const shown = presentOther(request, kind, record, options.get('select'));
    return { status: 200, body: entityAnswer(request, 'directoryObjects', shown, select) };
  }
  return undefined;
}

const read: Handler = async (api, request) => {
  const other = await answerOther(api, request);
  if (other !== undefined) return other;
  const { types, isPolymorphic, isEmpty } = narrowTypes(objectTypes, true, request.segments);
  if (isEmpty) throw directoryErrors.RESOURCE_NOT_FOUND({ id: segmentId(request.segments[0]!) });
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
  route('GET directoryObjects/{}', read, { casts: castableTypes }),
  route('DELETE directoryObjects/{}', remove),
  route('POST directoryObjects/getByIds', getByIds),
  route('POST directoryObjects/getAvailableExtensionProperties', getAvailableExtensionProperties),
  ...memberOperationRoutes('directoryObjects/{}', (api, request) => find(api, request, memberTypes)),
];

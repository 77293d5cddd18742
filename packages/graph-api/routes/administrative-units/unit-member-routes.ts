import { addUnitMembers, createDevice, createGroup, createUser, removeUnitMember } from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import {
  type GraphAnswer,
  type GraphApi,
  type GraphRequest,
  type Handler,
  noContent,
} from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { type JsonObject, readJsonObject } from '../../wire/json-body.ts';
import { readReferenceBody } from '../../wire/object-reference.ts';
import { readPatch } from '../../wire/read-patch.ts';
import { readGroupBody } from '../groups/read-group-body.ts';
import { referencedId, segmentId } from '../objects/addressed-object.ts';
import { answerCreated } from '../objects/answer-object.ts';
import { relationRoutes } from '../objects/relation-routes.ts';
import { readUserBody } from '../users/read-user-body.ts';
import { addressedUnit } from './addressed-unit.ts';

const add: Handler = async (api, request) => {
  const reference = readReferenceBody(readJsonObject(request.body));
  const member = await referencedId(api, request, reference);
  await addUnitMembers(api.directory, request.caller, addressedUnit(request), [member]);
  return noContent;
};

const remove: Handler = async (api, request) => {
  await removeUnitMember(api.directory, request.caller, addressedUnit(request), segmentId(request.segments.at(-2)!));
  return noContent;
};

type Create = (api: GraphApi, request: GraphRequest, body: JsonObject) => Promise<GraphAnswer>;

/** What `@odata.type` names → how such an object is made inside the unit. */
const creations: Readonly<Record<string, Create>> = {
  user: async (api, request) => {
    const { properties, manager } = readUserBody(request, 'create');
    const managerId = manager === undefined ? null : await referencedId(api, request, manager);
    const input = { properties, managerId, unitId: addressedUnit(request) };
    return answerCreated(api, request, await createUser(api.directory, request.caller, input));
  },
  group: async (api, request, body) => {
    const input = { ...(await readGroupBody(api, request, 'create', body)), unitId: addressedUnit(request) };
    return answerCreated(api, request, await createGroup(api.directory, request.caller, input));
  },
  device: async (api, request, body) => {
    const { knownExtensions, caller } = request;
    const { properties } = readPatch({ type: 'device', mode: 'create', body, knownExtensions });
    return answerCreated(api, request, await createDevice(api.directory, caller, properties, addressedUnit(request)));
  },
};

const typeForm = /^#?microsoft\.graph\.(\w+)$/i;

/** `POST members`: 201 with the object that was created inside the unit. */
const create: Handler = (api, request) => {
  const body = readJsonObject(request.body);
  const written = Object.entries(body).find(([name]) => name.toLowerCase() === '@odata.type')?.[1];
  const name = typeof written === 'string' ? typeForm.exec(written)?.[1]?.toLowerCase() : undefined;
  const made = name === undefined || !Object.hasOwn(creations, name) ? undefined : creations[name];
  if (made !== undefined) return made(api, request, body);
  const place = { property: '@odata.type', resource: 'AdministrativeUnit' };
  throw graphErrors.BODY_INVALID_VALUE({ ...place, reason: 'name microsoft.graph.user, group or device' });
};

/**
 * Reading, adding, creating and removing members. There is no `DELETE members/{}`: without `/$ref` it would delete the object.
 *
 * @param collection the address of the units
 * @see Graph surface spec §6.4, §11.3
 */
export function unitMemberRoutes(collection: string): readonly Route[] {
  const path = `${collection}/{}/members`;
  return [
    ...relationRoutes('administrativeUnit', 'members', collection),
    route(`POST ${path}`, create),
    route(`POST ${path}/$ref`, add),
    route(`DELETE ${path}/{}/$ref`, remove),
  ];
}

import { createServicePrincipal, deleteApplication, updateApplication } from '@muster/directory';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { readJsonObject } from '../../wire/json-body.ts';
import { readPatch } from '../../wire/read-patch.ts';
import { memberOperationRoutes } from '../memberships/member-operation-routes.ts';
import { addressedId, addressedObject, referencedIds } from '../objects/addressed-object.ts';
import { answerList } from '../objects/answer-list.ts';
import { answerCreated, answerObject } from '../objects/answer-object.ts';
import { ownerRoutes } from '../objects/owner-routes.ts';
import { relationRoutes } from '../objects/relation-routes.ts';
import { memberOfRoutes } from '../roles/member-of-routes.ts';

const type = 'servicePrincipal';

const list: Handler = (api, request) => answerList(api, request, { types: [type], scope: { kind: 'all' } });

const read: Handler = (api, request) =>
  answerObject(api, request, { types: [type], find: () => addressedObject(api, request, type) });

const create: Handler = async (api, request) => {
  const { knownExtensions, caller } = request;
  const body = readJsonObject(request.body);
  const { properties, references } = readPatch({ type, mode: 'create', body, knownExtensions });
  const owners = await referencedIds(api, request, references.owners);
  const principal = await createServicePrincipal(api.directory, caller, properties, owners);
  return answerCreated(api, request, principal);
};

const update: Handler = async (api, request) => {
  const { knownExtensions, caller } = request;
  const body = readJsonObject(request.body);
  const { properties, references } = readPatch({ type, mode: 'update', body, knownExtensions });
  const id = await addressedId(api, request, type);
  const owners = await referencedIds(api, request, references.owners);
  await updateApplication(api.directory, caller, type, id, properties, owners);
  return noContent;
};

const remove: Handler = async (api, request) => {
  await deleteApplication(api.directory, request.caller, type, await addressedId(api, request, type));
  return noContent;
};

/** @see Graph surface spec §11.9 */
export const servicePrincipalRoutes: readonly Route[] = [
  route('GET servicePrincipals', list),
  route('GET servicePrincipals/$count', list),
  route('POST servicePrincipals', create),
  route('GET servicePrincipals/{}', read),
  route('PATCH servicePrincipals/{}', update),
  route('DELETE servicePrincipals/{}', remove),
  ...ownerRoutes(type),
  ...memberOfRoutes(type, 'memberOf'),
  ...memberOfRoutes(type, 'transitiveMemberOf'),
  ...relationRoutes(type, 'ownedObjects'),
  ...memberOperationRoutes('servicePrincipals/{}', async (api, request) => ({
    type,
    id: await addressedId(api, request, type),
  })),
];

import { createAdministrativeUnit, deleteAdministrativeUnit, updateAdministrativeUnit } from '@muster/directory';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { readJsonObject } from '../../wire/json-body.ts';
import { readPatch } from '../../wire/read-patch.ts';
import { addressedObject, referencedIds } from '../objects/addressed-object.ts';
import { answerList } from '../objects/answer-list.ts';
import { answerCreated, answerObject } from '../objects/answer-object.ts';
import { addressedUnit, unitPosition } from './addressed-unit.ts';
import { scopedMembersOfRoleRoutes, unitRoleRoutes } from './scoped-role-routes.ts';
import { unitMemberRoutes } from './unit-member-routes.ts';

const type = 'administrativeUnit';

const list: Handler = (api, request) => answerList(api, request, { types: [type], scope: { kind: 'all' } });

const read: Handler = (api, request) =>
  answerObject(api, request, {
    types: [type],
    find: () => addressedObject(api, request, type, unitPosition(request)),
  });

const create: Handler = async (api, request) => {
  const { knownExtensions, caller } = request;
  const body = readJsonObject(request.body);
  const { properties, references } = readPatch({ type, mode: 'create', body, knownExtensions });
  const members = await referencedIds(api, request, references.members);
  return answerCreated(api, request, await createAdministrativeUnit(api.directory, caller, properties, members));
};

const update: Handler = async (api, request) => {
  const { knownExtensions, caller } = request;
  const body = readJsonObject(request.body);
  const { properties, references } = readPatch({ type, mode: 'update', body, knownExtensions });
  const members = await referencedIds(api, request, references.members);
  await updateAdministrativeUnit(api.directory, caller, addressedUnit(request), properties, members);
  return noContent;
};

const remove: Handler = async (api, request) => {
  await deleteAdministrativeUnit(api.directory, request.caller, addressedUnit(request));
  return noContent;
};

/** Clients use either address. @see Graph surface spec §11.3 */
export const administrativeUnitRoutes: readonly Route[] = [
  ...['directory/administrativeUnits', 'administrativeUnits'].flatMap((path) => [
    route(`GET ${path}`, list),
    route(`GET ${path}/$count`, list),
    route(`POST ${path}`, create),
    route(`GET ${path}/{}`, read),
    route(`PATCH ${path}/{}`, update),
    route(`DELETE ${path}/{}`, remove),
    ...unitMemberRoutes(path),
    ...unitRoleRoutes(path),
  ]),
  ...scopedMembersOfRoleRoutes,
];

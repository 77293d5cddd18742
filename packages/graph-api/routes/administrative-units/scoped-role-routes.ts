import {
  assignRole,
  complex,
  directoryErrors,
  getDirectoryRole,
  guid,
  listDirectoryRoles,
  listScopedRoleMembers,
  type PropertyTable,
  removeRoleAssignment,
  required,
  type ScopedRoleMember,
  type ScopedRoles,
} from '@muster/directory';
import { type ObjectId, toObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { type GraphApi, type GraphRequest, type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { addressedId, segmentId, segmentKey } from '../objects/addressed-object.ts';
import { readRecordBody } from '../organization/read-record-body.ts';
import { answerCreatedRecord, answerRecord, type RecordType } from '../organization/record-answers.ts';
import { answerRoleRecords } from '../roles/answer-role-records.ts';
import { addressedUnit } from './addressed-unit.ts';

/** @see Graph schema v1.0, type scopedRoleMembership */
const scopedRoleType: RecordType = {
  name: 'scopedRoleMembership',
  empty: { id: null, administrativeUnitId: null, roleId: null, roleMemberInfo: null },
};
const context = 'scopedRoleMemberships';

function present({ id, roleId, unitId, memberId, memberName }: ScopedRoleMember): JsonMembers {
  const roleMemberInfo = { id: memberId, displayName: memberName };
  return { id, administrativeUnitId: unitId, roleId, roleMemberInfo };
}

async function answerMembers(api: GraphApi, request: GraphRequest, wanted: ScopedRoles) {
  const found = await listScopedRoleMembers(api.directory, request.caller, wanted);
  return answerRoleRecords(request, context, scopedRoleType, found.map(present));
}

const ofUnit: Handler = (api, request) => answerMembers(api, request, { unitId: addressedUnit(request) });

/** The membership of the unit that the last step of the address names. */
async function addressedMember(api: GraphApi, request: GraphRequest): Promise<ScopedRoleMember> {
  const id = segmentId(request.segments.at(-1)!);
  const all = await listScopedRoleMembers(api.directory, request.caller, { unitId: addressedUnit(request) });
  const found = all.find((each) => each.id === id);
  if (found === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return found;
}

const read: Handler = async (api, request) =>
  answerRecord(request, context, scopedRoleType, present(await addressedMember(api, request)));

const newMember: PropertyTable = {
  roleId: guid(required),
  roleMemberInfo: complex({ id: 'Guid', displayName: 'String' }, required),
  administrativeUnitId: guid(),
};

/** The template of a role that is named by its id among `directoryRoles`, or by the template itself. */
async function templateOf(api: GraphApi, request: GraphRequest, id: ObjectId): Promise<string> {
  const roles = await listDirectoryRoles(api.directory, request.caller);
  return roles.find((role) => role.id === id)?.templateId ?? id;
}

const create: Handler = async (api, request) => {
  const body = readRecordBody(request.body, newMember, 'ScopedRoleMembership');
  const { id: member } = body.roleMemberInfo as { readonly id?: string };
  const principalId = toObjectId(member ?? '');
  if (principalId === undefined) {
    const place = { property: 'roleMemberInfo', resource: 'ScopedRoleMembership' };
    throw graphErrors.BODY_INVALID_VALUE({ ...place, reason: 'the id of whoever is to hold the role is expected' });
  }
  const unitId = addressedUnit(request);
  const made = await assignRole(api.directory, request.caller, {
    roleDefinitionId: await templateOf(api, request, body.roleId as ObjectId),
    principalId,
    directoryScopeId: `/administrativeUnits/${unitId}`,
  });
  const all = await listScopedRoleMembers(api.directory, request.caller, { unitId });
  const location = `${request.root}/directory/administrativeUnits/${unitId}/scopedRoleMembers/${made.id}`;
  const shown = present(all.find((each) => each.id === made.id)!);
  return answerCreatedRecord(request, context, scopedRoleType, shown, location);
};

const remove: Handler = async (api, request) => {
  const { id } = await addressedMember(api, request);
  await removeRoleAssignment(api.directory, request.caller, { id });
  return noContent;
};

/**
 * Who holds which role in a unit.
 *
 * @param collection the address of the units
 * @see Graph surface spec §11.3
 */
export function unitRoleRoutes(collection: string): readonly Route[] {
  const path = `${collection}/{}/scopedRoleMembers`;
  return [
    route(`GET ${path}`, ofUnit),
    route(`POST ${path}`, create),
    route(`GET ${path}/{}`, read),
    route(`DELETE ${path}/{}`, remove),
  ];
}

const ofUser: Handler = async (api, request) =>
  answerMembers(api, request, { userId: await addressedId(api, request, 'user') });

const ofRole: Handler = async (api, request) => {
  const key = segmentKey(request.segments[0]!);
  const wanted = key.kind === 'id' ? { id: key.id } : { templateId: key.value as ObjectId };
  const { templateId } = await getDirectoryRole(api.directory, request.caller, wanted);
  return answerMembers(api, request, { roleId: templateId });
};

/** The same from the side of the person. @see Graph surface spec §11.1 */
export const scopedRoleOfUserRoutes: readonly Route[] = [route('GET users/{}/scopedRoleMemberOf', ofUser)];

/** The same from the side of the role. */
export const scopedMembersOfRoleRoutes: readonly Route[] = [route('GET directoryRoles/{}/scopedMembers', ofRole)];

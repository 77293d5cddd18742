import { directoryErrors } from '../errors.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import type { ObjectType } from '../objects/property-definition.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { RelationName, Scope } from './object-query.ts';

const startTypes: Readonly<Record<RelationName, readonly ObjectType[]>> = {
  members: ['group', 'administrativeUnit'],
  transitiveMembers: ['group'],
  memberOf: ['user', 'device', 'group', 'servicePrincipal'],
  transitiveMemberOf: ['user', 'device', 'group', 'servicePrincipal'],
  owners: ['group', 'application', 'servicePrincipal'],
  ownedObjects: ['user', 'servicePrincipal'],
  directReports: ['user'],
  registeredOwners: ['device'],
  registeredUsers: ['device'],
  ownedDevices: ['user'],
  registeredDevices: ['user'],
  sponsors: ['user'],
  sponsorOf: ['user'],
};

/** @throws AppError RESOURCE_NOT_FOUND when the object that the relation starts from does not exist */
export async function requireStart(
  session: ReadSession,
  scope: Extract<Scope, { kind: 'relation' }>,
): Promise<DirectoryObject> {
  const types = scope.from === undefined ? startTypes[scope.relation] : [scope.from];
  const [start] = await session.objects.findMany([scope.of], types);
  if (start === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id: scope.of });
  return start;
}

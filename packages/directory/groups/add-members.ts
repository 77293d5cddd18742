import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeFor, authorizeRoleAssignable } from '../authorization/authorize-for.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject, Group } from '../objects/directory-object.ts';
import type { ObjectType } from '../objects/property-definition.ts';
import { requireObject } from '../objects/require-object.ts';
import type { Fact } from '../ports/change-log.ts';
import { refuseCircularNesting } from '../rules/refuse-circle.ts';
import { groupKind, isDynamic, isReadOnlyKind, mayContain } from './group-kind.ts';

/** Types of which objects can be members. */
export const memberTypes: readonly ObjectType[] = ['user', 'device', 'group', 'servicePrincipal'];

const maxReferences = 20;

/**
 * Adds assigned members: all of them or, when one cannot be added, none.
 *
 * @param ids at most 20
 * @throws AppError RESOURCE_NOT_FOUND, INSUFFICIENT_PRIVILEGES, DYNAMIC_GROUP_MEMBERS, MAIL_ENABLED_GROUP_MEMBERS,
 *   SYNCED_OBJECT, TOO_MANY_REFERENCES, REFERENCE_EXISTS, MEMBER_TYPE_NOT_ALLOWED, GROUP_CONTAINS_ITSELF, RULE_CIRCLE
 * @see Graph surface spec §6.4; rule language spec §7.7 for the order of checks
 */
export async function addMembers(
  directory: Directory,
  caller: Caller,
  groupId: ObjectId,
  ids: readonly ObjectId[],
): Promise<void> {
  await changeDirectory(directory, caller, 'add-members', 'shared', async (change) => {
    const group = await requireObject(change.session, 'group', groupId);
    await authorizeMemberChange(change, caller, group);
    refuseFixedMembers(group);
    if (ids.length > maxReferences) throw directoryErrors.TOO_MANY_REFERENCES({ count: ids.length });
    await addMembersIn(change, group, ids);
  });
}

/**
 * Adds members to a group that takes them by hand, within a change.
 *
 * @param told what the facts tell besides
 */
export async function addMembersIn(
  change: Change,
  group: Group,
  ids: readonly ObjectId[],
  told: Fact['changes'] = {},
): Promise<void> {
  if (ids.length === 0) return;
  const members = await lockMembers(change, ids);
  for (const member of members) {
    if (member.id === group.id) throw directoryErrors.GROUP_CONTAINS_ITSELF({});
    if (!mayContain(group.properties, member.type, member.properties)) {
      throw directoryErrors.MEMBER_TYPE_NOT_ALLOWED({ member: memberName(member), group: groupName(group) });
    }
  }
  await change.catchUp();
  if (members.some((member) => change.isMember(group.number, member.number))) {
    throw directoryErrors.REFERENCE_EXISTS({ relation: 'members' });
  }
  for (const member of members) {
    change.move(group.number, member.number, true);
    change.fact(group, 'update', { members: [null, member.id], ...told });
  }
  if (members.some((member) => member.type === 'group')) await refuseCircularNesting(change);
}

/** Locks the objects, users in one statement and the few others one by one, in ascending order of id. */
export async function lockMembers(change: Change, ids: readonly ObjectId[]): Promise<DirectoryObject[]> {
  const { objects } = change.session;
  const wanted = [...new Set(ids)].sort();
  const found = await objects.findMany(wanted, memberTypes);
  const locked = new Map<ObjectId, DirectoryObject>();
  const users = found.filter((object) => object.type === 'user').map((object) => object.id);
  for (const user of users.length > 0 ? await objects.lockUsers(users.sort()) : []) locked.set(user.id, user);
  for (const { type, id } of found.filter((object) => object.type !== 'user').sort(byId)) {
    const object = await objects.lock(type, id);
    if (object !== undefined) locked.set(id, object);
  }
  for (const id of wanted) if (!locked.has(id)) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return wanted.map((id) => locked.get(id)!);
}

const byId = (a: DirectoryObject, b: DirectoryObject) => (a.id < b.id ? -1 : 1);

/** @throws AppError INSUFFICIENT_PRIVILEGES; RESOURCE_NOT_FOUND when the caller may not even read the group */
export async function authorizeMemberChange(change: Change, caller: Caller, group: Group): Promise<void> {
  await authorizeFor(change, caller, 'change members', group);
  await authorizeRoleAssignable(change, caller, group);
}

/** @throws AppError DYNAMIC_GROUP_MEMBERS, MAIL_ENABLED_GROUP_MEMBERS, SYNCED_OBJECT */
export function refuseFixedMembers(group: Group): void {
  if (isDynamic(group.properties)) {
    throw directoryErrors.DYNAMIC_GROUP_MEMBERS({}, { inner: { reason: 'DynamicMembershipGroup' } });
  }
  if (isReadOnlyKind(groupKind(group.properties))) throw directoryErrors.MAIL_ENABLED_GROUP_MEMBERS({});
  if (group.properties.onPremisesSyncEnabled === true) throw directoryErrors.SYNCED_OBJECT({ properties: ['members'] });
}

function groupName(group: Group): string {
  const kind = groupKind(group.properties);
  return group.properties.isAssignableToRole === true ? 'role-assignable group' : `${kind} group`;
}

/** What the object is, in words. */
export function memberName(member: DirectoryObject): string {
  if (member.type === 'group') return `${groupKind(member.properties)} group`;
  return member.type === 'servicePrincipal' ? 'service principal' : member.type;
}

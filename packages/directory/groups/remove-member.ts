import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { requireObject } from '../objects/require-object.ts';
import { authorizeMemberChange, memberTypes, refuseFixedMembers } from './add-members.ts';

/**
 * Removes an assigned member.
 *
 * @throws AppError RESOURCE_NOT_FOUND (also when the object is not a member), INSUFFICIENT_PRIVILEGES,
 *   DYNAMIC_GROUP_MEMBERS, MAIL_ENABLED_GROUP_MEMBERS, SYNCED_OBJECT, LAST_GLOBAL_ADMINISTRATOR
 */
export async function removeMember(
  directory: Directory,
  caller: Caller,
  groupId: ObjectId,
  memberId: ObjectId,
): Promise<void> {
  await changeDirectory(directory, caller, 'remove-member', 'shared', async (change) => {
    const { objects } = change.session;
    const group = await requireObject(change.session, 'group', groupId);
    await authorizeMemberChange(change, caller, group);
    refuseFixedMembers(group);
    const [found] = await objects.findMany([memberId], memberTypes);
    const member = found === undefined ? undefined : await objects.lock(found.type, found.id);
    if (found?.type === 'group' && change.directory.rules.relational.readsNesting) change.requireExclusive();
    await change.catchUp();
    if (member === undefined || !change.isMember(group.number, member.number)) {
      throw directoryErrors.RESOURCE_NOT_FOUND({ id: memberId });
    }
    change.takeRolesOf(group, member.id);
    change.move(group.number, member.number, false);
    change.fact(group, 'update', { members: [member.id, null] });
  });
}

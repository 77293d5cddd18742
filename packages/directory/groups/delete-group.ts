import type { ObjectId } from '@muster/kernel';
import { MemberSet } from '@muster/roster';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor, authorizeRoleAssignable } from '../authorization/authorize-for.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { notePurged } from '../creations/creation-quota.ts';
import type { Group } from '../objects/directory-object.ts';
import { lockObject } from '../objects/require-object.ts';
import { reviveRulesNaming } from '../rules/revive-rules.ts';
import { groupKind, isDynamic, isReadOnlyKind } from './group-kind.ts';

/**
 * Deletes a group: its members leave it, it leaves the groups it is in, groups with memberOf rules over it follow in
 * the same transaction. Security and Microsoft 365 groups lie among the deleted items for 30 days; mail-enabled and
 * synchronised ones are gone at once.
 *
 * @throws AppError RESOURCE_NOT_FOUND, INSUFFICIENT_PRIVILEGES, LAST_GLOBAL_ADMINISTRATOR
 * @see Graph surface spec §6.8; rule language spec §7.9
 */
export async function deleteGroup(directory: Directory, caller: Caller, id: ObjectId): Promise<void> {
  authorizeSome(caller, 'delete groups');
  // Alone: whoever adds or removes a member does not lock the group, and here all its members move.
  await changeDirectory(directory, caller, 'delete-group', 'exclusive', async (change) => {
    const before = await lockObject(change.session, 'group', id);
    await authorizeFor(change, caller, 'delete groups', before);
    await authorizeRoleAssignable(change, caller, before);
    change.takeRolesOf(before, id);
    await change.catchUp();
    const members = directory.memberships.membersOf(before.number);
    change.moveMany(before.number, MemberSet.of(), members.clone());
    for (const parent of directory.memberships.groupsOf(before.number)) change.move(parent, before.number, false);
    const isSoft = !isReadOnlyKind(groupKind(before.properties)) && before.properties.onPremisesSyncEnabled !== true;
    const after: Group = { ...before, version: before.version + 1, deletedAt: change.now };
    if (isSoft) await change.session.objects.update(before, after);
    else await change.session.objects.purge([before]);
    if (!isSoft) await notePurged(change, [before]);
    change.fact(before, isSoft ? 'delete' : 'purge');
    if (isDynamic(before.properties)) await change.registerRule(after, false);
    await reviveRulesNaming(change, id, false);
  });
}

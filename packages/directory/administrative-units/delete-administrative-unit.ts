import type { ObjectId } from '@muster/kernel';
import { MemberSet } from '@muster/roster';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import type { AdministrativeUnit } from '../objects/directory-object.ts';
import { lockObject } from '../objects/require-object.ts';

/**
 * Puts an administrative unit among the deleted items; everything leaves it in the same transaction. Roles in it are kept and
 * reach nothing, until it is restored with what was in it.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 * @see Graph surface spec §6.8
 */
export async function deleteAdministrativeUnit(directory: Directory, caller: Caller, id: ObjectId): Promise<void> {
  authorize(caller, 'change administrative units');
  // Alone: whoever adds or removes a member does not lock the unit, and here all its members move.
  await changeDirectory(directory, caller, 'delete-administrative-unit', 'exclusive', async (change) => {
    const before = await lockObject(change.session, 'administrativeUnit', id);
    await change.catchUp();
    change.moveMany(before.number, MemberSet.of(), directory.memberships.membersOf(before.number).clone());
    const after: AdministrativeUnit = { ...before, version: before.version + 1, deletedAt: change.now };
    await change.session.objects.update(before, after);
    change.fact(before, 'delete');
  });
}

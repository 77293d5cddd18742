import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { lockObject } from '../objects/require-object.ts';

/**
 * Deletes a device for good; it leaves all its groups in the same transaction.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 * @see Graph surface spec §6.8: devices are not kept among the deleted items
 */
export async function deleteDevice(directory: Directory, caller: Caller, id: ObjectId): Promise<void> {
  authorizeSome(caller, 'delete devices');
  await changeDirectory(directory, caller, 'delete-device', 'shared', async (change) => {
    const device = await lockObject(change.session, 'device', id);
    await authorizeFor(change, caller, 'delete devices', device);
    await change.session.objects.purge([device]);
    change.fact(device, 'purge');
    change.transitions.push({ before: device, after: null });
  });
}

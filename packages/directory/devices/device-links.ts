import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { lockObject, requireObject } from '../objects/require-object.ts';

/** A device's links to people. */
export type DeviceLink = 'registeredOwner' | 'registeredUser';

/**
 * Links a device to a user; a device has one registered owner at most.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, REFERENCE_EXISTS
 */
export async function addDeviceLink(
  directory: Directory,
  caller: Caller,
  deviceId: ObjectId,
  link: DeviceLink,
  userId: ObjectId,
): Promise<void> {
  authorizeSome(caller, 'update devices');
  await changeDirectory(directory, caller, 'add-device-link', 'shared', async (change) => {
    const { relations } = change.session;
    const device = await lockObject(change.session, 'device', deviceId);
    await authorizeFor(change, caller, 'update devices', device);
    const user = await requireObject(change.session, 'user', userId);
    const isTaken = link === 'registeredOwner' && (await relations.linksFrom(deviceId, link)).length > 0;
    if (isTaken || !(await relations.addLink(device, link, user))) {
      throw directoryErrors.REFERENCE_EXISTS({ relation: `${link}s` });
    }
    change.fact(device, 'update', { [`${link}s`]: [null, userId] });
  });
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND (also when there is no such link) */
export async function removeDeviceLink(
  directory: Directory,
  caller: Caller,
  deviceId: ObjectId,
  link: DeviceLink,
  userId: ObjectId,
): Promise<void> {
  authorizeSome(caller, 'update devices');
  await changeDirectory(directory, caller, 'remove-device-link', 'shared', async (change) => {
    const device = await lockObject(change.session, 'device', deviceId);
    await authorizeFor(change, caller, 'update devices', device);
    const wasLinked = await change.session.relations.removeLink(deviceId, link, userId);
    if (!wasLinked) throw directoryErrors.RESOURCE_NOT_FOUND({ id: userId });
    change.fact(device, 'update', { [`${link}s`]: [userId, null] });
  });
}

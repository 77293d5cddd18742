import { newObjectId, type ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeCreating, placeInUnit } from '../administrative-units/create-in-unit.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { checkExtensionCount, checkProperties, requireProperties } from '../objects/check-properties.ts';
import { describeCreation } from '../objects/describe-change.ts';
import type { Device, Properties } from '../objects/directory-object.ts';

/**
 * Creates a device. When it returns the device is a member of every group whose rule selects it.
 *
 * @param unitId the administrative unit that is to hold the device from the first
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND for an unknown unit, PROPERTY_REQUIRED, PROPERTY_INVALID, UNIQUE_VALUE_TAKEN
 */
export async function createDevice(
  directory: Directory,
  caller: Caller,
  properties: Properties,
  unitId: ObjectId | null = null,
): Promise<Device> {
  authorizeCreating(caller, 'create devices', { type: 'device', properties, unitId });
  const checked = checkProperties('device', properties);
  requireProperties('device', checked);
  checkExtensionCount(checked);
  return changeDirectory(directory, caller, 'create-device', 'shared', async (change) => {
    const [number] = await change.session.objects.takeNumbers(1);
    const device: Device = {
      type: 'device',
      id: newObjectId(),
      number: number!,
      version: 1,
      deletedAt: null,
      managerId: null,
      properties: {
        profileType: 'RegisteredDevice',
        ...checked,
        createdDateTime: change.now,
        registrationDateTime: change.now,
      },
    };
    await change.session.objects.insert([device]);
    change.fact(device, 'create', describeCreation(device));
    change.transitions.push({ before: null, after: device });
    await placeInUnit(change, device, unitId);
    return device;
  });
}

import { newObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { checkExtensionCount, checkProperties, requireProperties } from '../objects/check-properties.ts';
import { describeCreation } from '../objects/describe-change.ts';
import type { Device, Properties } from '../objects/directory-object.ts';

/**
 * Creates a device. When it returns the device is a member of every group whose rule selects it.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, PROPERTY_REQUIRED, PROPERTY_INVALID, UNIQUE_VALUE_TAKEN
 */
export async function createDevice(directory: Directory, caller: Caller, properties: Properties): Promise<Device> {
  authorize(caller, 'create devices');
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
    return device;
  });
}

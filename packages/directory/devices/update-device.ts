import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import type { Operation } from '../authorization/permission-table.ts';
import { changeObjects } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { checkExtensionCount, checkProperties } from '../objects/check-properties.ts';
import { describeChange } from '../objects/describe-change.ts';
import type { Device, Properties } from '../objects/directory-object.ts';
import { mergeProperties } from '../objects/merge-properties.ts';
import { lockObject } from '../objects/require-object.ts';
import type { WriteSession } from '../ports/directory-store.ts';
import { changedProperties } from '../rules/rule-object.ts';

/**
 * Changes a device's properties. When it returns the device is a member of exactly the groups whose rules select it.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, PROPERTY_REQUIRED, PROPERTY_INVALID
 */
export async function updateDevice(
  directory: Directory,
  caller: Caller,
  id: ObjectId,
  patch: Properties,
): Promise<void> {
  const operation = operationOf(patch);
  authorizeSome(caller, operation);
  const checked = checkProperties('device', patch);
  const lock = (session: WriteSession) => lockObject(session, 'device', id);
  await changeObjects(directory, caller, 'update-device', lock, async (change, before) => {
    await authorizeFor(change, caller, operation, before);
    const properties = mergeProperties('device', before.properties, checked);
    checkExtensionCount(properties);
    const after: Device = { ...before, version: before.version + 1, properties };
    if (changedProperties(before, after).length === 0) return;
    await change.session.objects.update(before, after);
    change.fact(after, 'update', describeChange(before, after));
    change.transitions.push({ before, after });
  });
}

function operationOf(patch: Properties): Operation {
  const names = Object.keys(patch);
  if (names.length !== 1 || names[0] !== 'accountEnabled') return 'update devices';
  return patch.accountEnabled === true ? 'enable devices' : 'disable devices';
}

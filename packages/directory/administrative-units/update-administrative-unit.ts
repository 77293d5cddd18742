import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { checkExtensionCount, checkProperties } from '../objects/check-properties.ts';
import { describeChange } from '../objects/describe-change.ts';
import type { AdministrativeUnit, Properties } from '../objects/directory-object.ts';
import { mergeProperties } from '../objects/merge-properties.ts';
import { lockObject } from '../objects/require-object.ts';
import { changedProperties } from '../rules/rule-object.ts';
import { addUnitMembersIn, refuseManyReferences } from './unit-members.ts';

/**
 * Changes an administrative unit's properties, and adds members. All or nothing.
 *
 * @param members to be added, at most 20
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, PROPERTY_REQUIRED, PROPERTY_INVALID, TOO_MANY_REFERENCES,
 *   MEMBER_TYPE_NOT_ALLOWED, UNIT_MEMBER_EXISTS, TOO_MANY_UNITS
 */
export async function updateAdministrativeUnit(
  directory: Directory,
  caller: Caller,
  id: ObjectId,
  patch: Properties,
  members: readonly ObjectId[] = [],
): Promise<void> {
  authorize(caller, 'change administrative units');
  const checked = checkProperties('administrativeUnit', patch);
  refuseManyReferences(members);
  await changeDirectory(directory, caller, 'update-administrative-unit', 'shared', async (change) => {
    const before = await lockObject(change.session, 'administrativeUnit', id);
    const properties = mergeProperties('administrativeUnit', before.properties, checked);
    checkExtensionCount(properties);
    const after: AdministrativeUnit = { ...before, version: before.version + 1, properties };
    if (changedProperties(before, after).length > 0) {
      await change.session.objects.update(before, after);
      change.fact(after, 'update', describeChange(before, after));
    }
    await addUnitMembersIn(change, before, members);
  });
}

import { newObjectId, type ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { checkExtensionCount, checkProperties, requireProperties } from '../objects/check-properties.ts';
import { describeCreation } from '../objects/describe-change.ts';
import type { AdministrativeUnit, Properties } from '../objects/directory-object.ts';
import { addUnitMembersIn, refuseManyReferences } from './unit-members.ts';

/**
 * Creates an administrative unit: users, groups and devices in which roles can be given.
 *
 * @param members at most 20
 * @throws AppError INSUFFICIENT_PRIVILEGES, PROPERTY_REQUIRED, PROPERTY_INVALID, TOO_MANY_REFERENCES, RESOURCE_NOT_FOUND,
 *   MEMBER_TYPE_NOT_ALLOWED, TOO_MANY_UNITS
 * @see Graph surface spec §6.2, §11.3
 */
export async function createAdministrativeUnit(
  directory: Directory,
  caller: Caller,
  properties: Properties,
  members: readonly ObjectId[] = [],
): Promise<AdministrativeUnit> {
  authorize(caller, 'change administrative units');
  const checked = checkProperties('administrativeUnit', properties);
  requireProperties('administrativeUnit', checked);
  checkExtensionCount(checked);
  refuseManyReferences(members);
  return changeDirectory(directory, caller, 'create-administrative-unit', 'shared', async (change) => {
    const [number] = await change.session.objects.takeNumbers(1);
    const unit: AdministrativeUnit = {
      type: 'administrativeUnit',
      id: newObjectId(),
      number: number!,
      version: 1,
      deletedAt: null,
      managerId: null,
      properties: { ...checked, createdDateTime: change.now },
    };
    await change.session.objects.insert([unit]);
    change.fact(unit, 'create', describeCreation(unit));
    await addUnitMembersIn(change, unit, members);
    return unit;
  });
}

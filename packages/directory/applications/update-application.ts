import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { checkAppRoleChange } from '../app-roles/check-app-roles.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { addOwnersIn } from '../groups/add-owners.ts';
import { checkExtensionCount, checkProperties } from '../objects/check-properties.ts';
import { describeChange } from '../objects/describe-change.ts';
import type { Application, Properties } from '../objects/directory-object.ts';
import { mergeProperties } from '../objects/merge-properties.ts';
import { lockObject } from '../objects/require-object.ts';
import { changedProperties } from '../rules/rule-object.ts';
import { checkApplication, storedApplication } from './check-application.ts';
import { passOnDeclarations } from './declarations.ts';

/**
 * Changes an application or a service principal; adds owners. All or nothing.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, PROPERTY_REQUIRED, PROPERTY_INVALID,
 *   APP_ROLE_ENABLED
 */
export async function updateApplication(
  directory: Directory,
  caller: Caller,
  type: 'application' | 'servicePrincipal',
  id: ObjectId,
  patch: Properties,
  owners: readonly ObjectId[] = [],
): Promise<void> {
  authorizeSome(caller, 'change applications');
  const checked = storedApplication(checkProperties(type, patch));
  await changeDirectory(directory, caller, 'update-application', 'shared', async (change) => {
    const before = await lockObject(change.session, type, id);
    await authorizeFor(change, caller, 'change applications', before);
    if (owners.length > 0) await authorizeFor(change, caller, 'change owners of applications', before);
    const properties = mergeProperties(type, before.properties, checked);
    const after = { ...before, version: before.version + 1, properties };
    await addOwnersIn(change, before, owners);
    checkExtensionCount(properties);
    if (type === 'application') {
      checkApplication(properties);
      checkAppRoleChange(before.properties, properties);
    }
    if (changedProperties(before, after).length === 0) return;
    await change.session.objects.update(before, after);
    change.fact(after, 'update', describeChange(before, after));
    if (type === 'application') await passOnDeclarations(change, before as Application, after as Application);
  });
}

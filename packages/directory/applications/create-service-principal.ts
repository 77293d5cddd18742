import { newObjectId, type ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { countCreation } from '../creations/creation-quota.ts';
import { directoryErrors } from '../errors.ts';
import { addOwnersIn } from '../groups/add-owners.ts';
import { checkProperties, requireProperties } from '../objects/check-properties.ts';
import { describeCreation } from '../objects/describe-change.ts';
import type { Properties, ServicePrincipal } from '../objects/directory-object.ts';
import { withApplicationOwner } from './application-owners.ts';
import { declarationsOf } from './declarations.ts';

/**
 * Gives an application of this directory its service principal, the object that acts and can be a member.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, PROPERTY_REQUIRED, PROPERTY_INVALID, APP_ID_UNKNOWN when no
 *   application has the appId, UNIQUE_VALUE_TAKEN when it has a service principal already
 */
export async function createServicePrincipal(
  directory: Directory,
  caller: Caller,
  properties: Properties,
  owners: readonly ObjectId[] = [],
): Promise<ServicePrincipal> {
  authorizeSome(caller, 'change applications');
  const checked = checkProperties('servicePrincipal', properties);
  requireProperties('servicePrincipal', checked);
  return changeDirectory(directory, caller, 'create-service-principal', 'shared', async (change) => {
    const { objects, settings } = change.session;
    const appId = checked.appId as string;
    const application = await objects.findByKey('application', 'appId', appId);
    if (application === undefined) throw directoryErrors.APP_ID_UNKNOWN({ appId });
    await authorizeFor(change, caller, 'change applications', application);
    const [number] = await objects.takeNumbers(1);
    const { displayName } = application.properties;
    const principal: ServicePrincipal = {
      type: 'servicePrincipal',
      id: newObjectId(),
      number: number!,
      version: 1,
      deletedAt: null,
      managerId: null,
      properties: {
        accountEnabled: true,
        appRoleAssignmentRequired: false,
        ...checked,
        appDisplayName: displayName!,
        displayName: displayName!,
        appOwnerOrganizationId: (await settings.organization())?.id ?? null,
        createdDateTime: change.now,
        servicePrincipalNames: [appId],
        servicePrincipalType: 'Application',
        signInAudience: application.properties.signInAudience ?? null,
        ...declarationsOf(application.properties),
      },
    };
    await countCreation(change, caller, principal);
    await objects.insert([principal]);
    change.fact(principal, 'create', describeCreation(principal));
    await addOwnersIn(change, principal, withApplicationOwner(caller, owners));
    return principal;
  });
}

import { newObjectId } from '@muster/kernel';
import type { Change } from '../changes/change.ts';
import { describeCreation } from '../objects/describe-change.ts';
import type { ServicePrincipal } from '../objects/directory-object.ts';
import { graphApplicationId } from './delegated-permissions.ts';

/** The directory's own API as consents and granted permissions name it; made when the first of them needs it. */
export async function graphServicePrincipal(change: Change): Promise<ServicePrincipal> {
  const { objects } = change.session;
  const present = await objects.findByKey('servicePrincipal', 'appId', graphApplicationId);
  if (present !== undefined) return present;
  // Alone: of two consents that need it at once the second finds what the first has made.
  change.requireExclusive();
  const [number] = await objects.takeNumbers(1);
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
      appId: graphApplicationId,
      appDisplayName: 'Microsoft Graph',
      displayName: 'Microsoft Graph',
      createdDateTime: change.now,
      servicePrincipalNames: [graphApplicationId, 'https://graph.microsoft.com'],
      servicePrincipalType: 'Application',
      signInAudience: 'AzureADMultipleOrgs',
    },
  };
  await objects.insert([principal]);
  change.fact(principal, 'create', describeCreation(principal));
  return principal;
}

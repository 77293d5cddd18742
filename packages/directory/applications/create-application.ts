import { newObjectId, type ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { countCreation } from '../creations/creation-quota.ts';
import { addOwnersIn } from '../groups/add-owners.ts';
import { checkExtensionCount, checkProperties, requireProperties } from '../objects/check-properties.ts';
import { describeCreation } from '../objects/describe-change.ts';
import type { Application, Properties } from '../objects/directory-object.ts';
import { issuerOf } from '../organization/domains.ts';
import { withApplicationOwner } from './application-owners.ts';
import { checkApplication, storedApplication } from './check-application.ts';

export interface CreateApplication {
  readonly properties: Properties;
  /** Fixes the application id; random when absent. */
  readonly appId?: ObjectId;
  readonly owners?: readonly ObjectId[];
}

/**
 * Registers an application. It can act only once it has a service principal.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, PROPERTY_REQUIRED, PROPERTY_INVALID, UNIQUE_VALUE_TAKEN,
 *   RESOURCE_NOT_FOUND, OWNER_TYPE_NOT_ALLOWED
 */
export async function createApplication(
  directory: Directory,
  caller: Caller,
  input: CreateApplication,
): Promise<Application> {
  authorize(caller, 'create applications');
  const { properties, appId = newObjectId(), owners = [] } = input;
  const checked = storedApplication(checkProperties('application', properties));
  requireProperties('application', checked);
  checkExtensionCount(checked);
  checkApplication(checked);
  return changeDirectory(directory, caller, 'create-application', 'shared', async (change) => {
    const [number] = await change.session.objects.takeNumbers(1);
    const application: Application = {
      type: 'application',
      id: newObjectId(),
      number: number!,
      version: 1,
      deletedAt: null,
      managerId: null,
      properties: {
        signInAudience: 'AzureADMyOrg',
        ...checked,
        appId,
        createdDateTime: change.now,
        publisherDomain: await issuerOf(change.session),
      },
    };
    await countCreation(change, caller, application);
    await change.session.objects.insert([application]);
    change.fact(application, 'create', describeCreation(application));
    await addOwnersIn(change, application, withApplicationOwner(caller, owners));
    return application;
  });
}

import { newObjectId, type ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize, authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { lockObject, requireObject } from '../objects/require-object.ts';
import {
  type ExtensionDataType,
  type ExtensionProperty,
  extensionDataTypes,
  extensionTargets,
} from '../ports/settings-store.ts';
import { dropExtension } from './drop-extensions.ts';

export interface NewExtensionProperty {
  readonly name: string;
  readonly dataType: string;
  readonly targetObjects: readonly string[];
}

/**
 * Registers a directory extension on an application; its full name is `extension_{appId without hyphens}_{name}`.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, PROPERTY_INVALID, EXTENSION_IN_USE
 * @see Graph surface spec §12.9; rule language spec §3.3
 */
export async function createExtensionProperty(
  directory: Directory,
  caller: Caller,
  applicationId: ObjectId,
  input: NewExtensionProperty,
): Promise<ExtensionProperty> {
  authorizeSome(caller, 'change applications');
  const { name, dataType, targetObjects } = checkExtension(input);
  return changeDirectory(directory, caller, 'create-extension-property', 'exclusive', async (change) => {
    const application = await lockObject(change.session, 'application', applicationId);
    await authorizeFor(change, caller, 'change applications', application);
    const fullName = `extension_${(application.properties.appId as string).replaceAll('-', '')}_${name}`;
    const known = await change.session.settings.extensionProperties();
    if (known.some((each) => each.name.toLowerCase() === fullName.toLowerCase())) {
      throw directoryErrors.EXTENSION_IN_USE({ name: fullName });
    }
    const extension: ExtensionProperty = {
      id: newObjectId(),
      name: fullName,
      applicationId,
      dataType,
      targetObjects,
      createdAt: change.now,
    };
    await change.session.settings.insertExtensionProperty(extension);
    change.fact({ type: 'extensionProperty', id: extension.id }, 'create', {
      name: [null, fullName],
      dataType: [null, dataType],
    });
    return extension;
  });
}

function checkExtension(input: NewExtensionProperty) {
  const dataType = extensionDataTypes.find((each) => each.toLowerCase() === input.dataType.toLowerCase());
  const targets = input.targetObjects.map((target) =>
    Object.keys(extensionTargets).find((each) => each.toLowerCase() === target.toLowerCase()),
  );
  const invalid = (property: string, reason: string) => directoryErrors.PROPERTY_INVALID({ property, reason });
  if (!/^[A-Za-z0-9_]{1,64}$/.test(input.name)) {
    throw invalid('name', 'up to 64 letters, digits and underscores are expected');
  }
  if (dataType === undefined) throw invalid('dataType', `one of ${extensionDataTypes.join(', ')} is expected`);
  if (targets.length === 0 || targets.includes(undefined)) {
    throw invalid('targetObjects', `some of ${Object.keys(extensionTargets).join(', ')} are expected`);
  }
  return { name: input.name, dataType: dataType as ExtensionDataType, targetObjects: targets as string[] };
}

/**
 * Removes a directory extension; its values are hidden. Groups whose rules mention it keep their members and show the
 * status Failed.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function deleteExtensionProperty(
  directory: Directory,
  caller: Caller,
  applicationId: ObjectId,
  id: ObjectId,
): Promise<void> {
  authorizeSome(caller, 'change applications');
  await changeDirectory(directory, caller, 'delete-extension-property', 'exclusive', async (change) => {
    const application = await lockObject(change.session, 'application', applicationId);
    await authorizeFor(change, caller, 'change applications', application);
    const known = await change.session.settings.extensionProperties();
    const extension = known.find((each) => each.id === id && each.applicationId === applicationId);
    if (extension === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    await dropExtension(change, extension);
  });
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND when the application is unknown */
export async function listExtensionProperties(
  directory: Directory,
  caller: Caller,
  applicationId: ObjectId | null,
): Promise<readonly ExtensionProperty[]> {
  authorize(caller, 'read applications');
  return directory.store.read(async (session) => {
    if (applicationId !== null) await requireObject(session, 'application', applicationId);
    const all = await session.settings.extensionProperties();
    return all.filter((each) => applicationId === null || each.applicationId === applicationId);
  });
}

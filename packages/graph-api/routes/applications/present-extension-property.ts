import { type Application, type ExtensionProperty, getObjectsById } from '@muster/directory';
import type { GraphApi, GraphRequest } from '../../routing/graph-request.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import type { RecordType } from '../organization/record-answers.ts';

/** @see Graph schema v1.0, type extensionProperty */
export const extensionPropertyType: RecordType = {
  name: 'extensionProperty',
  empty: {
    id: null,
    deletedDateTime: null,
    appDisplayName: null,
    dataType: null,
    isMultiValued: false,
    isSyncedFromOnPremises: false,
    name: null,
    targetObjects: [],
  },
};

/** @param application undefined when it is deleted */
export function presentExtensionProperty(
  extension: ExtensionProperty,
  application: Pick<Application, 'properties'> | undefined,
): JsonMembers {
  const { id, dataType, name, targetObjects } = extension;
  const appDisplayName = (application?.properties.displayName as string | undefined) ?? null;
  return { ...extensionPropertyType.empty, id, appDisplayName, dataType, name, targetObjects };
}

/** Extensions of any applications, each with its application's name. */
export async function presentExtensionProperties(
  api: GraphApi,
  request: GraphRequest,
  extensions: readonly ExtensionProperty[],
): Promise<readonly JsonMembers[]> {
  const ids = [...new Set(extensions.map((each) => each.applicationId))];
  const applications = await getObjectsById(api.directory, request.caller, ids, ['application']);
  const byId = new Map(applications.map((each) => [each.id, each]));
  return extensions.map((each) => presentExtensionProperty(each, byId.get(each.applicationId)));
}

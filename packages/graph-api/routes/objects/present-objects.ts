import { type DirectoryObject, withProcessingStatus } from '@muster/directory';
import { defaultProperties } from '../../capabilities/default-properties.ts';
import type { Select } from '../../odata/select.ts';
import type { GraphApi, GraphRequest } from '../../routing/graph-request.ts';
import { type JsonMembers, presentObject } from '../../wire/present-object.ts';

/** Tells whether the answer shows a property of the object. */
export type Shows = (object: DirectoryObject, property: string) => boolean;

/**
 * Fills in values that are not kept with the objects, such as an application's `passwordCredentials`; gives the objects
 * back in the same order. It asks `shows` first, so that nothing is read in vain.
 */
export type CompleteObjects = (
  api: GraphApi,
  objects: readonly DirectoryObject[],
  shows: Shows,
) => Promise<readonly DirectoryObject[]>;

/** How objects are to be shown. */
export interface Presentation {
  readonly select: Select;
  /** Writes `@odata.type`: the declared type is `directoryObject`. */
  readonly isPolymorphic: boolean;
  readonly complete?: CompleteObjects | undefined;
}

/** The objects as members of an answer, in the same order. */
export async function presentObjects(
  api: GraphApi,
  request: GraphRequest,
  objects: readonly DirectoryObject[],
  presentation: Presentation,
): Promise<readonly JsonMembers[]> {
  const { select, isPolymorphic, complete } = presentation;
  const shows: Shows = (object, property) => {
    if (select.kind === 'names') return select.names.includes(property);
    return select.kind === 'all' || defaultProperties(object.type, request.version).includes(property);
  };
  const withStatus = await completeGroups(api, objects, shows);
  const completed = complete === undefined ? withStatus : await complete(api, withStatus, shows);
  const { root, version, metadata, knownExtensions } = request;
  return completed.map((object) =>
    presentObject(object, { root, version, metadata, select, isPolymorphic, knownExtensions }),
  );
}

const completeGroups: CompleteObjects = async (api, objects, shows) => {
  const isAsked = objects.some((each) => each.type === 'group' && shows(each, 'membershipRuleProcessingStatus'));
  return isAsked ? api.directory.store.read((session) => withProcessingStatus(session, objects)) : objects;
};

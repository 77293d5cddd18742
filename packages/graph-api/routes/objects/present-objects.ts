import { type DirectoryObject, isPropertyVisible } from '@muster/directory';
import { defaultProperties } from '../../capabilities/default-properties.ts';
import type { Select } from '../../odata/select.ts';
import type { GraphApi, GraphRequest } from '../../routing/graph-request.ts';
import { type JsonMembers, presentObject } from '../../wire/present-object.ts';
import { completeApplications, completeDeclarations } from './complete-applications.ts';
import { completeGroups } from './complete-groups.ts';
import type { Shows } from './complete-objects.ts';

/** How objects are to be shown. */
export interface Presentation {
  readonly select: Select;
  /** Writes `@odata.type`: the declared type is `directoryObject`. */
  readonly isPolymorphic: boolean;
}

/** The objects as members of an answer, in the same order. */
export async function presentObjects(
  api: GraphApi,
  request: GraphRequest,
  objects: readonly DirectoryObject[],
  presentation: Presentation,
): Promise<readonly JsonMembers[]> {
  const { select, isPolymorphic } = presentation;
  const isAsked = (object: DirectoryObject, property: string) => {
    if (select.kind === 'names') return select.names.includes(property);
    return select.kind === 'all' || defaultProperties(object.type, request.version).includes(property);
  };
  const isVisible: Shows = (object, property) => isPropertyVisible(request.caller, object, property);
  const shows: Shows = (object, property) => isAsked(object, property) && isVisible(object, property);
  const withGroups = await completeGroups(api, objects, shows);
  const withSecrets = await completeApplications(api, withGroups, shows);
  const completed = completeDeclarations(withSecrets, shows);
  const { root, version, metadata, knownExtensions } = request;
  return completed.map((object) =>
    presentObject(object, { root, version, metadata, select, isPolymorphic, knownExtensions, isVisible }),
  );
}

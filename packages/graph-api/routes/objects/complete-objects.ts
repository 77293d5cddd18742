import type { DirectoryObject } from '@muster/directory';
import type { GraphApi } from '../../routing/graph-request.ts';

/** Tells whether the answer shows a property of the object, and the caller sees it. */
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

import { type ObjectType, objectTypes } from '@muster/directory';
import { collectionOf } from '../../wire/complex-types.ts';
import type { PathSegment } from '../../wire/split-path.ts';

/** What a cast in the address leaves of a collection. */
export interface NarrowedTypes {
  /** Types in whose properties queries are read; never empty. */
  readonly types: readonly ObjectType[];
  /** The address casts to a type whose objects the collection never holds. */
  readonly isEmpty: boolean;
  readonly isCast: boolean;
  readonly isPolymorphic: boolean;
  /** The collection that `@odata.context` names. */
  readonly contextName: string;
}

/** Types of the schema of which this directory keeps no objects → their collections. */
const foreignCollections: Readonly<Record<string, string>> = {
  directoryRole: 'directoryRoles',
  orgContact: 'contacts',
};

/**
 * Applies the cast in an address, if there is one, to the types of a collection. A cast to `directoryObject` changes
 * nothing.
 *
 * @see Graph surface spec §1 "Casts", §3 "Cast collection"
 */
export function narrowTypes(
  types: readonly ObjectType[],
  isPolymorphic: boolean,
  segments: readonly PathSegment[],
): NarrowedTypes {
  const cast = segments.find((segment) => segment.cast !== undefined)?.cast;
  if (cast === undefined || cast === 'directoryObject') {
    const contextName = isPolymorphic ? 'directoryObjects' : collectionOf[types[0]!];
    return { types, isEmpty: false, isCast: false, isPolymorphic, contextName };
  }
  const type = objectTypes.find((each) => each === cast);
  const isEmpty = type === undefined || !types.includes(type);
  return {
    types: isEmpty ? types : [type],
    isEmpty,
    isCast: true,
    isPolymorphic: false,
    contextName: type === undefined ? (foreignCollections[cast] ?? 'directoryObjects') : collectionOf[type],
  };
}

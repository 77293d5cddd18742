import type { ObjectId, ObjectNumber } from '@muster/kernel';
import type { ObjectType } from '../objects/property-definition.ts';

/** A value a condition compares with. Instants are written `{ instant }`, so that a number stays a number. */
export type QueryValue = string | boolean | number | null | { readonly instant: number };

/**
 * Where a condition looks: a property in the schema's spelling (`displayName`, `extension_…`), a field of a complex
 * property (`['onPremisesExtensionAttributes', 'extensionAttribute1']`), or, inside `any`, `[]` for the element
 * itself and `['skuId']` for a field of it.
 */
export type QueryPath = readonly string[];

export type ComparisonOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

/** A condition over one object, in the terms of the directory. Text is compared ignoring case. */
export type Condition =
  | { readonly op: 'and' | 'or'; readonly terms: readonly Condition[] }
  | { readonly op: 'not'; readonly term: Condition }
  | { readonly op: ComparisonOperator; readonly path: QueryPath; readonly value: QueryValue }
  | { readonly op: 'in'; readonly path: QueryPath; readonly values: readonly QueryValue[] }
  | { readonly op: 'startsWith' | 'endsWith' | 'contains'; readonly path: QueryPath; readonly value: string }
  /** Some element of the collection satisfies the condition. */
  | { readonly op: 'any'; readonly path: QueryPath; readonly element: Condition }
  /** Compares the number of elements of the collection. */
  | { readonly op: 'count'; readonly path: QueryPath; readonly comparison: ComparisonOperator; readonly value: number }
  | { readonly op: 'isType'; readonly type: ObjectType }
  /** Full-text clause of `$search`: every word of `text` is a prefix of a word of the property. */
  | { readonly op: 'words'; readonly path: QueryPath; readonly text: string };

export interface Ordering {
  readonly property: string;
  readonly direction: 'asc' | 'desc';
}

/** Where the next page begins: the last object of the page before. Null sort values come first in ascending order. */
export interface PageStart {
  readonly number: ObjectNumber;
  readonly sortKey: string | number | boolean | null;
}

/** Which objects to give: all of a type, or those that stand in a relation to one object. */
export type Scope =
  | { readonly kind: 'all' }
  | { readonly kind: 'deleted' }
  | {
      readonly kind: 'relation';
      readonly relation: RelationName;
      readonly of: ObjectId;
      /** The type that the object has to have; any from which the relation can start when absent. */
      readonly from?: ObjectType;
    };

/** The to-many relations between directory objects that can be listed. */
export const relationNames = [
  'members',
  'transitiveMembers',
  'memberOf',
  'transitiveMemberOf',
  'owners',
  'ownedObjects',
  'directReports',
  'registeredOwners',
  'registeredUsers',
  'ownedDevices',
  'registeredDevices',
  'sponsors',
  'sponsorOf',
] as const;
export type RelationName = (typeof relationNames)[number];

/** A page of objects to find. Without `orderBy` the order is the objects' numbers. */
export interface ObjectQuery {
  /** Types to give; several only for polymorphic relations and deleted items. */
  readonly types: readonly ObjectType[];
  readonly scope: Scope;
  readonly filter: Condition | null;
  readonly orderBy: Ordering | null;
  /** Page size, up to 999; 0 when the count alone is asked for. */
  readonly limit: number;
  readonly after: PageStart | null;
  readonly wantsCount: boolean;
  /** What the caller will look at; everything when absent. Objects may come with more. */
  readonly wanted?: WantedProperties;
}

/** Object type → the names of properties that are wanted of it; all of a type that is not named. */
export type WantedProperties = Readonly<Partial<Record<ObjectType, readonly string[]>>>;

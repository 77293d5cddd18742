import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import type { ObjectType } from './property-definition.ts';

/** A value of a property: dates are Instants (numbers); complex values are plain records; absent is null. */
export type PropertyValue =
  | string
  | boolean
  | number
  | null
  | readonly PropertyValue[]
  | { readonly [field: string]: PropertyValue };

/** Property name in the schema's spelling → value. Names that are missing have no value. */
export type Properties = Readonly<Record<string, PropertyValue>>;

/** One object of the directory as it stands in a transaction or in an answer. */
export interface DirectoryObject<T extends ObjectType = ObjectType> {
  readonly type: T;
  readonly id: ObjectId;
  readonly number: ObjectNumber;
  /** Counts the object's changes, from 1. */
  readonly version: number;
  /** Set while the object lies among the deleted items. */
  readonly deletedAt: Instant | null;
  /** A user's manager, deleted ones included; null for other objects. */
  readonly managerId: ObjectId | null;
  /** Everything but `id` and `deletedDateTime`; directory extensions under their full names. */
  readonly properties: Properties;
}

export type User = DirectoryObject<'user'>;
export type Device = DirectoryObject<'device'>;
export type Group = DirectoryObject<'group'>;
export type Application = DirectoryObject<'application'>;
export type ServicePrincipal = DirectoryObject<'servicePrincipal'>;
export type AdministrativeUnit = DirectoryObject<'administrativeUnit'>;

import type { ObjectType } from '../objects/property-definition.ts';
import type { Operation } from './permission-table.ts';

/** Object type → the operation that reads such objects. */
export const readOperation: Readonly<Record<ObjectType, Operation>> = {
  user: 'read users',
  device: 'read devices',
  group: 'read groups',
  application: 'read applications',
  servicePrincipal: 'read applications',
};

/** Object type → the operation that deletes, restores or purges such objects. */
export const deleteOperation: Readonly<Record<ObjectType, Operation>> = {
  user: 'delete users',
  device: 'delete devices',
  group: 'delete groups',
  application: 'delete applications',
  servicePrincipal: 'delete applications',
};

import type { ObjectType } from '../objects/property-definition.ts';
import type { Operation } from './permission-table.ts';

type ByType = Readonly<Record<ObjectType, Operation>>;

/** Object type → the operation that reads such objects. */
export const readOperation: ByType = {
  user: 'read users',
  device: 'read devices',
  group: 'read groups',
  application: 'read applications',
  servicePrincipal: 'read applications',
  administrativeUnit: 'read administrative units',
};

/** Object type → the operation that reads deleted ones; devices are never among the deleted items. */
export const readDeletedOperation: ByType = {
  user: 'read deleted users',
  device: 'read devices',
  group: 'read deleted groups',
  application: 'read deleted applications',
  servicePrincipal: 'read deleted applications',
  administrativeUnit: 'read deleted administrative units',
};

/** Object type → the operation that restores deleted ones. */
export const restoreOperation: ByType = {
  user: 'restore users',
  device: 'delete devices',
  group: 'restore groups',
  application: 'restore applications',
  servicePrincipal: 'restore applications',
  administrativeUnit: 'change administrative units',
};

/** Object type → the operation that removes deleted ones for good. */
export const purgeOperation: ByType = {
  user: 'purge users',
  device: 'delete devices',
  group: 'purge groups',
  application: 'purge applications',
  servicePrincipal: 'purge applications',
  administrativeUnit: 'change administrative units',
};

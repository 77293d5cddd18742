import { changedProperties } from '../rules/rule-object.ts';
import type { DirectoryObject, PropertyValue } from './directory-object.ts';

/** Changed property → values before and after, for the change log. */
export function describeChange(
  before: DirectoryObject,
  after: DirectoryObject,
): Record<string, readonly [PropertyValue, PropertyValue]> {
  const value = (object: DirectoryObject, name: string): PropertyValue =>
    name === 'managerId' ? object.managerId : (object.properties[name] ?? null);
  return Object.fromEntries(
    changedProperties(before, after).map((name) => [name, [value(before, name), value(after, name)] as const]),
  );
}

/** All values of a new object, for the change log. */
export function describeCreation(
  object: Pick<DirectoryObject, 'properties' | 'managerId'>,
): Record<string, readonly [PropertyValue, PropertyValue]> {
  const values = Object.entries(object.properties).filter(([, value]) => value !== null);
  const manager = object.managerId === null ? [] : [['managerId', [null, object.managerId] as const] as const];
  return Object.fromEntries([...values.map(([name, value]) => [name, [null, value] as const] as const), ...manager]);
}

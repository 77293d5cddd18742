import { administrativeUnitProperties } from './administrative-unit-properties.ts';
import { applicationProperties, servicePrincipalProperties } from './application-properties.ts';
import { deviceProperties } from './device-properties.ts';
import { groupProperties } from './group-properties.ts';
import type { ObjectType, PropertyTable } from './property-definition.ts';
import { userProperties } from './user-properties.ts';

/** Object type → the properties its objects have, directory extensions apart. */
export const propertyTables: Readonly<Record<ObjectType, PropertyTable>> = {
  user: userProperties,
  device: deviceProperties,
  group: groupProperties,
  application: applicationProperties,
  servicePrincipal: servicePrincipalProperties,
  administrativeUnit: administrativeUnitProperties,
};

const extensionForm = /^extension_([0-9a-z]{32})_([A-Za-z0-9_]{1,128})$/i;

/** True when the name has the form `extension_{appId without hyphens}_{name}`. */
export function isExtensionName(name: string): boolean {
  return extensionForm.test(name);
}

const canonicalNames = new Map(
  Object.entries(propertyTables).map(([type, table]) => [
    type as ObjectType,
    new Map(Object.keys(table).map((name) => [name.toLowerCase(), name])),
  ]),
);

/** The property's name in the schema's spelling, found ignoring case; undefined when the type has no such property. */
export function canonicalPropertyName(type: ObjectType, name: string): string | undefined {
  return canonicalNames.get(type)!.get(name.toLowerCase());
}

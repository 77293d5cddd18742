import { directoryErrors } from '../errors.ts';
import type { Properties, PropertyValue } from './directory-object.ts';
import type { ObjectType, PropertyDefinition } from './property-definition.ts';
import { isExtensionName, propertyTables } from './property-tables.ts';

/** Object type → the word that Graph's messages use for it. */
export const resourceNames: Readonly<Record<ObjectType, string>> = {
  user: 'User',
  device: 'Device',
  group: 'Group',
  application: 'Application',
  servicePrincipal: 'ServicePrincipal',
  administrativeUnit: 'AdministrativeUnit',
};

const maxExtensionValues = 100;
const maxExtensionLength = 256;

/**
 * The properties as they may be stored: empty texts become null, restricted texts get their canonical spelling.
 * Whether the caller may set a read-only property is decided where the caller's input is read.
 *
 * @throws AppError PROPERTY_INVALID, PROPERTY_REQUIRED
 */
export function checkProperties(type: ObjectType, properties: Properties): Properties {
  const table = propertyTables[type];
  const checked: Record<string, PropertyValue> = {};
  for (const [name, given] of Object.entries(properties)) {
    if (isExtensionName(name)) {
      checked[name] = checkExtensionValue(name, given);
      continue;
    }
    const definition = table[name];
    if (definition === undefined) {
      throw directoryErrors.PROPERTY_INVALID({ property: name, reason: `a ${type} has no such property` });
    }
    if (definition.write === 'writeOnly') {
      throw directoryErrors.PROPERTY_INVALID({ property: name, reason: 'it is not kept among the properties' });
    }
    const value = given === '' ? null : given;
    if (value === null && !definition.isNullable) {
      throw directoryErrors.PROPERTY_REQUIRED({ property: name, resource: resourceNames[type] });
    }
    checked[name] = value === null ? null : checkValue(name, definition, value);
  }
  return checked;
}

/** @throws AppError TOO_MANY_EXTENSION_VALUES when an object would hold more than 100 extension values */
export function checkExtensionCount(properties: Properties): void {
  const count = Object.keys(properties).filter((n) => isExtensionName(n) && properties[n] !== null).length;
  if (count > maxExtensionValues) throw directoryErrors.TOO_MANY_EXTENSION_VALUES({});
}

/** @throws AppError PROPERTY_REQUIRED naming the first required property that has no value */
export function requireProperties(type: ObjectType, properties: Properties, except: readonly string[] = []): void {
  for (const [name, definition] of Object.entries(propertyTables[type])) {
    if (!definition.isRequiredOnCreate || except.includes(name)) continue;
    const value = properties[name];
    if (value === undefined || value === null || value === '') {
      throw directoryErrors.PROPERTY_REQUIRED({ property: name, resource: resourceNames[type] });
    }
  }
}

function checkExtensionValue(name: string, value: PropertyValue): PropertyValue {
  if (typeof value === 'string' && value.length > maxExtensionLength) {
    throw directoryErrors.PROPERTY_INVALID({ property: name, reason: `longer than ${maxExtensionLength} characters` });
  }
  return value === '' ? null : value;
}

function checkValue(name: string, definition: PropertyDefinition, value: PropertyValue): PropertyValue {
  if (definition.isCollection) {
    if (!Array.isArray(value)) throw directoryErrors.PROPERTY_INVALID({ property: name, reason: 'a list is expected' });
    const elements = value.map((element: PropertyValue) => checkElement(name, definition, element));
    return definition.allowed === undefined ? elements : [...new Set(elements)];
  }
  return checkElement(name, definition, value);
}

function checkElement(name: string, definition: PropertyDefinition, value: PropertyValue): PropertyValue {
  if (definition.type === 'Complex') return checkFields(name, definition, value);
  if (typeof value !== 'string') return value;
  if (value.includes('\0')) {
    throw directoryErrors.PROPERTY_INVALID({ property: name, reason: 'the character U+0000 cannot be stored' });
  }
  if (definition.maxLength !== undefined && value.length > definition.maxLength) {
    throw directoryErrors.PROPERTY_INVALID({
      property: name,
      reason: `${value.length} characters; the limit is ${definition.maxLength}`,
    });
  }
  if (definition.allowed === undefined) return value;
  const canonical = definition.allowed.find((each) => each.toLowerCase() === value.toLowerCase());
  if (canonical !== undefined) return canonical;
  throw directoryErrors.PROPERTY_INVALID({
    property: name,
    reason: `one of ${definition.allowed.join('; ')} is expected`,
  });
}

function checkFields(name: string, definition: PropertyDefinition, value: PropertyValue): PropertyValue {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw directoryErrors.PROPERTY_INVALID({ property: name, reason: 'an object is expected' });
  }
  const fields: Record<string, PropertyValue> = {};
  for (const [field, given] of Object.entries(value as Record<string, PropertyValue>)) {
    const limit = definition.maxLength;
    if (typeof given === 'string' && limit !== undefined && given.length > limit) {
      throw directoryErrors.PROPERTY_INVALID({
        property: `${name}/${field}`,
        reason: `longer than ${limit} characters`,
      });
    }
    fields[field] = given === '' ? null : given;
  }
  return fields;
}

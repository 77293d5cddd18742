import { canonicalPropertyName, type PropertyDefinition, propertyTables } from '@muster/directory';

/** Where a value goes: a property of users, or one field of a complex one. */
export interface Target {
  readonly property: string;
  readonly field: string | undefined;
  /** For messages: `property` or `property.field`. */
  readonly name: string;
  readonly definition: PropertyDefinition;
}

const shortExtension = /^extensionAttribute([1-9]|1[0-5])$/i;

/**
 * The target a map names, found ignoring case.
 *
 * @returns a sentence that says why not, when users have no such property or an import may not write it
 */
export function parseTarget(name: string): Target | string {
  const full = shortExtension.test(name) ? `onPremisesExtensionAttributes.${name}` : name;
  const [propertyPart, fieldPart, more] = full.split('.');
  const property = canonicalPropertyName('user', propertyPart!);
  if (property === undefined || more !== undefined) return `is no property of users`;
  const definition = propertyTables.user[property]!;
  if (definition.write === 'readOnly') return 'is set by the directory alone';
  if (definition.write === 'writeOnly') return 'cannot be imported';
  if (definition.fields === undefined) {
    return fieldPart === undefined
      ? { property, field: undefined, name: property, definition }
      : 'is no property of users';
  }
  const field = Object.keys(definition.fields).find((name) => name.toLowerCase() === fieldPart?.toLowerCase());
  if (field === undefined) return `needs one of its fields: ${Object.keys(definition.fields).join(', ')}`;
  return { property, field, name: `${property}.${field}`, definition };
}

import type { Properties, PropertyValue } from './directory-object.ts';
import type { ObjectType } from './property-definition.ts';
import { isExtensionName, propertyTables } from './property-tables.ts';

/**
 * The properties after a patch: null clears, absent leaves, collections are replaced whole, fields of a single complex
 * value are merged one by one (as clients expect of `onPremisesExtensionAttributes`).
 */
export function mergeProperties(type: ObjectType, before: Properties, patch: Properties): Properties {
  const merged: Record<string, PropertyValue> = { ...before };
  for (const [name, value] of Object.entries(patch)) {
    const definition = isExtensionName(name) ? undefined : propertyTables[type][name];
    const old = merged[name];
    const isPartial = definition?.type === 'Complex' && !definition.isCollection;
    merged[name] =
      isPartial && isRecord(value) && isRecord(old)
        ? withoutNulls({ ...old, ...value })
        : isPartial && isRecord(value)
          ? withoutNulls(value)
          : value;
  }
  return merged;
}

function isRecord(value: PropertyValue | undefined): value is { readonly [field: string]: PropertyValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withoutNulls(fields: { readonly [field: string]: PropertyValue }): PropertyValue {
  const kept = Object.entries(fields).filter(([, value]) => value !== null);
  return kept.length === 0 ? null : Object.fromEntries(kept);
}

import {
  canonicalPropertyName,
  type FieldType,
  isExtensionName,
  type ObjectType,
  objectTypes,
  type PropertyDefinition,
  propertyTables,
  text,
} from '@muster/directory';

/** A registered directory extension. */
export interface KnownExtension {
  /** The type of its values. */
  readonly type: FieldType;
  /** Objects of these types can have it. */
  readonly targets: readonly ObjectType[];
}

/** Every registered directory extension by its full name. */
export type KnownExtensions = ReadonlyMap<string, KnownExtension>;

/** Where names in a request are looked up. */
export interface PropertyScope {
  /** Several for polymorphic collections: a name is known when one of the types has it. */
  readonly types: readonly ObjectType[];
  readonly knownExtensions: KnownExtensions;
}

/** A property that a request named. */
export interface ResolvedProperty {
  /** The schema's spelling. */
  readonly name: string;
  readonly definition: PropertyDefinition;
  /** Types of the scope that have it. */
  readonly owners: readonly ObjectType[];
  readonly isExtension: boolean;
}

/** Longest text of a directory extension (Graph surface spec §12.9). */
const extensionLength = 256;

function resolveExtension(scope: PropertyScope, name: string): ResolvedProperty | undefined {
  const lower = name.toLowerCase();
  for (const [known, { type, targets }] of scope.knownExtensions) {
    if (known.toLowerCase() !== lower) continue;
    const owners = scope.types.filter((each) => targets.includes(each));
    if (owners.length === 0) return undefined;
    return { name: known, definition: { ...text(extensionLength), type }, owners, isExtension: true };
  }
  return undefined;
}

/** The property of that name, case ignored; undefined when no type of the scope has it. */
export function resolveProperty(scope: PropertyScope, name: string): ResolvedProperty | undefined {
  if (isExtensionName(name)) return resolveExtension(scope, name);
  const owners = scope.types.filter((type) => canonicalPropertyName(type, name) !== undefined);
  const [first] = owners;
  if (first === undefined) return undefined;
  const canonical = canonicalPropertyName(first, name)!;
  return { name: canonical, definition: propertyTables[first][canonical]!, owners, isExtension: false };
}

/** The field of a complex property in the schema's spelling, with its type. */
export function resolveField(
  definition: PropertyDefinition,
  name: string,
): { readonly name: string; readonly type: FieldType } | undefined {
  const lower = name.toLowerCase();
  for (const [field, type] of Object.entries(definition.fields ?? {})) {
    if (field.toLowerCase() === lower) return { name: field, type };
  }
  return undefined;
}

/** The type's name for messages: `directoryObject` when there are several. */
export function scopeTypeName(scope: PropertyScope): string {
  return scope.types.length === 1 ? scope.types[0]! : 'directoryObject';
}

const castForm = /^#?(?:microsoft\.)?graph\.(\w+)$/i;

/** The object type that `microsoft.graph.user`, `graph.user` or `#microsoft.graph.user` names, in any case. */
export function castType(text: string): ObjectType | undefined {
  const name = castForm.exec(text)?.[1]?.toLowerCase();
  return objectTypes.find((type) => type.toLowerCase() === name);
}

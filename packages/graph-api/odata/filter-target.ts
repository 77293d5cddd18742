import { type FieldType, isExtensionName, type ObjectType } from '@muster/directory';
import type { Capability, FilterWord } from '../capabilities/capability.ts';
import { capabilityOf } from '../capabilities/capability-tables.ts';
import { foreignPropertyName } from '../capabilities/foreign-properties.ts';
import { navigationName } from '../capabilities/navigations.ts';
import { graphErrors } from '../errors.ts';
import type { FilterPath } from './filter-tree.ts';
import {
  castType,
  type PropertyScope,
  type ResolvedProperty,
  resolveField,
  resolveProperty,
  scopeTypeName,
} from './property-scope.ts';

/** What a path in a filter leads to. All names are the schema's. */
export interface FilterTarget {
  readonly path: readonly string[];
  readonly type: FieldType | 'Complex';
  readonly isCollection: boolean;
  readonly property: ResolvedProperty;
  /** One for each owner of the property; empty when none can be filtered. */
  readonly capabilities: readonly Capability[];
  /** The path began with a cast to this type. */
  readonly cast: ObjectType | undefined;
}

/** The element that a lambda's variable stands for. */
export interface LambdaScope {
  readonly variable: string;
  readonly collection: ResolvedProperty;
}

function capabilitiesOf(property: ResolvedProperty, path: readonly string[]): readonly Capability[] {
  return property.owners
    .map((type) => capabilityOf(type, path, property.isExtension))
    .filter((capability) => capability !== undefined);
}

function unknownProperty(scope: PropertyScope, name: string) {
  if (isExtensionName(name)) return graphErrors.FILTER_UNKNOWN_EXTENSION({ property: name });
  if (scope.types.some((type) => foreignPropertyName(type, name) !== undefined))
    return graphErrors.QUERY_NOT_INDEXED({ property: name });
  if (scope.types.some((type) => navigationName(type, name) !== undefined))
    return graphErrors.QUERY_UNSUPPORTED({ reason: `the relation \`${name}\` cannot be filtered` });
  return graphErrors.FILTER_UNKNOWN_PROPERTY({ property: name, type: scopeTypeName(scope) });
}

function fieldTarget(
  scope: PropertyScope,
  property: ResolvedProperty,
  names: FilterPath,
  cast: ObjectType | undefined,
): FilterTarget {
  const [fieldName, ...more] = names;
  const { type, isCollection } = property.definition;
  if (fieldName === undefined) {
    const path = [property.name];
    return { path, type, isCollection, property, capabilities: capabilitiesOf(property, path), cast };
  }
  const field = isCollection ? undefined : resolveField(property.definition, fieldName.text);
  if (field === undefined || more.length > 0) {
    const written = names.map((name) => name.text).join('/');
    throw graphErrors.FILTER_UNKNOWN_PROPERTY({ property: written, type: scopeTypeName(scope) });
  }
  const path = [property.name, field.name];
  return { path, type: field.type, isCollection: false, property, capabilities: capabilitiesOf(property, path), cast };
}

/**
 * Looks up a path outside any lambda.
 *
 * @throws AppError FILTER_UNKNOWN_PROPERTY, FILTER_UNKNOWN_EXTENSION, QUERY_NOT_INDEXED, QUERY_UNSUPPORTED
 */
export function resolveTarget(scope: PropertyScope, path: FilterPath): FilterTarget {
  const cast = path.length > 1 ? castType(path[0]!.text) : undefined;
  const names = cast === undefined ? path : path.slice(1);
  if (cast !== undefined && !scope.types.includes(cast)) throw unknownProperty(scope, path[0]!.text);
  const inner = cast === undefined ? scope : { ...scope, types: [cast] };
  const name = names[0]!.text;
  const property = resolveProperty(inner, name);
  if (property === undefined) throw unknownProperty(inner, name);
  if (property.definition.write === 'writeOnly') throw graphErrors.QUERY_NOT_INDEXED({ property: property.name });
  return fieldTarget(inner, property, names.slice(1), cast);
}

/**
 * Looks up a path inside `any(x:…)`: `x` is the element, `x/field` a field of it.
 *
 * @throws AppError FILTER_UNKNOWN_PROPERTY
 */
export function resolveElement(scope: PropertyScope, lambda: LambdaScope, path: FilterPath): FilterTarget {
  const [variable, fieldName, ...more] = path;
  const property = lambda.collection;
  const { type } = property.definition;
  const isVariable = variable!.text.toLowerCase() === lambda.variable.toLowerCase();
  if (isVariable && fieldName === undefined && type !== 'Complex') {
    const capabilities = capabilitiesOf(property, [property.name]);
    return { path: [], type, isCollection: false, property, capabilities, cast: undefined };
  }
  const field = fieldName === undefined ? undefined : resolveField(property.definition, fieldName.text);
  if (!isVariable || field === undefined || more.length > 0) {
    const written = path.map((segment) => segment.text).join('/');
    throw graphErrors.FILTER_UNKNOWN_PROPERTY({ property: written, type: scopeTypeName(scope) });
  }
  const capabilities = capabilitiesOf(property, [property.name, field.name]);
  return { path: [field.name], type: field.type, isCollection: false, property, capabilities, cast: undefined };
}

/** How well a word works on a target; `null` works, with advanced parameters, wherever `eq` does. */
export function supportOf(target: FilterTarget, word: FilterWord): 'default' | 'advanced' | 'none' {
  if (target.capabilities.some((capability) => capability.filter.has(word))) return 'default';
  if (target.capabilities.some((capability) => capability.filterAdvanced.has(word))) return 'advanced';
  return word === 'null' && supportOf(target, 'eq') !== 'none' ? 'advanced' : 'none';
}

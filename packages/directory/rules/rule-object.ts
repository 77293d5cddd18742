import { formatInstant, type Instant } from '@muster/kernel';
import {
  extendedProperties,
  type PropertyTables,
  type RuleDialect,
  type RuleObject,
  type RuleProperty,
  type RuleValue,
  ruleProperties,
} from '@muster/rules';
import type { Device, DirectoryObject, Properties, PropertyValue, User } from '../objects/directory-object.ts';
import { isExtensionName } from '../objects/property-tables.ts';

type Reader = (properties: Properties) => RuleValue;

const record = (value: PropertyValue | undefined) =>
  value as Readonly<Record<string, PropertyValue>> | null | undefined;
const firstOf = (value: PropertyValue | undefined) =>
  ((value as readonly string[] | undefined)?.[0] ?? null) as string | null;

/** Reads one rule property from a directory object, by the Graph attribute it stands for. */
function readerOf(property: RuleProperty): Reader {
  if (property.name === 'sipProxyAddress') {
    return (p) => (p.sipProxyAddress as string | null | undefined) ?? firstOf(p.imAddresses);
  }
  const [attribute, field] = property.graphAttribute.split('.') as [string, string?];
  if (field !== undefined) return (p) => (record(p[attribute])?.[field] ?? null) as RuleValue;
  if (attribute === 'businessPhones') return (p) => firstOf(p.businessPhones);
  return (p) => (p[attribute] ?? null) as RuleValue;
}

/** Rule properties that do not come from stored properties. */
const ofTheObject = new Set(['objectId', 'managerId', 'memberOf', 'transitiveMemberOf']);

const readers = { entra: readersOf(ruleProperties), extended: readersOf(extendedProperties) };

function readersOf(tables: PropertyTables) {
  const stored = (properties: readonly RuleProperty[]) => properties.filter((p) => !ofTheObject.has(p.name));
  return {
    user: stored(tables.user).map((p) => [p.name, readerOf(p)] as const),
    device: stored(tables.device).map((p) => [p.name, readerOf(p)] as const),
  };
}

const readerByName = {
  entra: { user: new Map(readers.entra.user), device: new Map(readers.entra.device) },
  extended: { user: new Map(readers.extended.user), device: new Map(readers.extended.device) },
};

/** Names of the rule properties that come from what is stored of an object, extensions apart. */
export function storedRuleNames(type: 'user' | 'device', { dialect }: RuleView): readonly string[] {
  const own = type === 'user' ? ['objectId', 'managerId'] : ['objectId'];
  return [...own, ...readers[dialect][type].map(([name]) => name)];
}

/** How rules see objects, as far as the directory's settings decide it. */
export interface RuleView {
  /** Lower-case names of directory extensions that hold dates. */
  readonly dateExtensions: ReadonlySet<string>;
  readonly dialect: RuleDialect;
}

/** An extension value as text, the only form in which rules see it (rule language spec D-18). */
export function extensionText(value: PropertyValue, isInstant: boolean): string | null {
  if (value === null || typeof value === 'object') return null;
  return isInstant && typeof value === 'number' ? formatInstant(value as Instant) : String(value);
}

/**
 * What rules see of a user or device.
 *
 * @param memberOf ids of the groups the object is a direct member of; only memberOf rules read it
 * @param view the rule registry
 */
export function toRuleObject(object: User | Device, memberOf: readonly string[], view: RuleView): RuleObject {
  const known = converted.get(object);
  const isKnown = known?.dateExtensions === view.dateExtensions && known.dialect === view.dialect;
  if (isKnown && memberOf.length === 0) return known.seen;
  const seen = convert(object, memberOf, view);
  const { dateExtensions, dialect } = view;
  if (memberOf.length === 0) converted.set(object, { dateExtensions, dialect, seen });
  return seen;
}

/**
 * What rules see of some rule properties of a user or device, `memberOf` apart; null for those without a value and those
 * that the directory's language does not have. Costs the names; a change touches few of the sixty that there are.
 */
export function toRuleValues(
  object: User | Device,
  names: Iterable<string>,
  { dateExtensions, dialect }: RuleView,
): RuleObject['values'] {
  const values: Record<string, RuleValue> = {};
  for (const name of names) {
    const read = readerByName[dialect][object.type].get(name);
    if (read !== undefined) values[name] = read(object.properties);
    else if (name === 'objectId') values[name] = object.id;
    else if (name === 'managerId') values[name] = object.managerId;
    else values[name] = extensionText(extensionOf(object.properties, name), dateExtensions.has(name));
  }
  return values;
}

/** @param key the extension's name in lower case, in which rules know it */
function extensionOf(properties: Properties, key: string): PropertyValue {
  const name = Object.keys(properties).find((each) => isExtensionName(each) && each.toLowerCase() === key);
  return name === undefined ? null : properties[name]!;
}

/** What rules see of states at hand: a write asks several times. INVARIANT: a state is never changed, only replaced. */
const converted = new WeakMap<User | Device, RuleView & { readonly seen: RuleObject }>();

function convert(
  object: User | Device,
  memberOf: readonly string[],
  { dateExtensions, dialect }: RuleView,
): RuleObject {
  const values: Record<string, RuleValue> = { objectId: object.id, managerId: object.managerId, memberOf };
  for (const [name, read] of readers[dialect][object.type]) values[name] = read(object.properties);
  for (const [name, value] of Object.entries(object.properties)) {
    if (!isExtensionName(name)) continue;
    const key = name.toLowerCase();
    values[key] = extensionText(value, dateExtensions.has(key));
  }
  return { type: object.type, values };
}

const ruleNamesOf = {
  user: namesByAttribute('user'),
  device: namesByAttribute('device'),
};

function namesByAttribute(type: 'user' | 'device'): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const property of extendedProperties[type]) {
    const attribute = property.graphAttribute.split('.')[0]!;
    const known = names.get(attribute);
    if (known === undefined) names.set(attribute, [property.name]);
    else known.push(property.name);
  }
  return names;
}

/** The rule properties that a changed property of an object can change. `managerId` stands for the manager. */
export function ruleNamesTouchedBy(type: 'user' | 'device', property: string): readonly string[] {
  if (isExtensionName(property)) return [property.toLowerCase()];
  if (property === 'managerId') return ['managerId'];
  const names = ruleNamesOf[type].get(property) ?? [];
  return property === 'sipProxyAddress' ? ['sipProxyAddress'] : names;
}

/** The rule properties that can differ between two states of a user or device. */
export function changedRuleNames(
  before: DirectoryObject<'user' | 'device'>,
  after: DirectoryObject<'user' | 'device'>,
): ReadonlySet<string> {
  return new Set(changedProperties(before, after).flatMap((property) => ruleNamesTouchedBy(after.type, property)));
}

/** Names of properties whose values differ between the two states. */
export function changedProperties(before: DirectoryObject, after: DirectoryObject): string[] {
  const [was, is] = [before.properties, after.properties];
  const changed = Object.keys(is).filter((name) => !sameValue(was[name] ?? null, is[name] ?? null));
  for (const name of Object.keys(was)) if (!(name in is) && (was[name] ?? null) !== null) changed.push(name);
  if (before.managerId !== after.managerId) changed.push('managerId');
  return changed;
}

/** Deep equality of property values; the order of a collection counts, an absent field is null. */
export function sameValue(a: PropertyValue, b: PropertyValue): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, i) => sameValue(each, b[i]));
  }
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) || Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, PropertyValue>, b as Record<string, PropertyValue>];
  const fields = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...fields].every((field) => sameValue(left[field] ?? null, right[field] ?? null));
}

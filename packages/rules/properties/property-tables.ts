import type { RuleObjectType } from '../ast/rule-object-type.ts';
import { deviceProperties } from './device-properties.ts';
import { extendedAttributes } from './extended-properties.ts';
import { foreignNames } from './foreign-names.ts';
import { nearestWord } from './nearest-word.ts';
import { describeProperty, type PropertyDescription, type PropertyTables, type RuleProperty } from './rule-property.ts';
import { userProperties } from './user-properties.ts';

/**
 * The attributes that rules can read, as the portable language knows them: for each its canonical rule name, its type
 * and the Graph attribute it stands for. Directory extensions are not listed; `findProperty` knows their form.
 *
 * @see rule language spec §3
 */
export const ruleProperties: PropertyTables = { user: userProperties, device: deviceProperties };

/**
 * Tables with a deployment's own names added; rules that use them get the lint W_NON_PORTABLE (D-19). An added name
 * takes the place of a listed one that differs only in case.
 */
export function extendProperties(
  tables: PropertyTables,
  added: Partial<Readonly<Record<RuleObjectType, readonly PropertyDescription[]>>>,
): PropertyTables {
  const extend = (type: RuleObjectType) => [
    ...tables[type],
    ...(added[type] ?? []).map((each) => describeProperty({ isPortable: false, ...each })),
  ];
  return { user: extend('user'), device: extend('device') };
}

/**
 * The attributes that rules of the extended dialect can read: the portable ones and what else the directory keeps, which
 * gets the lint W_NON_PORTABLE.
 */
export const extendedProperties: PropertyTables = extendProperties(ruleProperties, extendedAttributes);

interface TableIndex {
  readonly byRuleName: ReadonlyMap<string, RuleProperty>;
  readonly byGraphAttribute: ReadonlyMap<string, RuleProperty>;
  readonly names: readonly string[];
}

const indexes = new WeakMap<readonly RuleProperty[], TableIndex>();

function indexOf(table: readonly RuleProperty[]): TableIndex {
  const known = indexes.get(table);
  if (known !== undefined) return known;
  const index = {
    byRuleName: new Map(table.map((each) => [each.name.toLowerCase(), each])),
    byGraphAttribute: new Map(table.map((each) => [each.graphAttribute.toLowerCase(), each])),
    names: table.map((each) => each.name),
  };
  indexes.set(table, index);
  return index;
}

const extensionForm = /^extension_[a-z0-9]{32}_[a-z0-9_]+$/;

/**
 * The property a rule name stands for, in any case; undefined when there is none. A directory extension of a user that
 * the tables do not list is found by its form; its canonical name is in lower case.
 *
 * @see rule language spec §3.3, D-18
 */
export function findProperty(tables: PropertyTables, type: RuleObjectType, name: string): RuleProperty | undefined {
  const lower = name.toLowerCase();
  const listed = indexOf(tables[type]).byRuleName.get(lower);
  if (listed !== undefined || type !== 'user' || !extensionForm.test(lower)) return listed;
  return describeProperty({ name: lower, isExtension: true });
}

/** The property that stands for a Graph attribute (`faxNumber`, `extensionAttributes.extensionAttribute1`). */
export function findByGraphAttribute(
  tables: PropertyTables,
  type: RuleObjectType,
  attribute: string,
): RuleProperty | undefined {
  return indexOf(tables[type]).byGraphAttribute.get(attribute.toLowerCase());
}

/**
 * The full name (`user.department`) that was probably meant by a name rules cannot use: the rule name of a Graph,
 * Intune or Conditional Access property, the same name on the other kind of object, or the nearest spelling.
 */
export function suggestProperty(tables: PropertyTables, type: RuleObjectType, name: string): string | undefined {
  const lower = name.toLowerCase();
  const foreign = Object.hasOwn(foreignNames[type], lower) ? foreignNames[type][lower] : undefined;
  const same = findByGraphAttribute(tables, type, lower)?.name ?? foreign;
  if (same !== undefined) return `${type}.${same}`;
  const other = type === 'user' ? 'device' : 'user';
  const onOther = findProperty(tables, other, name)?.name;
  if (onOther !== undefined) return `${other}.${onOther}`;
  const nearest = nearestWord(name, indexOf(tables[type]).names);
  return nearest === undefined ? undefined : `${type}.${nearest}`;
}

import { formatInstant, type Instant } from '@muster/kernel';
import type { CheckedRule } from '@muster/rules';
import type { PropertyValue } from '../objects/directory-object.ts';
import { type FieldType, type ObjectType, objectTypes } from '../objects/property-definition.ts';
import { isExtensionName, propertyTables } from '../objects/property-tables.ts';
import type { Fact, LoggedChange } from '../ports/change-log.ts';
import { ruleNamesTouchedBy } from '../rules/rule-object.ts';
import type { ChangedProperty, ExplainedChange } from './membership-explanation.ts';

/** What is needed to write down the values of a change. */
export interface ChangeView {
  /** Lower-case names of the directory extensions that hold dates. */
  readonly dateExtensions: ReadonlySet<string>;
  /** The rule in force at the change; null when there was none. */
  readonly rule: CheckedRule | null;
}

/** Properties of a group that make its rule. */
export const ruleProperties = ['groupTypes', 'membershipRule', 'membershipRuleProcessingState'] as const;

/** The change, with what it changed of one object. Of a new object only what the rule reads is told. */
export function explainedChange(change: LoggedChange, id: string, view: ChangeView): ExplainedChange {
  const { actor, operation, requestId, at } = change.cause;
  const facts = change.facts.filter((fact) => fact.objectId === id);
  const changedProperties = facts.flatMap((fact) => changedBy(fact, view));
  return { seq: change.seq, at, actor, operation, requestId, changedProperties };
}

function changedBy(fact: Fact, view: ChangeView): readonly ChangedProperty[] {
  const type = fact.objectType;
  if (!isObjectType(type)) return [];
  return Object.entries(fact.changes).flatMap(([name, [before, after]]): ChangedProperty[] => {
    if (name !== 'managerId' && !isExtensionName(name) && !Object.hasOwn(propertyTables[type], name)) return [];
    const isReadByRule = isRead(type, name, view.rule);
    const isTold = isReadByRule || fact.action !== 'create' || (type === 'group' && ofRules.has(name));
    if (!isTold) return [];
    const write = (value: PropertyValue) => written(type, name, value, view.dateExtensions);
    return [{ name, before: write(before), after: write(after), isReadByRule }];
  });
}

const isObjectType = (type: Fact['objectType']): type is ObjectType =>
  (objectTypes as readonly string[]).includes(type);

const ofRules: ReadonlySet<string> = new Set(ruleProperties);

function isRead(type: Fact['objectType'], name: string, rule: CheckedRule | null): boolean {
  if (rule === null || (type !== 'user' && type !== 'device')) return false;
  return ruleNamesTouchedBy(type, name).some((each) => rule.properties.has(each));
}

/** The value with instants as ISO 8601 texts. */
function written(
  type: keyof typeof propertyTables,
  name: string,
  value: PropertyValue,
  dateExtensions: ReadonlySet<string>,
): PropertyValue {
  const definition = Object.hasOwn(propertyTables[type], name) ? propertyTables[type][name] : undefined;
  const isInstant = definition?.type === 'DateTimeOffset' || dateExtensions.has(name.toLowerCase());
  return writtenValue(value, isInstant, definition?.fields ?? {});
}

function writtenValue(
  value: PropertyValue,
  isInstant: boolean,
  fields: Readonly<Record<string, FieldType>>,
): PropertyValue {
  if (typeof value === 'number') return isInstant ? formatInstant(value as Instant) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => writtenValue(each, isInstant, fields));
  return Object.fromEntries(
    Object.entries(value).map(([field, each]) => [field, writtenValue(each, fields[field] === 'DateTimeOffset', {})]),
  );
}

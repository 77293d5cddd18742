import { parseInstant, toObjectId } from '@muster/kernel';
import type { RuleObjectType } from '../ast/rule-object-type.ts';
import { findByGraphAttribute, findProperty, ruleProperties } from '../properties/property-tables.ts';
import type { PropertyTables, RuleProperty } from '../properties/rule-property.ts';
import type { AssignedPlan, RuleObject, RuleValue } from './rule-object.ts';

/** What keeps JSON from being read as an object, one sentence each. */
export interface RuleObjectProblems {
  readonly problems: readonly string[];
}

interface Reading {
  readonly tables: PropertyTables;
  readonly type: RuleObjectType;
  readonly values: Record<string, RuleValue>;
  readonly problems: string[];
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a user or device as rules see it, from JSON keyed by rule names, by Graph names, or by both; a rule name that has a
 * value wins.
 * The kind stands in `type` or `@odata.type`; the manager in `managerId` or `manager.id`, all managers above, nearest
 * first, in `managerIds`. What rules cannot read is passed over.
 */
export function ruleObjectFromJson(
  json: unknown,
  options: { readonly properties?: PropertyTables } = {},
): RuleObject | RuleObjectProblems {
  if (!isRecord(json)) return { problems: ['the object must be a JSON object'] };
  const type = readType(json);
  if (type === undefined) return { problems: ['`type` must be user or device'] };
  const reading: Reading = { tables: options.properties ?? ruleProperties, type, values: {}, problems: [] };
  readGraphNames(reading, json, '');
  readRuleNames(reading, json);
  readManager(reading, json);
  return reading.problems.length > 0 ? { problems: reading.problems } : { type, values: reading.values };
}

function isRecord(json: unknown): json is Json {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function readType(json: Json): RuleObjectType | undefined {
  const written = json.type ?? json['@odata.type'];
  const name = typeof written === 'string' ? written.replace(/^#?microsoft\.graph\./i, '').toLowerCase() : '';
  return name === 'user' || name === 'device' ? name : undefined;
}

/** Attributes under their Graph names, one level deep: `onPremisesExtensionAttributes` and the like are objects. */
function readGraphNames(reading: Reading, json: Json, path: string): void {
  for (const [key, value] of Object.entries(json)) {
    const property = findByGraphAttribute(reading.tables, reading.type, path + key);
    if (property !== undefined) readValue(reading, property, key, value);
    else if (path === '' && isRecord(value)) readGraphNames(reading, value, `${key}.`);
  }
}

function readRuleNames(reading: Reading, json: Json): void {
  for (const [key, value] of Object.entries(json)) {
    const property = findProperty(reading.tables, reading.type, key);
    const isSettled = property === undefined || property === findByGraphAttribute(reading.tables, reading.type, key);
    if (isSettled || value === undefined) continue;
    const isKnownOtherwise = value === null && reading.values[property.name] !== undefined;
    if (!isKnownOtherwise) readValue(reading, property, key, value);
  }
}

function readManager({ values, problems }: Reading, json: Json): void {
  if (isTexts(json.managerIds)) values.managerIds = json.managerIds.map(canonicalId);
  else if (json.managerIds !== undefined && json.managerIds !== null) {
    problems.push('`managerIds` must be a list of texts or null');
  }
  const id = json.managerId ?? (isRecord(json.manager) ? json.manager.id : undefined);
  if (id === undefined || id === null) return;
  if (typeof id === 'string') values.managerId = canonicalId(id);
  else problems.push('`managerId` must be a text or null');
}

function canonicalId(id: string): string {
  return toObjectId(id) ?? id;
}

function readValue({ values, problems }: Reading, property: RuleProperty, key: string, json: unknown): void {
  const value = convert(property, json);
  if (value === undefined) problems.push(`\`${key}\` must be ${expected[property.type]} or null`);
  else values[property.name] = value;
}

const expected: Readonly<Record<RuleProperty['type'], string>> = {
  text: 'a text',
  boolean: 'true or false',
  date: 'an ISO 8601 date or time',
  texts: 'a list of texts',
  plans: 'a list of plans',
  groups: 'a list of group ids',
};

/** The value of a property from JSON; undefined when it does not fit the property's type. */
function convert(property: RuleProperty, json: unknown): RuleValue | undefined {
  if (json === null || json === undefined) return null;
  switch (property.type) {
    case 'text':
      return convertText(property, json);
    case 'boolean':
      return typeof json === 'boolean' ? json : undefined;
    case 'date':
      return typeof json === 'string' ? parseInstant(json) : undefined;
    case 'texts':
      return isTexts(json) ? json : undefined;
    case 'plans':
      return Array.isArray(json) && json.every(isPlan) ? json : undefined;
    case 'groups':
      return convertGroups(json);
  }
}

/** Graph keeps phone numbers and chat addresses in lists; a rule sees the first. Extensions may hold other types. */
function convertText(property: RuleProperty, json: unknown): string | null | undefined {
  if (typeof json === 'string') return property.name === 'objectId' ? canonicalId(json) : json;
  if (isTexts(json) && property.name !== property.graphAttribute) return json[0] ?? null;
  const isScalar = typeof json === 'boolean' || typeof json === 'number';
  return property.isExtension && isScalar ? String(json) : undefined;
}

function isTexts(json: unknown): json is readonly string[] {
  return Array.isArray(json) && json.every((each) => typeof each === 'string');
}

const planFields = ['servicePlanId', 'service', 'capabilityStatus'];

function isPlan(json: unknown): json is AssignedPlan {
  if (!isRecord(json)) return false;
  return planFields.every(
    (field) => json[field] === undefined || json[field] === null || typeof json[field] === 'string',
  );
}

function convertGroups(json: unknown): RuleValue | undefined {
  if (!Array.isArray(json)) return undefined;
  const ids = json.map((each: unknown) => (isRecord(each) ? each.id : each));
  return isTexts(ids) ? ids.map(canonicalId) : undefined;
}

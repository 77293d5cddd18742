import type { PlanField, PropertySubject } from '../ast/checked-rule.ts';
import type { RuleObjectType } from '../ast/rule-object-type.ts';
import type { PropertyWord } from '../ast/syntax-tree.ts';
import { findProperty, suggestProperty } from '../properties/property-tables.ts';
import type { ResolvedSubject, RuleCheck } from './rule-check.ts';

const planFields: readonly PlanField[] = ['servicePlanId', 'service', 'capabilityStatus'];
const elementHeads: ReadonlySet<string> = new Set(['_', 'assignedplan', 'group']);

/** How the elements of a collection are written, for messages. */
function elementSpelling(collection: PropertySubject): string {
  return collection.property.type === 'plans' ? 'assignedPlan.service' : '_';
}

/**
 * Finds out what a property word stands for: a property of the object, or inside a body (`collection` given) the
 * element. Reports what is wrong with it and returns undefined otherwise.
 */
export function resolveProperty(
  check: RuleCheck,
  word: PropertyWord,
  collection: PropertySubject | undefined,
): ResolvedSubject | undefined {
  const resolved = resolve(check, word, collection);
  if (resolved !== undefined) check.subjects.set(word, resolved);
  return resolved;
}

function resolve(
  check: RuleCheck,
  word: PropertyWord,
  collection: PropertySubject | undefined,
): ResolvedSubject | undefined {
  const dot = word.text.indexOf('.');
  const head = (dot < 0 ? word.text : word.text.slice(0, dot)).toLowerCase();
  const rest = dot < 0 ? '' : word.text.slice(dot + 1);
  if (rest !== '' && (head === 'user' || head === 'device')) {
    return resolveObjectProperty(check, word, head, rest, collection);
  }
  if (collection !== undefined) return resolveElement(check, word, head, rest, collection);
  if (elementHeads.has(head)) return check.report('ELEMENT_OUTSIDE_LAMBDA', word, { text: word.text });
  if (rest !== '') return check.report('UNKNOWN_OBJECT', word, { text: word.text });
  const suggestion = prefixed(check, word.text);
  return check.report('PREFIX_REQUIRED', word, { text: word.text }, { suggestion, fix: suggestion });
}

/** The full name of a property written without its prefix, when only one kind of object has it. */
function prefixed(check: RuleCheck, name: string): string | undefined {
  const owners = (['user', 'device'] as const).filter((type) => findProperty(check.tables, type, name) !== undefined);
  const type = check.objectType !== undefined && owners.includes(check.objectType) ? check.objectType : owners[0];
  const isClear = type !== undefined && (owners.length === 1 || type === check.objectType);
  return isClear ? `${type}.${findProperty(check.tables, type, name)!.name}` : undefined;
}

function resolveObjectProperty(
  check: RuleCheck,
  word: PropertyWord,
  type: RuleObjectType,
  name: string,
  collection: PropertySubject | undefined,
): ResolvedSubject | undefined {
  check.objectType ??= type;
  if (type !== check.objectType) return check.report('MIXED_OBJECTS', word);
  if (collection !== undefined) return check.report('OUTER_PROPERTY_IN_LAMBDA', word);
  const property = findProperty(check.tables, type, name);
  if (property === undefined) {
    const suggestion = suggestProperty(check.tables, type, name);
    const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
    return check.report('UNKNOWN_PROPERTY', word, { text: word.text, hint }, { suggestion, fix: suggestion });
  }
  const isSpelledFreely = property.isExtension && property.name === name.toLowerCase();
  const text = `${type}.${isSpelledFreely ? name : property.name}`;
  return { subject: { kind: 'property', property, text }, type: property.type, isVersion: property.isVersion };
}

function resolveElement(
  check: RuleCheck,
  word: PropertyWord,
  head: string,
  rest: string,
  collection: PropertySubject,
): ResolvedSubject | undefined {
  const element = elementSpelling(collection);
  if (element === '_' && word.text === '_') {
    return { subject: { kind: 'element', text: '_' }, type: 'text', isVersion: false };
  }
  if (element === '_' || head !== 'assignedplan') {
    const fix = element === '_' ? '_' : undefined;
    return check.report('WRONG_ELEMENT', word, { property: collection.text, element }, { suggestion: element, fix });
  }
  const field = planFields.find((each) => each.toLowerCase() === rest.toLowerCase());
  if (field === undefined) return check.report('UNKNOWN_PROPERTY', word, { text: word.text, hint: '' });
  return { subject: { kind: 'planField', field, text: `assignedPlan.${field}` }, type: 'text', isVersion: false };
}

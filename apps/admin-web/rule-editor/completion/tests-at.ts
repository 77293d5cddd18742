import { findProperty, type OpenEnd, type Quantifier, type RuleObjectType, type RuleProperty } from '@muster/rules';
import { offeredTests, readableProperties } from '../operators/offered-operators.ts';
import type { CompletionContext } from './completion.ts';

/** A property under test, and the kind of object that has it. */
export interface TestedProperty {
  readonly type: RuleObjectType;
  readonly property: RuleProperty;
}

/** The property that a word of the text names. */
export function propertyNamed(written: string, context: CompletionContext): TestedProperty | undefined {
  const [head, ...rest] = written.split('.');
  const type = head!.toLowerCase();
  if (type !== 'user' && type !== 'device') return undefined;
  const property = findProperty(tablesOf(context), type, rest.join('.'));
  return property === undefined ? undefined : { type, property };
}

function tablesOf(context: CompletionContext) {
  return { user: readableProperties('user', context), device: readableProperties('device', context) };
}

/** The operators that the property or element takes, with the kinds of value they take. */
export function testsAt(end: OpenEnd, context: CompletionContext) {
  const found = end.property === undefined ? undefined : propertyNamed(end.collection ?? end.property, context);
  if (found === undefined) return undefined;
  const tests = offeredTests(found.type, found.property, context);
  const element = tests.elements.find((each) => each.element.toLowerCase() === end.property?.toLowerCase());
  const quantifiers = new Set(tests.elements.flatMap((each) => each.quantifiers));
  if (end.collection !== undefined) return { ...found, operators: element?.operators ?? [], quantifiers: [] };
  const ofGroups: readonly Quantifier[] = found.property.type === 'groups' ? ['any'] : [...quantifiers];
  return { ...found, operators: tests.direct, quantifiers: ofGroups };
}

import type { Instant } from '@muster/kernel';
import fc from 'fast-check';
import type { CheckedRule } from '../ast/checked-rule.ts';
import type { RuleObjectType } from '../ast/rule-object-type.ts';
import { checkRule, longestRule } from '../check/check-rule.ts';
import type { AssignedPlan, RuleObject, RuleValue } from '../objects/rule-object.ts';
import { ruleProperties } from '../properties/property-tables.ts';
import type { RuleProperty } from '../properties/rule-property.ts';
import { arbitraryCondition } from './generate-conditions.ts';
import {
  dates,
  extensionName,
  groupIds,
  managerIds,
  objectIds,
  planServices,
  planStates,
  texts,
  versions,
} from './value-pools.ts';

/** Rules without errors, as text, about the given kind of object; one in ten is a rule of a special form. */
export function arbitraryRuleText(type: RuleObjectType): fc.Arbitrary<string> {
  const sources = fc.uniqueArray(fc.constantFrom(...groupIds), { minLength: 1, maxLength: 3 });
  const memberOf = sources.map(
    (ids) => `${type}.memberOf -any (group.objectId -in [${ids.map((id) => `'${id}'`).join(', ')}])`,
  );
  const reports = fc.constantFrom(...managerIds).map((id) => `Direct Reports for "${id}"`);
  return fc.oneof(
    { weight: 18, arbitrary: arbitraryCondition(type) },
    { weight: 1, arbitrary: memberOf },
    { weight: 1, arbitrary: type === 'user' ? reports : memberOf },
  );
}

/** Rules without errors that are nearly as long as rules may be: many conditions, some inside others. */
export function arbitraryLongRule(type: RuleObjectType): fc.Arbitrary<CheckedRule> {
  const connector = fc.constantFrom(' -and ', ' -or ', ' -and -not ', ' -or -not ');
  const parts = fc.array(fc.tuple(arbitraryCondition(type), connector), { minLength: 60, maxLength: 60, size: 'max' });
  return parts.map((found) => {
    let text = '';
    for (const [condition, before] of found) {
      const longer = text === '' ? `(${condition})` : `${text}${before}(${condition})`;
      if (longer.length <= longestRule && checkRule(longer).ok) text = longer;
    }
    return checked(text);
  });
}

/** Rules without errors. The patterns in them match some of the texts that `arbitraryObject` uses. */
export function arbitraryRule(type: RuleObjectType): fc.Arbitrary<CheckedRule> {
  return arbitraryRuleText(type).map(checked);
}

function checked(text: string): CheckedRule {
  const result = checkRule(text);
  if (!result.ok) throw new Error(`generated a rule with errors: ${text} ${JSON.stringify(result.diagnostics)}`);
  return result.rule;
}

/**
 * Users or devices with values from the same small pools as the values in generated rules, so that rules are true about
 * as often as false. Every property may be null, empty or absent.
 */
export function arbitraryObject(type: RuleObjectType): fc.Arbitrary<RuleObject> {
  const readable: Record<string, fc.Arbitrary<RuleValue>> = { managerId: fc.option(fc.constantFrom(...managerIds)) };
  for (const property of ruleProperties[type]) readable[property.name] = arbitraryValue(property);
  if (type === 'user') readable[extensionName] = fc.option(fc.constantFrom(...texts));
  const values = fc.record(readable, { requiredKeys: ['objectId'] });
  return values.map((found) => ({ type, values: found }));
}

/** Instants on both sides of the dates in generated rules and objects, some of them exactly on one. */
export function arbitraryInstant(): fc.Arbitrary<Instant> {
  return fc
    .constantFrom(...dates)
    .chain((date) => fc.constantFrom(-86_400_000, -1, 0, 1, 86_400_000).map((ms) => (date + ms) as Instant));
}

const plan: fc.Arbitrary<AssignedPlan> = fc.record(
  {
    servicePlanId: fc.option(fc.constantFrom(...groupIds)),
    service: fc.option(fc.constantFrom(...planServices)),
    capabilityStatus: fc.option(fc.constantFrom(...planStates)),
  },
  { requiredKeys: [] },
);

function arbitraryValue(property: RuleProperty): fc.Arbitrary<RuleValue> {
  switch (property.type) {
    case 'boolean':
      return fc.option(fc.boolean());
    case 'date':
      return fc.option(fc.constantFrom(...dates));
    case 'texts':
      return fc.option(fc.array(fc.constantFrom(...texts), { maxLength: 3 }));
    case 'plans':
      return fc.option(fc.array(plan, { maxLength: 3 }));
    case 'groups':
      return fc.option(fc.uniqueArray(fc.constantFrom(...groupIds), { maxLength: 3 }));
    case 'text':
      return property.name === 'objectId' ? fc.constantFrom(...objectIds) : fc.option(arbitraryText(property));
  }
}

function arbitraryText(property: RuleProperty): fc.Arbitrary<string> {
  const pool = property.isVersion ? versions : texts;
  return fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...pool) },
    { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
  );
}

import { formatInstant } from '@muster/kernel';
import fc from 'fast-check';
import type { RuleObjectType } from '../ast/rule-object-type.ts';
import { findProperty, ruleProperties } from '../properties/property-tables.ts';
import type { PropertyType, RuleProperty } from '../properties/rule-property.ts';
import {
  dates,
  extensionName,
  groupIds,
  patterns,
  planServices,
  planStates,
  texts,
  unstorableTexts,
  versions,
} from './value-pools.ts';

/** A text in quotes of either kind, with its escapes. */
function quote(text: string): fc.Arbitrary<string> {
  const doubled = text.replaceAll("'", "''");
  const inDouble = `"${doubled.replaceAll('`', '``').replaceAll('"', '`"')}"`;
  return fc.constantFrom(inDouble, `'${doubled}'`);
}

function quoted(pool: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...pool).chain(quote);
}

/** An operator in one of the ways it may be written. */
function spelled(...operators: string[]): fc.Arbitrary<string> {
  const spellings = operators.flatMap((each) => [`-${each}`, each, `-${each.toUpperCase()}`, `–${each}`]);
  return fc.constantFrom(...spellings);
}

function join(...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...parts).map((found) => found.join(' '));
}

const nullTest = join(spelled('eq', 'ne'), fc.constantFrom('null', '$null'));

function textTest(pool: readonly string[]): fc.Arbitrary<string> {
  const plain = ['eq', 'ne', 'startsWith', 'notStartsWith', 'endsWith', 'notEndsWith', 'contains', 'notContains'];
  const list = fc.array(quoted(pool), { minLength: 1, maxLength: 4 }).map((items) => `[${items.join(', ')}]`);
  return fc.oneof(
    { weight: 5, arbitrary: join(spelled(...plain), quoted(pool)) },
    { weight: 2, arbitrary: join(spelled('in', 'notIn'), list) },
    { weight: 2, arbitrary: join(spelled('match', 'notMatch'), quoted(patterns)) },
    { weight: 1, arbitrary: nullTest },
  );
}

const truthTest = fc.oneof(join(spelled('eq', 'ne'), fc.constantFrom('true', 'False', '"true"', '$false')), nullTest);

const moment = fc.constantFrom(...dates).map(formatInstant);
const clock = fc.constantFrom(
  'system.now',
  'system.now -plus P1D',
  '(System.Now -minus pt1h)',
  'system.now minus P2W',
  'system.now -minus P90000000D',
  'system.now -plus P90000000D',
);
const dateTest = fc.oneof(join(spelled('eq', 'ne', 'ge', 'le'), moment), join(spelled('ge', 'le'), clock), nullTest);

const versionTest = fc.oneof(join(spelled('ge', 'le'), quoted(versions)), textTest(versions));

const anyTexts = [...texts, ...unstorableTexts];

const scalarTests: Readonly<Record<Exclude<PropertyType, 'groups' | 'plans'>, fc.Arbitrary<string>>> = {
  text: textTest(anyTexts),
  texts: textTest(anyTexts),
  boolean: truthTest,
  date: dateTest,
};

const planFieldTest = fc.oneof(
  textTest(groupIds).map((test) => `assignedPlan.servicePlanId ${test}`),
  textTest(planServices).map((test) => `assignedPlan.service ${test}`),
  textTest(planStates).map((test) => `assignedplan.capabilityStatus ${test}`),
);

function quantified(property: string, elementTest: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return join(
    fc.constant(property),
    spelled('any', 'all'),
    combined(elementTest, 1).map((body) => `(${body})`),
  );
}

function propertyTest(type: RuleObjectType, property: RuleProperty): fc.Arbitrary<string> {
  const name = `${type}.${property.name}`;
  if (property.isVersion) return join(fc.constant(name), versionTest);
  switch (property.type) {
    case 'groups':
      throw new Error('memberOf stands alone');
    case 'plans':
      return fc.oneof({ weight: 3, arbitrary: quantified(name, planFieldTest) }, join(fc.constant(name), nullTest));
    case 'texts': {
      const elementTest = textTest(anyTexts).map((test) => `_ ${test}`);
      return fc.oneof(
        { weight: 3, arbitrary: quantified(name, elementTest) },
        join(fc.constant(name), scalarTests.texts),
      );
    }
    default:
      return join(fc.constantFrom(name, name.toUpperCase()), scalarTests[property.type]);
  }
}

/** Conditions built from simpler ones with connectors, `-not` and parentheses. */
function combined(leaf: fc.Arbitrary<string>, depth: number): fc.Arbitrary<string> {
  if (depth === 0) return leaf;
  const inner = combined(leaf, depth - 1);
  const parenthesised = inner.map((condition) => `(${condition})`);
  const operand = fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 2, arbitrary: parenthesised });
  const chain = fc.tuple(operand, fc.array(fc.tuple(spelled('and', 'or'), operand), { minLength: 1, maxLength: 3 }));
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    { weight: 3, arbitrary: chain.map(([first, rest]) => [first, ...rest.map((each) => each.join(' '))].join(' ')) },
    { weight: 1, arbitrary: operand.map((condition) => `-not ${condition}`) },
  );
}

const commonProperties: readonly string[] = [
  'department',
  'city',
  extensionName,
  'accountEnabled',
  'employeeHireDate',
  'otherMails',
  'assignedPlans',
  'deviceModel',
  'deviceOSVersion',
  'isRooted',
  'devicePhysicalIds',
];

/** Conditions about users or devices; half of the comparisons are about a few properties, so that they interact. */
export function arbitraryCondition(type: RuleObjectType): fc.Arbitrary<string> {
  const extension = findProperty(ruleProperties, type, extensionName);
  const listed = ruleProperties[type].filter((each) => each.type !== 'groups');
  const usable = extension === undefined ? listed : [...listed, extension];
  const common = usable.filter((each) => commonProperties.includes(each.name));
  const tests = (properties: readonly RuleProperty[]) =>
    fc.oneof(...properties.map((each) => propertyTest(type, each)));
  return combined(fc.oneof(tests(common), tests(usable)), 2);
}

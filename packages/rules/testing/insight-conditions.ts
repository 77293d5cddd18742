import { formatInstant, type Instant } from '@muster/kernel';
import fc from 'fast-check';
import type { RuleObject, RuleValue } from '../objects/rule-object.ts';

/** Conditions about one property, dense enough to contradict each other, with every value that could tell them apart. */
export interface DenseProperty {
  readonly type: 'user' | 'device';
  readonly name: string;
  /** Tests with their operator; for collections whole conditions about the element. */
  readonly tests: readonly string[];
  readonly values: readonly RuleValue[];
}

const letters = ['', 'a', 'b', 'c'];
/** Every text of up to four letters a, b, c. */
const shortTexts = [
  ...new Set(letters.flatMap((w) => letters.flatMap((x) => letters.flatMap((y) => letters.map((z) => w + x + y + z))))),
];

const textValues = ['', 'a', 'B', 'ab', 'ba', 'abc', 'ca'];
const textPatterns = ['^a', 'B$', 'a.b', '^(a|ba)$', '[ab]c', '^[aA]b?$', 'a*b', '.*', '^$', 'ab|c', '(b)c'];
const textTests = [
  '-eq null',
  '-ne null',
  ...['eq', 'ne', 'startsWith', 'notStartsWith', 'endsWith', 'notEndsWith', 'contains', 'notContains'].flatMap(
    (operator) => textValues.map((value) => `-${operator} "${value}"`),
  ),
  ...['in', 'notIn'].flatMap((operator) => ['["a", "b"]', '["AB", "abc", ""]'].map((list) => `-${operator} ${list}`)),
  ...['match', 'notMatch'].flatMap((operator) => textPatterns.map((pattern) => `-${operator} "${pattern}"`)),
];

const numbers = ['9', '10', '10.0.1', '10.0.2', '10.1', '11', 'v10', ''];
const versionTests = [
  ...['ge', 'le', 'gt', 'lt'].flatMap((operator) => numbers.map((value) => `-${operator} "${value}"`)),
  ...['-startsWith "10"', '-startsWith "v"', '-eq "10.0"', '-ne null', '-notStartsWith "1"'],
];

const instants = [0, 1, 2, 3, 86_400_000, 86_400_001].map((ms) => (Date.UTC(2026, 0, 1) + ms) as Instant);
const dateTests = [
  '-eq null',
  '-ne null',
  ...['eq', 'ne', 'ge', 'le', 'gt', 'lt'].flatMap((operator) =>
    instants.slice(0, 3).map((each) => `-${operator} ${formatInstant(each)}`),
  ),
  ...['ge', 'le', 'gt', 'lt'].flatMap((operator) =>
    ['system.now', 'system.now -plus P1D', 'system.now -minus PT1S'].map((at) => `-${operator} ${at}`),
  ),
];

const elementTexts = ['', 'a', 'b', 'c', 'ab', 'ba', 'abc', 'ca', 'acb', 'xy'];
const fewElements = elementTexts.flatMap((first) => elementTexts.map((second) => [first, second]));
const plans = ['x', 'y', null].flatMap((service) =>
  ['x', 'y'].map((capabilityStatus) => ({ service, capabilityStatus })),
);

/** One property of each kind that rules compare in a way of its own. */
export const denseProperties: readonly DenseProperty[] = [
  { type: 'user', name: 'department', tests: textTests, values: [null, ...shortTexts] },
  { type: 'user', name: 'displayName', tests: textTests, values: shortTexts },
  {
    type: 'user',
    name: 'accountEnabled',
    tests: ['-eq true', '-ne true', '-eq false', '-ne false', '-eq null', '-ne null'],
    values: [true, false, null],
  },
  { type: 'user', name: 'employeeHireDate', tests: dateTests, values: [null, ...instants] },
  { type: 'device', name: 'deviceOSVersion', tests: versionTests, values: [null, ...numbers, '10.0.1.7', '10.0', '8'] },
  {
    type: 'user',
    name: 'otherMails',
    tests: [
      ...textTests,
      ...['any', 'all'].flatMap((quantifier) =>
        textTests.flatMap((test, i) => [
          `-${quantifier} (_ ${test})`,
          `-${quantifier} (_ ${test} -and _ ${textTests[(i * 7 + 3) % textTests.length]})`,
        ]),
      ),
    ],
    values: [null, [], ...elementTexts.map((each) => [each]), ...fewElements],
  },
  {
    type: 'user',
    name: 'assignedPlans',
    tests: [
      '-eq null',
      '-ne null',
      ...['any', 'all'].flatMap((quantifier) =>
        ['-eq "x"', '-ne "x"', '-eq null', '-startsWith "y"'].flatMap((test) => [
          `-${quantifier} (assignedPlan.service ${test})`,
          `-${quantifier} (assignedPlan.service ${test} -and assignedPlan.capabilityStatus -eq "x")`,
        ]),
      ),
    ],
    values: [null, [], ...plans.map((each) => [each]), ...plans.map((each) => [each, plans[0]!])],
  },
];

/** The instants at which conditions of dates differ. */
export const denseInstants: readonly Instant[] = instants.flatMap((each) =>
  [-86_400_000, -1, 0, 1].map((ms) => (each + ms) as Instant),
);

/** Conditions about one dense property: chains of up to four tests, some negated, some in parentheses. */
export function arbitraryDenseRule({ type, name, tests }: DenseProperty): fc.Arbitrary<string> {
  const test = fc.constantFrom(...tests).map((each) => `${type}.${name} ${each}`);
  const negatable = fc
    .tuple(fc.integer({ min: 0, max: 3 }), test)
    .map(([n, text]) => (n === 0 ? `-not (${text})` : text));
  const chain = (operand: fc.Arbitrary<string>) =>
    fc
      .tuple(fc.constantFrom(' -and ', ' -or '), fc.array(operand, { minLength: 2, maxLength: 4 }))
      .map(([connector, operands]) => operands.join(connector));
  const inner = chain(negatable).map((text) => `(${text})`);
  return chain(fc.oneof({ weight: 3, arbitrary: negatable }, { weight: 1, arbitrary: inner }));
}

/** An object with one value, all others missing but those that never are. */
export function denseObject({ type, name }: DenseProperty, value: RuleValue): RuleObject {
  const present = { objectId: 'x', displayName: 'x', mailNickName: 'x', userPrincipalName: 'x' };
  return { type, values: { ...present, [name]: value } };
}

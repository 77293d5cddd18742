import {
  type CheckOptions,
  type ComparisonOperator,
  checkRule,
  extendedProperties,
  isOperatorOf,
  operatorRoles,
  positiveOf,
  type Quantifier,
  type RuleObjectType,
  type RuleProperty,
  ruleProperties,
} from '@muster/rules';

/** What kind of value a person gives an operator. */
export type ValueKind = 'text' | 'pattern' | 'list' | 'boolean' | 'date' | 'clock' | 'null';

/** An operator that a property takes, and the kinds of value that it takes beside it. */
export interface OfferedOperator {
  readonly operator: ComparisonOperator;
  readonly valueKinds: readonly ValueKind[];
}

/** The ways in which a property can be tested: itself, and the elements of a collection by each of their names. */
export interface OfferedTests {
  readonly direct: readonly OfferedOperator[];
  readonly elements: readonly {
    readonly element: string;
    readonly quantifiers: readonly Quantifier[];
    readonly operators: readonly OfferedOperator[];
  }[];
}

const sampleValues: readonly (readonly [kind: ValueKind, sample: string])[] = [
  ['text', '"1"'],
  ['list', '["1"]'],
  ['boolean', 'true'],
  ['date', '2026-01-31'],
  ['clock', 'system.now'],
  ['null', 'null'],
];

const elementNames = ['_', 'assignedPlan.service', 'assignedPlan.servicePlanId', 'assignedPlan.capabilityStatus'];
const quantifiers = Object.keys(operatorRoles).filter(
  (each): each is Quantifier => operatorRoles[each as Quantifier] === 'quantifier',
);
const operators = Object.keys(operatorRoles).filter((each): each is ComparisonOperator =>
  ['scalar', 'list'].includes(operatorRoles[each as ComparisonOperator]),
);

/**
 * The tests that the checker accepts for a property, found by asking it; so nothing is offered that it refuses. Checks
 * about a hundred short rules the first time; remembered for every property of the tables.
 */
export function offeredTests(
  type: RuleObjectType,
  property: Pick<RuleProperty, 'name'>,
  options: CheckOptions = {},
): OfferedTests {
  const table = readableProperties(type, options);
  if (!table.some((each) => each.name === property.name)) return findTests(type, property, options);
  const known = remembered.get(table) ?? new Map<string, OfferedTests>();
  remembered.set(table, known);
  const key = `${options.dialect ?? 'entra'} ${type}.${property.name}`;
  const tests = known.get(key) ?? findTests(type, property, options);
  known.set(key, tests);
  return tests;
}

const remembered = new WeakMap<readonly RuleProperty[], Map<string, OfferedTests>>();

function findTests(type: RuleObjectType, property: Pick<RuleProperty, 'name'>, options: CheckOptions): OfferedTests {
  const name = `${type}.${property.name}`;
  const elements = elementNames.flatMap((element) => {
    const usable = quantifiers.filter((each) => isAccepted(`${name} -${each} (${element} -eq "1")`, options));
    if (usable.length === 0) return [];
    const offered = offeredOperators((test) => `${name} -${usable[0]} (${element} ${test})`, options);
    return [{ element, quantifiers: usable, operators: offered }];
  });
  return { direct: offeredOperators((test) => `${name} ${test}`, options), elements };
}

function offeredOperators(ruleOf: (test: string) => string, options: CheckOptions): readonly OfferedOperator[] {
  const { dialect = 'entra' } = options;
  return operators
    .filter((operator) => isOperatorOf(dialect, operator))
    .map((operator) => ({ operator, valueKinds: valueKindsOf(operator, ruleOf, options) }))
    .filter(({ valueKinds }) => valueKinds.length > 0);
}

function valueKindsOf(operator: ComparisonOperator, ruleOf: (test: string) => string, options: CheckOptions) {
  const kinds = sampleValues
    .filter(([, sample]) => isAccepted(ruleOf(`-${operator} ${sample}`), options))
    .map(([kind]) => kind);
  return kinds.map((kind) => (kind === 'text' && positiveOf(operator) === 'match' ? 'pattern' : kind));
}

function isAccepted(rule: string, options: CheckOptions): boolean {
  return checkRule(rule, options).ok;
}

/** The properties of a kind of object that rules can read under these options. */
export function readableProperties(type: RuleObjectType, options: CheckOptions = {}): readonly RuleProperty[] {
  const ofDialect = options.dialect === 'extended' ? extendedProperties : ruleProperties;
  return (options.properties ?? ofDialect)[type];
}

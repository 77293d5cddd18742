import {
  type CheckOptions,
  type ComparisonOperator,
  findProperty,
  type Quantifier,
  type RuleObjectType,
} from '@muster/rules';
import { type OfferedTests, offeredTests, readableProperties, type ValueKind } from '../operators/offered-operators.ts';
import type { RowContent } from '../rows/rule-rows.ts';
import { fittingValue, readRowValue, writeRowValue } from './row-value.ts';

/** A way to test a property, as one choice: of the property itself, or of some or every element of a collection. */
export interface TestChoice {
  /** Tells it from the property's other choices. */
  readonly key: string;
  readonly operator: ComparisonOperator;
  readonly quantifier?: Quantifier;
  readonly field?: string;
  readonly valueKinds: readonly ValueKind[];
}

/** A property by its parts; `isDate` where its operators have words of their own. */
export interface NamedProperty {
  readonly type: RuleObjectType;
  readonly name: string;
  readonly isDate: boolean;
}

/** The property that a row names, in the spelling of the tables; undefined for one that rules cannot read. */
export function propertyOfRow(written: string, options: CheckOptions): NamedProperty | undefined {
  const [head, ...rest] = written.split('.');
  const type = head!.toLowerCase();
  if (type !== 'user' && type !== 'device') return undefined;
  const tables = { user: readableProperties('user', options), device: readableProperties('device', options) };
  const property = findProperty(tables, type, rest.join('.'));
  return property === undefined ? undefined : { type, name: property.name, isDate: property.type === 'date' };
}

/** The choices of tests for a property, in the order in which they are offered. */
export function choicesFor(
  { type, name }: Pick<NamedProperty, 'type' | 'name'>,
  options: CheckOptions,
): readonly TestChoice[] {
  const tests: OfferedTests = offeredTests(type, { name }, options);
  const ofElements = tests.elements.flatMap(({ element, quantifiers, operators }) =>
    quantifiers.flatMap((quantifier) =>
      operators.map((each) => ({
        ...each,
        quantifier,
        field: element,
        key: keyOf({ quantifier, field: element, ...each }),
      })),
    ),
  );
  // A collection is asked for its elements; the direct form means the same and is warned of.
  const direct = tests.direct.map((each) => ({ ...each, key: keyOf(each) }));
  return ofElements.length > 0 ? [...ofElements, ...direct] : direct;
}

/** Names the choice that a row has made. */
export function keyOf({
  quantifier = '',
  field = '',
  operator,
}: {
  quantifier?: string;
  field?: string;
  operator: string;
}): string {
  return `${quantifier} ${quantifier === '' ? '' : field.toLowerCase()} ${operator}`;
}

/** The row after another property was chosen: its test stays where the property takes it. */
export function withProperty(
  before: RowContent | undefined,
  property: Pick<NamedProperty, 'type' | 'name'>,
  options: CheckOptions,
): RowContent | undefined {
  const choices = choicesFor(property, options);
  const kept = before === undefined ? undefined : choices.find(({ key }) => key === keyOf(before));
  // A date is compared with the clock: there is no other value that could stand there unasked.
  const first = kept ?? choices.find(({ valueKinds }) => valueKinds.includes('clock')) ?? choices[0];
  if (first === undefined) return undefined;
  const name = `${property.type}.${property.name}`;
  return contentOf(name, first, kept === undefined ? '""' : before!.value);
}

/** The row after another test was chosen: its value stays so far as the test takes it. */
export function withTest(before: RowContent, choice: TestChoice): RowContent {
  return contentOf(before.property, choice, before.value);
}

function contentOf(
  property: string,
  { operator, quantifier, field, valueKinds }: TestChoice,
  value: string,
): RowContent {
  const fitting = fittingValue(readRowValue(value), valueKinds);
  return {
    property,
    ...(quantifier === undefined ? {} : { quantifier, field: field ?? '_' }),
    operator,
    value: writeRowValue(fitting),
  };
}

import type { OpenEnd } from '@muster/rules';
import type { ValueKind } from '../operators/offered-operators.ts';
import type { Completion, CompletionContext } from './completion.ts';
import { quoteText } from './quote-text.ts';
import { type TestedProperty, testsAt } from './tests-at.ts';

const literalsOf: Readonly<Partial<Record<ValueKind, readonly string[]>>> = {
  boolean: ['true', 'false'],
  clock: ['system.now'],
  null: ['null'],
};

/** The values that the operator takes: those of the directory, those of the table, and words. */
export async function valueOptions(end: OpenEnd, context: CompletionContext): Promise<Completion[]> {
  if (end.accepted.has('[')) return [{ kind: 'form', insert: '[', detail: '' }];
  if (!end.accepted.has('value')) return [];
  const tests = testsAt(end, context);
  if (tests === undefined) return [];
  const kinds = tests.operators.find((each) => each.operator === end.operator)?.valueKinds ?? [];
  const literals = end.isInText ? [] : kinds.flatMap((each) => literalsOf[each] ?? []);
  const isText = kinds.includes('text') || kinds.includes('list');
  const values = isText ? await textValues(end, tests, context) : [];
  return [...values, ...literals.map((insert): Completion => ({ kind: 'value', insert, detail: '' }))];
}

async function textValues(
  end: OpenEnd,
  { type, property }: TestedProperty,
  { values }: CompletionContext,
): Promise<Completion[]> {
  const quote = end.typed[0] === "'" ? "'" : '"';
  const begin = end.typed.replace(/^(?:["']|`")/, '');
  const allowed = (property.allowedValues ?? []).filter((each) => each.toLowerCase().startsWith(begin.toLowerCase()));
  const name =
    end.collection === undefined || end.property === '_' ? property.name : `${property.name}/${end.property}`;
  const counted = values === undefined ? [] : await values(type, name, begin);
  const known = new Set(counted.map((each) => each.value.toLowerCase()));
  return [
    ...counted.map(({ value, count }) => ({
      kind: 'value' as const,
      insert: quoteText(value, quote),
      detail: '',
      count,
    })),
    ...allowed
      .filter((each) => !known.has(each.toLowerCase()))
      .map((each) => ({ kind: 'value' as const, insert: quoteText(each, quote), detail: '' })),
  ];
}

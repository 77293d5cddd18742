import { type ComparisonOperator, type OpenEnd, openEnd, type Quantifier, type RuleObjectType } from '@muster/rules';
import { offeredTests, readableProperties } from '../operators/offered-operators.ts';
import { wordsOfOperator } from '../operators/operator-words.ts';
import type { Completion, CompletionContext, Completions } from './completion.ts';
import { propertyNamed, testsAt } from './tests-at.ts';
import { valueOptions } from './value-options.ts';

/**
 * What can stand where the cursor is, in finished and unfinished texts. A failing source of values is the caller's to
 * handle: the promise is rejected with its error.
 */
export async function completionsAt(text: string, cursor: number, context: CompletionContext): Promise<Completions> {
  const end = openEnd(text, cursor, context.dialect);
  const options = [
    ...propertyOptions(text, end, context),
    ...operatorOptions(end, context),
    ...(await valueOptions(end, context)),
    ...wordOptions(end),
  ];
  const typed = end.isInText ? '' : end.typed.replace(/^[-\u2010-\u2014\u2212]/, '').toLowerCase();
  return { from: end.from, to: end.to, options: options.filter((each) => fits(each, typed)) };
}

/** True when the option, its last word or the name of an extension begins with what is typed. */
function fits({ insert }: Completion, typed: string): boolean {
  if (typed === '' || /^["']/.test(insert)) return true;
  const name = insert.replace(/^-/, '').toLowerCase();
  const last = name.split('.').at(-1)!;
  return [name, last, last.replace(/^extension_[a-z0-9]+_/, '')].some((each) => each.startsWith(typed));
}

function objectTypeOf(text: string, { objectType }: CompletionContext): RuleObjectType | undefined {
  const written = /\b(user|device)\.\w+\s*\S/i.exec(text)?.[1]?.toLowerCase() as RuleObjectType | undefined;
  return written ?? objectType;
}

function propertyOptions(text: string, end: OpenEnd, context: CompletionContext): Completion[] {
  if (!end.accepted.has('property')) return [];
  if (end.collection !== undefined) return elementOptions(end.collection, context);
  const type = objectTypeOf(text.slice(0, end.from), context);
  const types = type === undefined ? (['user', 'device'] as const) : [type];
  return types.flatMap((each) => {
    const extensions = each === 'user' ? (context.extensions ?? []) : [];
    const names = [...readableProperties(each, context).map(({ name }) => name), ...extensions];
    return names.map((name): Completion => ({ kind: 'property', insert: `${each}.${name}`, detail: '' }));
  });
}

function elementOptions(collection: string, context: CompletionContext): Completion[] {
  const found = propertyNamed(collection, context);
  if (found === undefined) return [];
  if (found.property.type === 'groups') return [{ kind: 'element', insert: 'group.objectId', detail: '' }];
  return offeredTests(found.type, found.property, context).elements.map(({ element }) => ({
    kind: 'element',
    insert: element,
    detail: '',
  }));
}

function operatorOptions(end: OpenEnd, context: CompletionContext): Completion[] {
  if (!end.accepted.has('comparison')) return [];
  const tests = testsAt(end, context);
  if (tests === undefined) return [];
  const isDate = tests.property.type === 'date';
  const names: readonly (ComparisonOperator | Quantifier)[] = [
    ...tests.operators.map(({ operator }) => operator),
    ...tests.quantifiers,
  ];
  return names.map((each) => ({
    kind: 'operator',
    insert: `-${each}`,
    detail: wordsOfOperator(each, isDate, context.language),
  }));
}

/** Connectors, `-not`, punctuation and whole forms. */
function wordOptions({ accepted, isInText }: OpenEnd): Completion[] {
  if (isInText) return [];
  const options: (Completion | false)[] = [
    accepted.has('connector') && { kind: 'connector', insert: '-and', detail: '' },
    accepted.has('connector') && { kind: 'connector', insert: '-or', detail: '' },
    accepted.has('not') && { kind: 'connector', insert: '-not', detail: '' },
    accepted.has('offset') && { kind: 'operator', insert: '-plus', detail: '' },
    accepted.has('offset') && { kind: 'operator', insert: '-minus', detail: '' },
    accepted.has('(') && { kind: 'parenthesis', insert: '(', detail: '' },
    accepted.has(')') && { kind: 'parenthesis', insert: ')', detail: '' },
    accepted.has(']') && { kind: 'parenthesis', insert: ']', detail: '' },
    accepted.has(',') && { kind: 'parenthesis', insert: ',', detail: '' },
    accepted.has('reports') && { kind: 'form', insert: 'Direct Reports for ""', detail: '' },
  ];
  return options.filter((each) => each !== false);
}

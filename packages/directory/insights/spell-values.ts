import { foldCase } from '@muster/kernel';
import type { AbsentValue, RuleValue, TableInsight } from '@muster/rules';
import type { Device, User } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { type RuleView, toRuleObject } from '../rules/rule-object.ts';

const objectsAtOnce = 1000;

/** How the nearest value of an absent one is spelled; undefined where nobody has it any more. */
export type Spelling = (value: AbsentValue) => string | undefined;

/**
 * Columns hold values folded: reads one object for each nearest value to see how it spells it. A statement for every
 * 1,000 values.
 */
export async function spellValues(
  session: ReadSession,
  insights: readonly TableInsight[],
  view: RuleView,
): Promise<Spelling> {
  const rows = [...new Set(insights.flatMap(({ absent }) => absent.flatMap(({ nearest }) => nearest?.row ?? [])))];
  const values = new Map<number, Readonly<Record<string, RuleValue | undefined>>>();
  for (let i = 0; i < rows.length; i += objectsAtOnce) {
    const found = await session.objects.findByNumbers(rows.slice(i, i + objectsAtOnce), ['user', 'device']);
    for (const each of found) values.set(each.number, toRuleObject(each as User | Device, [], view).values);
  }
  return ({ property, nearest }) => {
    const value = nearest === null ? undefined : values.get(nearest.row)?.[property.property.name];
    const texts = Array.isArray(value) ? (value as readonly RuleValue[]) : [value];
    return texts.flatMap((each) => (typeof each === 'string' ? (spelled(each, nearest!.test) ?? []) : []))[0];
  };
}

type NearTest = NonNullable<AbsentValue['nearest']>['test'];

/** Folding keeps lengths, so the part of a text is as long as its folded form. */
function spelled(text: string, { kind, folded }: NearTest): string | undefined {
  const part =
    kind === 'startsWith' ? text.slice(0, folded.length) : kind === 'endsWith' ? text.slice(-folded.length) : text;
  return foldCase(part) === folded ? part : undefined;
}

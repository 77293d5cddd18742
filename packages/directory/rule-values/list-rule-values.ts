import { foldCase, type ObjectNumber } from '@muster/kernel';
import {
  extendedProperties,
  findProperty,
  type RuleObjectType,
  type RuleProperty,
  type RuleValue,
  ruleProperties,
  suggestProperty,
  type ValueCount,
  valueCounts,
} from '@muster/rules';
import type { Caller } from '../actors/caller.ts';
import { authorize, authorizeAny } from '../authorization/authorize.ts';
import { readOperation } from '../authorization/operations-by-type.ts';
import type { Directory } from '../context.ts';
import type { Device, User } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { ruleErrors } from '../rules/rule-errors.ts';
import { toRuleObject } from '../rules/rule-object.ts';

/** The most values that are listed. */
export const mostRuleValues = 200;

export interface RuleValuesRequest {
  /** As rules write it, in any case: `user.department`, `device.deviceOSType`, `user.extension_…`. */
  readonly property: string;
  /** Values that have this text in them, in any case; those that begin with it come first. Empty for all values. */
  readonly search: string;
  /** More than `mostRuleValues` counts as that. */
  readonly limit: number;
}

/** A value that users or devices have. */
export interface FrequentValue {
  /** Texts as one of those who have it spells it: rules ignore case, and so does the count. */
  readonly value: string | boolean;
  readonly count: number;
}

export interface RuleValues {
  /** How many distinct values fit the search, texts that differ in case counted once. */
  readonly distinct: number;
  /** Those that most have, in this order. */
  readonly values: readonly FrequentValue[];
}

/**
 * The values that users or devices have of an attribute that rules can read, the most frequent first, each with how many
 * have it: for completion. A collection counts once for each of its values.
 *
 * Cost: a pass over the attribute's column after each change of it, a look at its distinct values, and one statement that
 * reads an object for each value listed.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RULE_PROPERTY_UNKNOWN, RULE_PROPERTY_UNLISTED for dates, plans and memberships,
 *   RULE_VALUES_NOT_IN_MEMORY
 */
export async function listRuleValues(
  directory: Directory,
  caller: Caller,
  { property: asked, search, limit }: RuleValuesRequest,
): Promise<RuleValues> {
  authorizeAny(caller, ['read users', 'read devices']);
  await directory.store.read((session) => directory.rules.refresh(session));
  const { type, property } = propertyOf(directory, asked);
  authorize(caller, readOperation[type]);
  if (property.type !== 'text' && property.type !== 'texts' && property.type !== 'boolean') {
    throw ruleErrors.RULE_PROPERTY_UNLISTED({ property: asked });
  }
  // After the rules: the columns of another language are other columns.
  const objects = await directory.columns.reach();
  if (objects === undefined) throw ruleErrors.RULE_VALUES_NOT_IN_MEMORY({});
  const options = { search, limit: Math.min(limit, mostRuleValues) };
  const { distinct, values } = valueCounts(objects.tables[type], property.name, options);
  const spelling = await directory.store.read((session) => spelled(directory, session, property.name, values));
  return { distinct, values: spelling };
}

/** @throws AppError RULE_PROPERTY_UNKNOWN */
function propertyOf({ rules }: Directory, asked: string): { type: RuleObjectType; property: RuleProperty } {
  const [, head = '', name = ''] = /^(user|device)\.(.+)$/is.exec(asked) ?? [];
  const type = head.toLowerCase() as RuleObjectType;
  const tables = rules.dialect === 'extended' ? extendedProperties : ruleProperties;
  const property = head === '' ? undefined : findProperty(tables, type, name);
  if (property !== undefined) return { type, property };
  const suggestion = suggestProperty(tables, head === '' ? 'user' : type, name || asked);
  throw ruleErrors.RULE_PROPERTY_UNKNOWN({ property: asked, suggestion });
}

/** Columns hold texts folded: reads one object for each value to see how it spells it. */
async function spelled(
  { rules }: Directory,
  session: ReadSession,
  name: string,
  values: readonly ValueCount[],
): Promise<readonly FrequentValue[]> {
  const rows = [...new Set(values.map(({ row }) => row as ObjectNumber))];
  const objects = rows.length === 0 ? [] : await session.objects.findByNumbers(rows, ['user', 'device']);
  const held = new Map<number, RuleValue | undefined>();
  for (const each of objects) held.set(each.number, toRuleObject(each as User | Device, [], rules).values[name]);
  return values.map(({ value, count, row }) => {
    const texts = [held.get(row)].flat() as readonly (RuleValue | undefined)[];
    // Whoever has changed since the columns were read spells it no more: rules take the folded text as well.
    const own = texts.find((each) => typeof each === 'string' && foldCase(each) === value);
    return { value: typeof own === 'string' ? own : value, count };
  });
}

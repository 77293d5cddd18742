import { type ObjectId, toObjectId } from '@muster/kernel';
import type { Properties, PropertyValue } from '../objects/directory-object.ts';

/** The most tests that one group keeps. */
export const mostRuleTests = 100;

/** A user or device that the rule must let in, or must leave out. */
export interface RuleTest {
  readonly memberId: ObjectId;
  readonly isMember: boolean;
}

/** A test with what the rule says. */
export interface RuleTestResult extends RuleTest {
  /** Whether the rule lets the object in; null when it does not exist any more. */
  readonly result: boolean | null;
}

/** Whether the rule does the opposite of what the test asks for. Whoever does not exist any more fails no test. */
export const hasTestFailed = ({ isMember, result }: RuleTestResult): boolean => result !== null && result !== isMember;

/** The tests that a group keeps with its rule. */
export function ruleTestsOf({ membershipRuleTests }: Properties): readonly RuleTest[] {
  return (membershipRuleTests ?? []) as unknown as readonly RuleTest[];
}

/** What is wrong with a value of `membershipRuleTests`; undefined when nothing is. */
export function problemOfRuleTests(value: PropertyValue): string | undefined {
  const tests = (value ?? []) as readonly PropertyValue[];
  if (tests.length > mostRuleTests) return `at most ${mostRuleTests} people and devices are kept with a rule`;
  const seen = new Set<string>();
  for (const test of tests) {
    const { memberId, isMember, ...more } = (test ?? {}) as Readonly<Record<string, PropertyValue>>;
    const id = typeof memberId === 'string' ? toObjectId(memberId) : undefined;
    if (id === undefined || typeof isMember !== 'boolean' || Object.keys(more).length > 0) {
      return 'each has a memberId, and isMember, which is true or false';
    }
    if (seen.has(id)) return `${id} is named twice`;
    seen.add(id);
  }
  return undefined;
}

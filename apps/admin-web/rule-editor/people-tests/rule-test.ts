/** Somebody kept with a rule, and the side the rule must put them on; the shape of the API. */
export interface RuleTest {
  readonly memberId: string;
  readonly isMember: boolean;
}

/** A test with what a rule says about it. */
export interface RuleTestResult extends RuleTest {
  /** Null when there is no such person any more. */
  readonly result: boolean | null;
  readonly hasFailed: boolean;
}

/** The tests with one more, or with another side for somebody who is there already. */
export function withTest(tests: readonly RuleTest[], test: RuleTest): readonly RuleTest[] {
  const isThere = tests.some(({ memberId }) => memberId === test.memberId);
  return isThere ? tests.map((each) => (each.memberId === test.memberId ? test : each)) : [...tests, test];
}

/** What a test comes to. */
export type Outcome = 'asWanted' | 'wrongSide' | 'gone';

export function outcomeOf({ result, hasFailed }: RuleTestResult): Outcome {
  if (result === null) return 'gone';
  return hasFailed ? 'wrongSide' : 'asWanted';
}

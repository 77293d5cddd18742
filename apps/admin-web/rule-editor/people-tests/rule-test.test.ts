import { expect, it } from 'vitest';
import { outcomeOf, withTest } from './rule-test.ts';

it('keeps each person once, with the side that was chosen last', () => {
  const ann = { memberId: 'ann', isMember: true };
  const ben = { memberId: 'ben', isMember: false };
  expect(withTest(withTest([], ann), ben)).toEqual([ann, ben]);
  expect(withTest([ann, ben], { memberId: 'ann', isMember: false })).toEqual([
    { memberId: 'ann', isMember: false },
    ben,
  ]);
});

it.each([
  [true, false, 'asWanted'],
  [false, true, 'wrongSide'],
  [null, false, 'gone'],
] as const)('says what a test with the answer %s comes to', (result, hasFailed, outcome) => {
  expect(outcomeOf({ memberId: 'ann', isMember: true, result, hasFailed })).toBe(outcome);
});

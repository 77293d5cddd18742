import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyChanges } from '../text-change.ts';
import { smallestChange } from './smallest-change.ts';

it('makes the one text of the other and touches nothing else', () => {
  expect(smallestChange('user.city -eq "a"', 'user.city -ne "a"')).toEqual({ from: 11, to: 13, insert: 'ne' });
  expect(smallestChange('aaa', 'aa')).toEqual({ from: 2, to: 3, insert: '' });
  expect(smallestChange('a', 'a')).toBeUndefined();
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const change = smallestChange(before, after);
      return applyChanges(before, change === undefined ? [] : [change]) === after;
    }),
  );
});

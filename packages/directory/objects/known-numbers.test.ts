import { newObjectId, type ObjectId, type ObjectNumber } from '@muster/kernel';
import { expect, test } from 'vitest';
import { KnownNumbers } from './known-numbers.ts';

test('numbers are remembered, the last twenty thousand that were used', () => {
  const numbers = new KnownNumbers();
  const ids: ObjectId[] = [];
  for (let n = 1; n <= 20_000; n++) {
    ids.push(newObjectId());
    numbers.remember(ids.at(-1)!, n as ObjectNumber);
  }
  expect(numbers.get(ids[0]!)).toBe(1);
  numbers.remember(newObjectId(), 20_001 as ObjectNumber);
  expect([numbers.get(ids[0]!), numbers.get(ids[1]!), numbers.get(ids[2]!)]).toEqual([1, undefined, 3]);
});

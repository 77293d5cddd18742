import { expect, it } from 'vitest';
import { instantsOf, stopAt } from './instants.ts';

const day = (number: number) => `2026-03-0${number}T00:00:00Z`;
const steps = [1, 2, 3].map((from) => ({ startDateTime: day(from), endDateTime: day(from + 1), memberCount: from }));

it('stops where one stretch ends and the next begins, at the beginning and at the end', () => {
  const instants = instantsOf(steps, '2020-01-01T00:00:00Z');
  expect(instants).toEqual([day(1), day(2), day(3), day(4)]);
  expect(instantsOf([], day(1))).toEqual([]);
  expect(instantsOf(steps, '2026-03-02T18:00:00Z')).toEqual(['2026-03-02T18:00:00Z', day(3), day(4)]);
  expect([undefined, 'yesterday', 7].map((kept) => stopAt(instants, kept))).toEqual([3, 3, 3]);
  expect([day(2), '2026-03-02T18:00:00Z', '2020-01-01'].map((kept) => stopAt(instants, kept))).toEqual([1, 2, 0]);
});

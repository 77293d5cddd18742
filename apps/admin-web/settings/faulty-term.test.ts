import { expect, it } from 'vitest';
import { faultyTerm } from './faulty-term.ts';

it.each([
  ['', undefined],
  [' tailspin \n\nbuilding7', undefined],
  ['tailspin\nabc', 'abc'],
  ['seventeen-letters', 'seventeen-letters'],
])('terms have four to sixteen characters: %j', (lines, fault) => {
  expect(faultyTerm(lines)).toBe(fault);
});

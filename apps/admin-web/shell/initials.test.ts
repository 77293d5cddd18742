import { expect, it } from 'vitest';
import { initialsOf } from './initials.ts';

it.each([
  ['Ann Beck', 'AB'],
  ['ann maria von beck', 'AB'],
  ['Özil', 'Ö'],
  ['Ann (Sales)', 'A'],
  ['', ''],
])('the initials of %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

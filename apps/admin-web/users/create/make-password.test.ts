import { expect, it } from 'vitest';
import { makePassword } from './make-password.ts';

it('makes passwords of every kind of characters, none twice', () => {
  const made = Array.from({ length: 200 }, makePassword);
  expect(new Set(made).size).toBe(200);
  const isStrong = (text: string) =>
    text.length === 16 && [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/].every((kind) => kind.test(text));
  expect(made.filter((text) => !isStrong(text) || /[0O1lI]/.test(text))).toEqual([]);
});

import { expect, it } from 'vitest';
import { hashSecret, readPassword, verifySecret } from './password.ts';

it.each([
  ['Abcdefg1', 'none'],
  ['abcdefg1!', 'none'],
  ['Ünïcødé1', 'none'],
  ['Abcdef1', 'PASSWORD_TOO_WEAK'],
  ['abcdefgh1', 'PASSWORD_TOO_WEAK'],
  [`Aa1${'x'.repeat(253)}`, 'none'],
  [`Aa1${'x'.repeat(254)}`, 'PASSWORD_TOO_WEAK'],
  ['', 'PROPERTY_REQUIRED'],
  [null, 'PROPERTY_REQUIRED'],
])('%s: %s', (password, code) => {
  const read = () => readPassword({ password });
  if (code === 'none') expect(read()).toEqual({ password, mustChange: true });
  else expect(read).toThrow(expect.objectContaining({ code }));
});

it('need not be changed when the profile says so', () => {
  expect(readPassword({ password: 'Abcdefg1', forceChangePasswordNextSignIn: false }).mustChange).toBe(false);
  expect(() => readPassword(undefined)).toThrow(expect.objectContaining({ code: 'PROPERTY_REQUIRED' }));
});

it('is known again by its hash, and no other is', async () => {
  const hash = await hashSecret('Abcdefg1');
  expect(hash).toMatch(/^\$argon2id\$/);
  expect(await verifySecret(hash, 'Abcdefg1')).toBe(true);
  expect(await verifySecret(hash, 'Abcdefg2')).toBe(false);
});

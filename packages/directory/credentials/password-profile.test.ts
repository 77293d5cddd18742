import { expect, it } from 'vitest';
import { hashSecret, isOutdated, nobodysHash, verifySecret } from './password-hash.ts';
import { readPasswordProfile } from './password-profile.ts';

const flags = (mustChange: boolean, mustChangeWithSecondFactor = false) => ({ mustChange, mustChangeWithSecondFactor });

it.each([
  [{ password: 'p' }, 'p', flags(true)],
  [{ password: 'p', forceChangePasswordNextSignIn: false }, 'p', flags(false)],
  [{ password: 'p', forceChangePasswordNextSignInWithMfa: true }, 'p', flags(true, true)],
  [
    { password: 'p', forceChangePasswordNextSignIn: false, forceChangePasswordNextSignInWithMfa: false },
    'p',
    flags(false),
  ],
  [{ forceChangePasswordNextSignIn: true }, null, flags(true)],
  [{ forceChangePasswordNextSignIn: false, password: null }, null, flags(false)],
])('%j', (profile, password, expected) => {
  expect(readPasswordProfile(profile)).toEqual({ password, ...expected });
});

it.each([undefined, null, {}, { password: '' }, { password: null }])('%j says nothing', (profile) => {
  expect(() => readPasswordProfile(profile)).toThrow(expect.objectContaining({ code: 'PROPERTY_REQUIRED' }));
});

it('is known again by its hash, and no other is', async () => {
  const hash = await hashSecret('Abcdefg1');
  expect(hash).toMatch(/^\$argon2id\$/);
  expect(isOutdated(hash)).toBe(false);
  expect(await verifySecret(hash, 'Abcdefg1')).toBe(true);
  expect(await verifySecret(hash, 'Abcdefg2')).toBe(false);
});

it('has a hash for nobody that costs what others cost', async () => {
  const parts = async (hash: Promise<string>) => (await hash).split('$').slice(0, 4);
  expect(await parts(nobodysHash())).toEqual(await parts(hashSecret('x')));
  expect(isOutdated('$argon2id$v=19$m=4096,t=3,p=1$c2FsdA$aGFzaA')).toBe(true);
});

import type { Instant } from '@muster/kernel';
import { beforeEach, expect, it } from 'vitest';
import { signInErrors } from '../errors.ts';
import { rememberedTokens } from './remembered-tokens.ts';
import type { VerifiedToken } from './verify-access-token.ts';

const noon = Date.UTC(2026, 0, 31, 12) as Instant;
const at = (seconds: number) => (noon + seconds * 1000) as Instant;

let asked: string[];
let verify: ReturnType<typeof rememberedTokens>;

beforeEach(() => {
  asked = [];
  verify = rememberedTokens(async (token) => {
    asked.push(token);
    if (token.startsWith('bad')) throw signInErrors.ACCESS_TOKEN_UNREADABLE({});
    return verified(token);
  });
});

function verified(appId: string): VerifiedToken {
  const names = { servicePrincipalId: 'principal', tenantId: 'tenant', displayName: appId, roles: ['User.Read.All'] };
  return {
    caller: { kind: 'application', appId, ...names, hasDirectoryRoles: false },
    notBefore: noon / 1000,
    expires: noon / 1000 + 3600,
  };
}

it('checks the signature of a token once, for whoever sends it again', async () => {
  for (const seconds of [0, 1, 3659]) expect(await verify('one', at(seconds))).toMatchObject({ appId: 'one' });
  expect(await verify('two', noon)).toMatchObject({ appId: 'two' });
  expect(asked).toEqual(['one', 'two']);
});

it('checks anew at a time for which the token was not made', async () => {
  await verify('one', noon);
  for (const seconds of [3660, -61]) {
    asked = [];
    await verify('one', at(seconds));
    expect(asked, `${seconds} seconds later`).toEqual(['one']);
  }
});

it('checks what was refused every time', async () => {
  for (const _ of [1, 2]) await expect(verify('bad', noon)).rejects.toMatchObject({ code: 'ACCESS_TOKEN_UNREADABLE' });
  expect(asked).toEqual(['bad', 'bad']);
});

it('remembers a thousand tokens and forgets the one that was not used for longest', async () => {
  for (let i = 0; i < 1000; i++) await verify(`token ${i}`, noon);
  await verify('token 0', noon);
  await verify('token 1000', noon);
  await verify('token 0', noon);
  expect(asked).toHaveLength(1001);
  await verify('token 1', noon);
  expect(asked).toHaveLength(1002);
});

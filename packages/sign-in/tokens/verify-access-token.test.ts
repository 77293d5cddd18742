import { AppError, type Instant } from '@muster/kernel';
import { exportSPKI, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { publicAddress } from '../addresses/public-address.ts';
import type { StoredSigningKey } from '../ports.ts';
import { aClient, tenantId } from '../testing/sign-in-server.ts';
import { applicationClaims } from './application-claims.ts';
import { createSigningKey } from './create-signing-key.ts';
import { signingKeys } from './signing-keys.ts';
import { type TokenGround, verifyAccessToken } from './verify-access-token.ts';

const now = Date.UTC(2026, 0, 31, 12) as Instant;
const seconds = now / 1000;
const baseUrl = 'https://id.contoso.example';
const otherTenant = '00000000-0000-4000-8000-00000000000f';

let ours: StoredSigningKey;
let older: StoredSigningKey;
let foreign: StoredSigningKey;
let ground: TokenGround;

beforeAll(async () => {
  ours = await createSigningKey(now);
  older = await createSigningKey((now - 1000) as Instant);
  foreign = await createSigningKey(now);
  ground = { keys: signingKeys([older, ours], now), address: publicAddress(baseUrl), tenantId };
});

const issued = {
  jti: 'one',
  iat: seconds,
  exp: seconds + 3600,
  iss: `${baseUrl}/${tenantId}/v2.0`,
  aud: 'https://graph.microsoft.com',
};
const claims: Record<string, unknown> = applicationClaims(issued, aClient(), tenantId, true);

async function sign(changes: Record<string, unknown> = {}, key = ours, header: Record<string, unknown> = {}) {
  const privateKey = await importJWK(key.privateJwk, 'RS256');
  const protectedHeader = { alg: 'RS256', typ: 'at+jwt', kid: key.kid, ...header };
  return new SignJWT({ ...claims, ...changes }).setProtectedHeader(protectedHeader).sign(privateKey);
}

async function publicPem(): Promise<Uint8Array> {
  const { kty, n, e } = ours.privateJwk;
  const publicKey = await importJWK({ kty, n, e } as { kty: string }, 'RS256', { extractable: true });
  return new TextEncoder().encode(await exportSPKI(publicKey as Parameters<typeof exportSPKI>[0]));
}

async function tampered(): Promise<string> {
  const [header, , signature] = (await sign()).split('.');
  const payload = Buffer.from(JSON.stringify({ ...claims, roles: ['Directory.ReadWrite.All'] })).toString('base64url');
  return `${header}.${payload}.${signature}`;
}

async function verdict(token: string, at = now): Promise<string> {
  try {
    await verifyAccessToken(ground, token, at);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect([error.status, error.apiCode]).toEqual([401, 'InvalidAuthenticationToken']);
    return error.code;
  }
}

const cases: readonly [what: string, token: () => Promise<string> | string, verdict: string][] = [
  ['signed by the newest key', () => sign(), 'accepted'],
  ['signed by an older key', () => sign({}, older), 'accepted'],
  ['for the application id of Graph', () => sign({ aud: '00000003-0000-0000-c000-000000000000' }), 'accepted'],
  ['for our own address', () => sign({ aud: baseUrl }), 'accepted'],
  ['empty', () => '', 'ACCESS_TOKEN_EMPTY'],
  ['blank', () => '  ', 'ACCESS_TOKEN_EMPTY'],
  ['garbage', () => 'garbage', 'ACCESS_TOKEN_UNREADABLE'],
  ['garbage in three parts', () => 'a.b.c', 'ACCESS_TOKEN_UNREADABLE'],
  ['without signature, alg none', () => new UnsecuredJWT(claims).encode(), 'ACCESS_TOKEN_UNREADABLE'],
  ['signed with the public key as an HMAC secret', hmacToken, 'ACCESS_TOKEN_UNREADABLE'],
  ['signed with another RSA algorithm', () => signedPs256(), 'ACCESS_TOKEN_UNREADABLE'],
  ['signed by a foreign key', () => sign({}, foreign), 'ACCESS_TOKEN_UNREADABLE'],
  ['signed by a foreign key under our kid', () => sign({}, foreign, { kid: ours.kid }), 'ACCESS_TOKEN_UNREADABLE'],
  ['changed after signing', tampered, 'ACCESS_TOKEN_UNREADABLE'],
  ['an ID token', () => sign({}, ours, { typ: 'JWT' }), 'ACCESS_TOKEN_UNREADABLE'],
  ['of no application', () => sign({ idtyp: undefined }), 'ACCESS_TOKEN_UNREADABLE'],
  ['without roles', () => sign({ roles: undefined }), 'ACCESS_TOKEN_UNREADABLE'],
  ['without expiry', () => sign({ exp: undefined }), 'ACCESS_TOKEN_UNREADABLE'],
  ['of another issuer', () => sign({ iss: `https://evil.example/${tenantId}/v2.0` }), 'ACCESS_TOKEN_WRONG_ISSUER'],
  ['of another tenant', () => sign({ iss: `${baseUrl}/${otherTenant}/v2.0` }), 'ACCESS_TOKEN_WRONG_ISSUER'],
  ['of another tenant by its tid', () => sign({ tid: otherTenant }), 'ACCESS_TOKEN_WRONG_ISSUER'],
  ['without issuer', () => sign({ iss: undefined }), 'ACCESS_TOKEN_WRONG_ISSUER'],
  ['for another audience', () => sign({ aud: 'https://vault.azure.net' }), 'ACCESS_TOKEN_WRONG_AUDIENCE'],
  ['for several audiences', () => sign({ aud: [baseUrl, 'https://x.example'] }), 'ACCESS_TOKEN_WRONG_AUDIENCE'],
  ['without audience', () => sign({ aud: undefined }), 'ACCESS_TOKEN_WRONG_AUDIENCE'],
  ['expired', () => sign({ exp: seconds - 61 }), 'ACCESS_TOKEN_NOT_VALID_NOW'],
  ['not yet valid', () => sign({ nbf: seconds + 61 }), 'ACCESS_TOKEN_NOT_VALID_NOW'],
  ['of a node whose clock is half a minute ahead', () => sign({ nbf: seconds + 30 }), 'accepted'],
];

async function hmacToken(): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: ours.kid }).sign(await publicPem());
}

async function signedPs256(): Promise<string> {
  const key = await importJWK({ ...ours.privateJwk, alg: 'PS256' }, 'PS256');
  return new SignJWT(claims).setProtectedHeader({ alg: 'PS256', typ: 'at+jwt', kid: ours.kid }).sign(key);
}

describe('an access token', () => {
  it.each(cases)('%s', async (_what, token, expected) => {
    expect(await verdict(await token())).toBe(expected);
  });

  it('expires with the time the caller passes, not with the machine', async () => {
    const token = await sign();
    expect(await verdict(token, (now + 3_600_000) as Instant)).toBe('accepted');
    expect(await verdict(token, (now + 3_661_000) as Instant)).toBe('ACCESS_TOKEN_NOT_VALID_NOW');
    expect(await verdict(token, (now - 61_000) as Instant)).toBe('ACCESS_TOKEN_NOT_VALID_NOW');
  });

  it('names the application and what it was granted', async () => {
    const { appId, servicePrincipalId, displayName, roles } = aClient();
    expect(await verifyAccessToken(ground, await sign(), now)).toEqual({
      caller: {
        kind: 'application',
        appId,
        servicePrincipalId,
        tenantId,
        displayName,
        roles,
        hasDirectoryRoles: false,
      },
      notBefore: issued.iat,
      expires: issued.exp,
    });
  });

  it('says since when a person is signed in, however new the token', async () => {
    const person = { idtyp: 'user', scp: 'openid User.Read', roles: undefined };
    const signedInAt = async (authTime: number | undefined) => {
      const { caller } = await verifyAccessToken(ground, await sign({ ...person, auth_time: authTime }), now);
      return caller.kind === 'person' ? caller.signedInAt : undefined;
    };
    expect(await signedInAt(seconds - 7200)).toBe(now - 7_200_000);
    expect([await signedInAt(undefined), await signedInAt(seconds + 5)]).toEqual([now, now]);
  });

  it('says of an application that it holds roles, in tokens for the directory’s own API alone', async () => {
    const client = aClient({ directoryRoles: ['fe930be7-5e62-47db-91af-98c3a49a38b1'] });
    const forGraph = applicationClaims(issued, client, tenantId, true);
    expect(forGraph).toMatchObject({ wids: client.directoryRoles });
    expect(applicationClaims(issued, client, tenantId, false)).not.toHaveProperty('wids');
    const { caller } = await verifyAccessToken(ground, await sign({ wids: forGraph.wids }), now);
    expect(caller).toMatchObject({ hasDirectoryRoles: true });
  });

  it('of a server without a configured address is accepted from loopback only', async () => {
    ground = { ...ground, address: publicAddress(undefined) };
    const from = (origin: string) => sign({ iss: `${origin}/${tenantId}/v2.0` });
    expect(await verdict(await from('http://localhost:8080'))).toBe('accepted');
    expect(await verdict(await from(baseUrl))).toBe('ACCESS_TOKEN_WRONG_ISSUER');
  });
});

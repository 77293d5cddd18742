import { createLocalJWKSet, type JWK, type JWTVerifyGetKey } from 'jose';
import type { StoredSigningKey } from '../ports.ts';

/** The directory's signing keys, ready for use. */
export interface SigningKeys {
  /** Newest first: the first one signs. */
  readonly privateJwks: readonly JWK[];
  readonly signingKid: string;
  /** Finds the public key for a token's header; no HTTP. */
  readonly findPublicKey: JWTVerifyGetKey;
}

/** Orders stored keys: the newest signs (of two equally new, the one with the greater `kid`), all of them verify. */
export function signingKeys(stored: readonly StoredSigningKey[]): SigningKeys {
  const newestFirst = stored.toSorted((a, b) => b.createdAt - a.createdAt || (a.kid < b.kid ? 1 : -1));
  const newest = newestFirst[0];
  if (newest === undefined) throw new Error('the signing key store returned no key');
  const privateJwks = newestFirst.map(({ kid, privateJwk }) => ({ ...privateJwk, kid, alg: 'RS256', use: 'sig' }));
  const publicJwks = privateJwks.map(({ kty, n, e, kid, alg, use }) => ({ kty, n, e, kid, alg, use }) as JWK);
  return { privateJwks, signingKid: newest.kid, findPublicKey: createLocalJWKSet({ keys: publicJwks }) };
}

import type { Instant } from '@muster/kernel';
import { createLocalJWKSet, type JWK, type JWTVerifyGetKey } from 'jose';
import type { StoredSigningKey } from '../ports.ts';

/** The directory's signing keys, ready for use. */
export interface SigningKeys {
  /** The one that signs first, then the newest. */
  readonly privateJwks: readonly JWK[];
  readonly signingKid: string;
  /** Finds the public key for a token's header; no HTTP. */
  readonly findPublicKey: JWTVerifyGetKey;
}

/**
 * Orders stored keys: of those that may sign already, the newest does (of two equally new, the one with the greater
 * `kid`); all of them verify.
 */
export function signingKeys(stored: readonly StoredSigningKey[], now: Instant): SigningKeys {
  const newestFirst = stored.toSorted((a, b) => signsFrom(b) - signsFrom(a) || (a.kid < b.kid ? 1 : -1));
  // Where the clock stands before every key, the oldest signs.
  const signing = newestFirst.find((key) => signsFrom(key) <= now) ?? newestFirst.at(-1);
  if (signing === undefined) throw new Error('the signing key store returned no key');
  const ordered = [signing, ...newestFirst.filter((key) => key !== signing)];
  const privateJwks = ordered.map(({ kid, privateJwk }) => ({ ...privateJwk, kid, alg: 'RS256', use: 'sig' }));
  const publicJwks = privateJwks.map(({ kty, n, e, kid, alg, use }) => ({ kty, n, e, kid, alg, use }) as JWK);
  return { privateJwks, signingKid: signing.kid, findPublicKey: createLocalJWKSet({ keys: publicJwks }) };
}

/** From when on a key may sign. */
export function signsFrom(key: StoredSigningKey): Instant {
  return key.signsFrom ?? key.createdAt;
}

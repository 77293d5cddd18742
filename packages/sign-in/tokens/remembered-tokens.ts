import { createHash } from 'node:crypto';
import type { Instant } from '@muster/kernel';
import { isWithin, type VerifiedToken } from './verify-access-token.ts';

const rememberAtMost = 1000;

/** Finds out for whom a token speaks, and when; throws when it is not valid. */
export type TokenVerifier = (token: string, now: Instant) => Promise<VerifiedToken>;

/**
 * A verifier that remembers the tokens that were valid, so that a client's requests do not cost a check of the same
 * signature each. Whether a remembered token is valid at the moment is asked every time; what is not valid is never
 * remembered.
 *
 * Memory holds no token, only SHA-256 of at most 1000 of them: the one not used for longest is forgotten first. Keys, issuer
 * and audiences must stay the same for as long as the verifier lives.
 */
export function rememberedTokens(
  verify: TokenVerifier,
): (token: string, now: Instant) => Promise<VerifiedToken['caller']> {
  const known = new Map<string, VerifiedToken>();
  return async (token, now) => {
    const key = createHash('sha256').update(token).digest('base64');
    const remembered = known.get(key);
    known.delete(key);
    const verified = remembered !== undefined && isWithin(remembered, now) ? remembered : await verify(token, now);
    known.set(key, verified);
    if (known.size > rememberAtMost) known.delete(known.keys().next().value!);
    return verified.caller;
  };
}

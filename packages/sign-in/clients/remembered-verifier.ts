import { createHmac, randomBytes } from 'node:crypto';
import type { Clock, Duration, Instant } from '@muster/kernel';
import type { SecretVerifier } from '../ports.ts';

const rememberFor = (5 * 60_000) as Duration;
const rememberAtMost = 1000;

/**
 * A verifier that remembers for five minutes that a secret matched a hash, so that a busy application does not cost
 * an Argon2 computation per token. Mismatches are never remembered; equal questions asked at once are computed once.
 *
 * Memory holds no secret and nothing that could be tried out elsewhere: entries are keyed by HMAC-SHA-256 under a key
 * made for this process, and there are at most 1000. A secret removed from the directory stops working at once,
 * because its hash is no longer asked about.
 */
export function rememberedVerifier(verifier: SecretVerifier, clock: Clock): SecretVerifier {
  const processKey = randomBytes(32);
  const matchedUntil = new Map<string, Instant>();
  const underWay = new Map<string, Promise<boolean>>();

  async function verifyAnew(key: string, hash: string, secret: string): Promise<boolean> {
    const matches = await verifier.verify(hash, secret);
    if (matches) remember(matchedUntil, key, (clock() + rememberFor) as Instant);
    return matches;
  }

  function start(key: string, hash: string, secret: string): Promise<boolean> {
    const running = verifyAnew(key, hash, secret).finally(() => underWay.delete(key));
    underWay.set(key, running);
    return running;
  }

  return {
    async verify(hash, secret) {
      const key = createHmac('sha256', processKey).update(`${hash}\0${secret}`).digest('base64');
      if ((matchedUntil.get(key) ?? 0) > clock()) return true;
      return underWay.get(key) ?? start(key, hash, secret);
    },
  };
}

/** A map keeps its keys in order of insertion: the first one is the oldest. */
function remember(matchedUntil: Map<string, Instant>, key: string, until: Instant): void {
  matchedUntil.delete(key);
  matchedUntil.set(key, until);
  if (matchedUntil.size <= rememberAtMost) return;
  const oldest = matchedUntil.keys().next().value;
  if (oldest !== undefined) matchedUntil.delete(oldest);
}

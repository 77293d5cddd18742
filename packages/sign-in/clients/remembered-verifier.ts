import { createHmac, randomBytes } from 'node:crypto';
import type { Clock, Duration, Instant } from '@muster/kernel';
import type { SecretVerifier } from '../ports.ts';

const rememberFor = (5 * 60_000) as Duration;
const rememberAtMost = 1000;

export interface RememberedVerifier {
  verify(hash: string, secret: string): Promise<boolean>;
  /** Whether the secret has matched the hash before in this process, however long ago; at once. */
  hasMatched(hash: string, secret: string): boolean;
  /**
   * The first of the hashes that the secret matches; of equal questions that arrive together only one is asked.
   *
   * @param who tells questions apart beside the secret
   * @param around is run once around the look at the hashes, and may refuse it
   */
  firstMatching(
    hashes: readonly string[],
    who: string,
    secret: string,
    around: (look: () => Promise<boolean>) => Promise<boolean>,
  ): Promise<string | undefined>;
}

/**
 * A verifier that remembers for five minutes that a secret matched a hash, so that a busy application does not cost
 * an Argon2 computation per token. Mismatches are never remembered; equal questions asked at once are computed once.
 *
 * Memory holds no secret and nothing that could be tried out elsewhere: entries are keyed by HMAC-SHA-256 under a key
 * made for this process, and there are at most 1000. A secret removed from the directory stops working at once,
 * because its hash is no longer asked about.
 */
export function rememberedVerifier(verifier: SecretVerifier, clock: Clock): RememberedVerifier {
  const processKey = randomBytes(32);
  const matchedUntil = new Map<string, Instant>();
  const joined = new Joined();
  const keyOf = (...parts: readonly string[]) =>
    createHmac('sha256', processKey).update(parts.join('\0')).digest('base64');

  async function verifyAnew(key: string, hash: string, secret: string): Promise<boolean> {
    const matches = await verifier.verify(hash, secret, matchedUntil.has(key));
    if (matches) remember(matchedUntil, key, (clock() + rememberFor) as Instant);
    return matches;
  }

  async function verify(hash: string, secret: string): Promise<boolean> {
    const key = keyOf(hash, secret);
    if ((matchedUntil.get(key) ?? 0) > clock()) return true;
    return joined.run(key, () => verifyAnew(key, hash, secret));
  }

  return {
    verify,
    hasMatched: (hash, secret) => matchedUntil.has(keyOf(hash, secret)),
    firstMatching: (hashes, who, secret, around) =>
      joined.run(keyOf(who, secret, ...hashes), async () => {
        let found: string | undefined;
        const isRight = await around(async () => {
          for (const hash of hashes) {
            if (await verify(hash, secret)) found = hash;
            if (found !== undefined) return true;
          }
          return false;
        });
        return isRight ? found : undefined;
      }),
  };
}

/** Work that is under way, by what it is about. */
class Joined {
  readonly #underWay = new Map<string, Promise<unknown>>();

  run<R>(key: string, work: () => Promise<R>): Promise<R> {
    const present = this.#underWay.get(key) as Promise<R> | undefined;
    if (present !== undefined) return present;
    const running = work().finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, running);
    return running;
  }
}

/** A map keeps its keys in order of insertion: the first one is the oldest. */
function remember(matchedUntil: Map<string, Instant>, key: string, until: Instant): void {
  matchedUntil.delete(key);
  matchedUntil.set(key, until);
  if (matchedUntil.size <= rememberAtMost) return;
  const oldest = matchedUntil.keys().next().value;
  if (oldest !== undefined) matchedUntil.delete(oldest);
}

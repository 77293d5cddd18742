import type { Clock, Duration, Instant } from '@muster/kernel';
import type { SigningKeyStore, StoredSigningKey } from '../ports.ts';
import { createSigningKey } from './create-signing-key.ts';
import { type SigningKeys, signingKeys, signsFrom } from './signing-keys.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** How signing keys come and go. */
export interface KeyRotation {
  /** A key signs for so long. */
  readonly signsFor: Duration;
  /** A new key is published for so long before it signs: whoever verifies tokens may keep the list for a day. */
  readonly announcedFor: Duration;
  /** A key that signs no more is kept for so long: its last tokens have ended by then. */
  readonly keptFor: Duration;
}

export const defaultKeyRotation: KeyRotation = {
  signsFor: (90 * day) as Duration,
  announcedFor: day as Duration,
  keptFor: (2 * day) as Duration,
};

/** The directory's signing keys as they are at the moment. */
export interface KeyRing {
  readonly current: SigningKeys;
  /** Looks for keys that other nodes have made; true when there are others than before. */
  refresh(): Promise<boolean>;
}

/** Loads the keys, making the first one when there is none. */
export async function keyRing(store: SigningKeyStore, clock: Clock): Promise<KeyRing> {
  let stored = await store.loadOrCreate(() => createSigningKey(clock()));
  let current = signingKeys(stored, clock());
  return {
    get current() {
      return current;
    },
    async refresh() {
      const [found, now] = [await store.load(), clock()];
      const next = signingKeys(found, now);
      const isOther = next.signingKid !== current.signingKid || kidsOf(found) !== kidsOf(stored);
      stored = found;
      if (isOther) current = next;
      return isOther;
    },
  };
}

const kidsOf = (keys: readonly StoredSigningKey[]) => keys.map(({ kid }) => kid).join();

/**
 * The keys as they should be: with a new one announced in time before the newest has signed long enough, and without those
 * whose last tokens have ended. The same keys when nothing is to do.
 */
export async function rotatedKeys(
  keys: readonly StoredSigningKey[],
  now: Instant,
  rotation: KeyRotation = defaultKeyRotation,
): Promise<readonly StoredSigningKey[]> {
  const newestFirst = keys.toSorted((a, b) => signsFrom(b) - signsFrom(a));
  const newest = newestFirst[0];
  const isDue = newest === undefined || now >= signsFrom(newest) + rotation.signsFor - rotation.announcedFor;
  const successors = newestFirst.map((_, i) => newestFirst[i - 1]);
  const kept = newestFirst.filter((_, i) => {
    const successor = successors[i];
    return successor === undefined || now < signsFrom(successor) + rotation.keptFor;
  });
  if (!isDue) return kept.length === keys.length ? keys : kept;
  return [await announcedKey(now, (now + rotation.announcedFor) as Instant), ...kept];
}

/**
 * The keys with a new one.
 *
 * @param isUrgent the new key signs at once and those before it count no more: their tokens are refused from now on
 */
export async function withNewKey(
  keys: readonly StoredSigningKey[],
  now: Instant,
  isUrgent: boolean,
): Promise<readonly StoredSigningKey[]> {
  if (isUrgent) return [await announcedKey(now, now)];
  return [await announcedKey(now, (now + defaultKeyRotation.announcedFor) as Instant), ...keys];
}

async function announcedKey(now: Instant, from: Instant): Promise<StoredSigningKey> {
  return { ...(await createSigningKey(now)), signsFrom: from };
}

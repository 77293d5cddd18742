import { hash, verify } from '@node-rs/argon2';
import { directoryErrors } from '../errors.ts';
import { type Lane, WorkQueue } from './work-queue.ts';

/** Argon2id with 19 MiB and two passes. @see OWASP, Password Storage Cheat Sheet (same) */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** So many hashes are worked out at once: each takes 19 MiB and a thread. */
const hashesAtOnce = 3;
/** So many checks may wait for their turn in each lane: some seconds of work for two cores. Those that come then are sent away. */
export const mostWaitingChecks = 256;

const queue = new WorkQueue(hashesAtOnce, mostWaitingChecks);

/**
 * Argon2id hash of a password or client secret, PHC form. Takes some tens of milliseconds, on another thread. Waits for
 * its turn however many wait: who asks for it has proved who they are.
 */
export function hashSecret(secret: string): Promise<string> {
  return queue.run(() => hash(secret, cost));
}

/**
 * True when the secret belongs to the hash. Takes some tens of milliseconds, on another thread.
 *
 * @param lane `first` for those who have signed in before where they are now: no flood of guesses keeps them waiting;
 *   `applications` for client secrets, so that neither they nor people's passwords fill the other's places
 * @throws AppError TOO_MANY_CHECKS when too many checks wait already
 */
export function verifySecret(secretHash: string, secret: string, lane: Lane = 'people'): Promise<boolean> {
  return queue.runUnlessFull(
    () => verify(secretHash, secret),
    lane,
    () => directoryErrors.TOO_MANY_CHECKS({}),
  );
}

/** True when the hash was made at another cost than hashes are made at today. */
export function isOutdated(secretHash: string): boolean {
  const { memoryCost, timeCost, parallelism } = cost;
  return !secretHash.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`);
}

let nobody: Promise<string> | undefined;

/** A hash that no password belongs to: checking against it costs what checking against a real one does. */
export function nobodysHash(): Promise<string> {
  // Everybody's first check waits for it, so it waits for nobody.
  nobody ??= queue.run(() => hash(crypto.randomUUID() + crypto.randomUUID(), cost), 'first');
  return nobody;
}

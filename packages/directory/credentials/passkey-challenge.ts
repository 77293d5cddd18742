import { randomBytes } from 'node:crypto';
import type { Instant } from '@muster/kernel';
import type { Directory } from '../context.ts';
import { directorySecret } from './directory-secret.ts';

/** How long a person has to touch the key. */
export const challengeMs = 5 * 60_000;

const nonceBytes = 16;
const timeBytes = 6;

/**
 * A challenge that carries its own seal: nothing is stored for those who only ask. It is good for five minutes and for the
 * purpose and user it was made for.
 *
 * @param parts purpose and, where it is known, the user
 */
export async function makeChallenge(directory: Directory, ...parts: readonly string[]): Promise<Buffer> {
  const head = Buffer.alloc(nonceBytes + timeBytes);
  randomBytes(nonceBytes).copy(head);
  head.writeUIntBE(directory.clock() + challengeMs, nonceBytes, timeBytes);
  const secret = await directorySecret(directory);
  return Buffer.concat([head, secret.fingerprint('challenge', head.toString('base64url'), ...parts)]);
}

/** Whether the challenge was made here for this, and is not too old. Says nothing about whether it was used before. */
export async function isOwnChallenge(directory: Directory, challenge: string, ...parts: readonly string[]) {
  const bytes = Buffer.from(challenge, 'base64url');
  // Only in the one spelling in which it was given, so that another spelling is not another challenge.
  if (bytes.length !== nonceBytes + timeBytes + 32 || bytes.toString('base64url') !== challenge) return false;
  const head = bytes.subarray(0, nonceBytes + timeBytes);
  const secret = await directorySecret(directory);
  const seal = bytes.subarray(nonceBytes + timeBytes).toString('base64url');
  if (!secret.isSeal(seal, 'challenge', head.toString('base64url'), ...parts)) return false;
  return head.readUIntBE(nonceBytes, timeBytes) > directory.clock();
}

/** Uses a challenge up; false when it was used before. */
export function useChallenge(directory: Directory, challenge: string): Promise<boolean> {
  const expiresAt = (directory.clock() + challengeMs) as Instant;
  return directory.store.write('shared', ({ credentials }) => credentials.useOnce(`challenge ${challenge}`, expiresAt));
}

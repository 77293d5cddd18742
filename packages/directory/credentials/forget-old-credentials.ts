import type { Instant } from '@muster/kernel';
import type { Directory } from '../context.ts';
import { passwordProtectionOf } from './password-protection.ts';
import { familiarForMs, longestMemoryMs } from './sign-in-brakes.ts';

const day = 86_400_000;

/** The most rows of a kind that go in one transaction. */
const rowsAtOnce = 5000;

/**
 * Removes counters, networks, used codes and log entries that are too old to matter. Background work.
 *
 * @returns how many rows went; call again while it is not 0
 */
export async function forgetOldCredentials(directory: Directory): Promise<number> {
  const now = directory.clock();
  const ago = (ms: number) => (now - ms) as Instant;
  const organization = await directory.store.read((session) => session.settings.organization());
  const days = passwordProtectionOf(organization).signInLogDays ?? directory.limits.signInLogDays;
  return directory.store.write('shared', ({ credentials }) =>
    credentials.forgetOld({
      now,
      brakesUnusedSince: ago(longestMemoryMs),
      networksUnusedSince: ago(familiarForMs),
      signInsBefore: ago(days * day),
      limit: rowsAtOnce,
    }),
  );
}

import type { Instant } from '@muster/kernel';
import { identityErrors } from '../identity-providers/errors.ts';
import type { WriteSession } from '../ports/directory-store.ts';

/** So often in a stretch of time, whatever the outcome. */
export interface UseLimit {
  readonly name: string;
  readonly most: number;
  readonly windowMs: number;
}

/** Codes that one address is sent, and that one network asks for; and answers with tickets that there are not. */
export const passcodeLimits = {
  /** For one address, asked for in one known browser, with one invitation, or from one network. */
  perSource: { name: 'passcode-source', most: 5, windowMs: 15 * 60_000 },
  perSourceDay: { name: 'passcode-source-day', most: 20, windowMs: 24 * 3_600_000 },
  /** For one address, from all networks together that its owner has not signed in from. */
  perAddress: { name: 'passcode-address', most: 10, windowMs: 15 * 60_000 },
  perAddressDay: { name: 'passcode-address-day', most: 40, windowMs: 24 * 3_600_000 },
  perNetwork: { name: 'passcode-network', most: 30, windowMs: 15 * 60_000 },
  triesPerNetwork: { name: 'passcode-tries', most: 60, windowMs: 15 * 60_000 },
} as const satisfies Record<string, UseLimit>;

/**
 * Counts one use.
 *
 * @returns milliseconds until the next window when the limit is passed; 0 otherwise
 */
export async function countUse(session: WriteSession, limit: UseLimit, of: string, now: Instant): Promise<number> {
  const start = Math.floor(now / limit.windowMs) * limit.windowMs;
  const uses = await session.passcodes.countUse(`${limit.name}:${of}`, start as Instant);
  return uses > limit.most ? start + limit.windowMs - now : 0;
}

/** @throws AppError PASSCODE_THROTTLED when there is something left to wait for */
export function requireNoWait(waitMs: number): void {
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  if (waitMs > 0) {
    throw identityErrors.PASSCODE_THROTTLED({ seconds: retryAfterSeconds }, { inner: { retryAfterSeconds } });
  }
}

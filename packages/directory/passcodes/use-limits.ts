import { isIP } from 'node:net';
import type { Instant } from '@muster/kernel';
import { identityErrors } from '../identity-providers/errors.ts';
import type { WriteSession } from '../ports/directory-store.ts';

/** So often in a stretch of time, whatever the outcome. */
export interface UseLimit {
  readonly name: string;
  readonly most: number;
  readonly windowMs: number;
}

/** Codes that one address is sent, and that one network asks for; and tries that one network makes. */
export const passcodeLimits = {
  perAddress: { name: 'passcode-address', most: 5, windowMs: 15 * 60_000 },
  perAddressDay: { name: 'passcode-address-day', most: 20, windowMs: 24 * 3_600_000 },
  perNetwork: { name: 'passcode-network', most: 30, windowMs: 15 * 60_000 },
  triesPerNetwork: { name: 'passcode-tries', most: 60, windowMs: 15 * 60_000 },
  triesPerAddress: { name: 'passcode-address-tries', most: 30, windowMs: 3_600_000 },
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

/** @throws AppError PASSCODE_THROTTLED when one of the waits is not over */
export function requireNoWait(waits: readonly number[]): void {
  const longest = Math.max(0, ...waits);
  const retryAfterSeconds = Math.ceil(longest / 1000);
  if (longest > 0) {
    throw identityErrors.PASSCODE_THROTTLED({ seconds: retryAfterSeconds }, { inner: { retryAfterSeconds } });
  }
}

/**
 * The network that an address belongs to, as far as one customer of a provider has it: the address itself for IPv4, the
 * first 64 bits for IPv6.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (isIP(mapped) !== 6) return isIP(mapped) === 4 ? mapped : 'unknown';
  const [head = '', tail] = mapped.split('%')[0]!.toLowerCase().split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  const groups = [...first, ...Array.from({ length: zeros }, () => '0'), ...last];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

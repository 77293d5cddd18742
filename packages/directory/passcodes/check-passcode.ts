import { createHash } from 'node:crypto';
import type { Directory } from '../context.ts';
import { nobodysHash, verifySecret } from '../credentials/password-hash.ts';
import { ticketHash } from './send-passcode.ts';
import { countUse, networkOf, passcodeLimits, requireNoWait } from './use-limits.ts';

const mostTries = 5;

/** What the person typed, and where. */
export interface PasscodeAnswer {
  readonly ticket: string;
  readonly code: string;
  /** Address from which the request came. */
  readonly clientAddress: string;
}

export type PasscodeOutcome =
  /** The person reads the mail of this address, which is folded. */
  | { readonly outcome: 'right'; readonly address: string }
  /** Wrong, used, ended, too many tries, or no such ticket: not to be told apart. */
  | { readonly outcome: 'refused' };

/**
 * Compares a passcode. Every ticket has five tries and is good once; the try is counted before anything is compared.
 * Takes some tens of milliseconds in every case.
 *
 * @throws AppError PASSCODE_THROTTLED after 60 tries from a network within a quarter of an hour, or 30 for an address
 *   within an hour
 */
export async function checkPasscode(directory: Directory, answer: PasscodeAnswer): Promise<PasscodeOutcome> {
  const hash = ticketHash(answer.ticket.slice(0, 200));
  const { stored, waits } = await directory.store.write('shared', async (session) => {
    const now = directory.clock();
    const byNetwork = await countUse(session, passcodeLimits.triesPerNetwork, networkOf(answer.clientAddress), now);
    if (byNetwork > 0) return { stored: undefined, waits: [byNetwork] };
    const stored = await session.passcodes.tryPasscode(hash, now, mostTries);
    if (stored === undefined) return { stored, waits: [] };
    const digest = createHash('sha256').update(stored.address).digest('hex');
    return { stored, waits: [await countUse(session, passcodeLimits.triesPerAddress, digest, now)] };
  });
  requireNoWait(waits);
  const typed = answer.code.replace(/[\s-]/g, '').slice(0, 64);
  const other = await nobodysHash();
  const isRight = await verifySecret(stored?.hash ?? other, typed);
  if (stored === undefined || !isRight) return { outcome: 'refused' };
  const isFirst = await directory.store.write('shared', (session) => session.passcodes.usePasscode(hash));
  return isFirst ? { outcome: 'right', address: stored.address } : { outcome: 'refused' };
}

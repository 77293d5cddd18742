import type { Directory } from '../context.ts';
import { directorySecret } from '../credentials/directory-secret.ts';
import { networkOf } from '../credentials/network-of.ts';
import { ticketHash } from './send-passcode.ts';
import { countUse, passcodeLimits, requireNoWait } from './use-limits.ts';

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
 * Compares a passcode. Every ticket has five tries and is good once; the try is counted before anything is compared. Tries
 * with a ticket count on nothing else, so that nobody can use up another's; how many tickets there are for an address is
 * limited by how many codes are sent to it. Two transactions and one keyed hash.
 *
 * @throws AppError PASSCODE_THROTTLED after 60 answers from a network within a quarter of an hour with tickets that there
 *   are not
 */
export async function checkPasscode(directory: Directory, answer: PasscodeAnswer): Promise<PasscodeOutcome> {
  const ticket = answer.ticket.slice(0, 200);
  const hash = ticketHash(ticket);
  const secret = await directorySecret(directory);
  const { stored, wait } = await directory.store.write('shared', async (session) => {
    const now = directory.clock();
    const stored = await session.passcodes.tryPasscode(hash, now, mostTries);
    if (stored !== undefined) return { stored, wait: 0 };
    const network = networkOf(answer.clientAddress);
    return { stored, wait: await countUse(session, passcodeLimits.triesPerNetwork, network, now) };
  });
  requireNoWait(wait);
  const typed = answer.code.replace(/[\s-]/g, '').slice(0, 64);
  const isRight = secret.isSeal(stored?.hash ?? secret.seal('nobody'), 'passcode', ticket, typed);
  if (stored === undefined || !isRight) return { outcome: 'refused' };
  const isFirst = await directory.store.write('shared', (session) => session.passcodes.usePasscode(hash));
  return isFirst ? { outcome: 'right', address: stored.address } : { outcome: 'refused' };
}

import { createHash, randomBytes, randomInt } from 'node:crypto';
import { foldCase, type Instant } from '@muster/kernel';
import type { Directory } from '../context.ts';
import { hashSecret } from '../credentials/password-hash.ts';
import { checkMailAddress, enqueueMail } from '../mail/enqueue-mail.ts';
import { passcodeMail } from './passcode-mail.ts';
import { countUse, networkOf, passcodeLimits, requireNoWait } from './use-limits.ts';

/** How long a passcode can be used. */
export const passcodeLifeMs = 10 * 60_000;
const digits = 8;

/** Who asks for a passcode. */
export interface PasscodeRequest {
  readonly address: string;
  /** Address from which the request came. */
  readonly clientAddress: string;
  /** BCP 47. */
  readonly language: string;
  /** Whether the address is one that may get a code; for others everything looks the same, and no mail is sent. */
  readonly mayReceive: boolean;
}

/**
 * Makes a passcode and queues the mail with it. The ticket belongs into the browser that asked: the code is worth nothing
 * without it. Takes some tens of milliseconds, whether a mail is sent or not.
 *
 * @throws AppError MAIL_INVALID for what is no address; PASSCODE_THROTTLED after 5 codes for an address, or 30 for a network, within a quarter of an hour, or
 *   20 for an address within a day
 */
export async function sendPasscode(directory: Directory, request: PasscodeRequest): Promise<{ ticket: string }> {
  const { address, clientAddress, language, mayReceive } = request;
  checkMailAddress(address);
  const folded = foldCase(address);
  await throttle(directory, folded, clientAddress);
  const code = String(randomInt(10 ** digits)).padStart(digits, '0');
  const ticket = randomBytes(32).toString('base64url');
  const hash = await hashSecret(mayReceive ? code : randomBytes(32).toString('base64url'));
  await directory.store.write('shared', async (session) => {
    const now = directory.clock();
    await session.passcodes.forgetPasscodes((now - 25 * 3_600_000) as Instant);
    const endsAt = (now + passcodeLifeMs) as Instant;
    await session.passcodes.savePasscode({ ticketHash: ticketHash(ticket), address: folded, hash, endsAt });
    const name = (await session.settings.organization())?.displayName ?? 'Muster';
    const mail = passcodeMail({ to: address, code, name, language, minutes: passcodeLifeMs / 60_000 });
    // All else is done for those who get none, too, so that it takes as long.
    if (mayReceive) await enqueueMail(session, mail, now);
  });
  return { ticket };
}

/** Counts in a transaction of its own, so that a refusal does not take the count back. */
async function throttle(directory: Directory, folded: string, clientAddress: string): Promise<void> {
  const waits = await directory.store.write('shared', async (session) => {
    const now = directory.clock();
    const byNetwork = await countUse(session, passcodeLimits.perNetwork, networkOf(clientAddress), now);
    // Whoever is stopped by the network must not use up what others' addresses may still get.
    if (byNetwork > 0) return [byNetwork];
    const digest = createHash('sha256').update(folded).digest('hex');
    return [
      await countUse(session, passcodeLimits.perAddress, digest, now),
      await countUse(session, passcodeLimits.perAddressDay, digest, now),
    ];
  });
  requireNoWait(waits);
}

/** The form in which a ticket is stored. */
export function ticketHash(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex');
}

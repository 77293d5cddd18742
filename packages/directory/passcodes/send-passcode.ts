import { createHash, randomBytes, randomInt } from 'node:crypto';
import { foldCase, type Instant } from '@muster/kernel';
import type { Directory } from '../context.ts';
import { directorySecret } from '../credentials/directory-secret.ts';
import { checkMailAddress, enqueueMail } from '../mail/enqueue-mail.ts';
import { passcodeMail } from './passcode-mail.ts';
import { type Asking, countersOf } from './passcode-source.ts';
import { countUse, requireNoWait } from './use-limits.ts';

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
  /** The token of `completeSignIn`, where the browser showed one. */
  readonly browser?: string | null;
  /** The ticket of an invitation, where the browser showed one: whoever has that of the address has read its mail. */
  readonly invitationTicket?: string | null;
}

/**
 * Makes a passcode and queues the mail with it. The ticket belongs into the browser that asked: the code is worth nothing
 * without it. Costs two reads and two transactions, whether a mail is sent or not; nothing that makes others wait.
 *
 * @throws AppError MAIL_INVALID for what is no address; PASSCODE_THROTTLED beyond `passcodeLimits`, see `countersOf`
 */
export async function sendPasscode(directory: Directory, request: PasscodeRequest): Promise<{ ticket: string }> {
  const { address, clientAddress, language, mayReceive, browser = null, invitationTicket = null } = request;
  checkMailAddress(address);
  const folded = foldCase(address);
  await throttle(directory, { address: folded, clientAddress, browser, invitationTicket });
  const code = String(randomInt(10 ** digits)).padStart(digits, '0');
  const ticket = randomBytes(32).toString('base64url');
  const hash = await codeHash(directory, ticket, mayReceive ? code : randomBytes(32).toString('base64url'));
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
async function throttle(directory: Directory, asking: Asking): Promise<void> {
  const now = directory.clock();
  const counters = await countersOf(directory, asking, now);
  const wait = await directory.store.write('shared', async (session) => {
    for (const [limit, of] of counters) {
      const wait = await countUse(session, limit, of, now);
      // Whoever is stopped must not use up what is left for others.
      if (wait > 0) return wait;
    }
    return 0;
  });
  requireNoWait(wait);
}

/**
 * The form in which a code is stored, to be compared by `isSeal`: keyed with the ticket, which only the browser has, and with the directory's secret.
 * No copy of the database tells the code once its mail is sent, however fast its owner guesses; so the hash need not be slow.
 */
async function codeHash(directory: Directory, ticket: string, code: string): Promise<string> {
  return (await directorySecret(directory)).seal('passcode', ticket, code);
}

/** The form in which a ticket is stored. */
export function ticketHash(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex');
}

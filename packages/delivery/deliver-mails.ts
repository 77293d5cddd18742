import type { Directory, TakenMail } from '@muster/directory';
import type { Instant } from '@muster/kernel';
import type { Mailer } from './open-mailer.ts';

export interface DeliveryOptions {
  readonly worker: string;
  /** How long a taken mail is kept from other workers; longer than a mail server may take. */
  readonly leaseMs: number;
  /** Aborting lets the mail that is on its way go out, and takes no other. */
  readonly signal: AbortSignal;
}

/** What a round did. */
export interface DeliveryRound {
  readonly sent: number;
  readonly postponed: number;
  readonly givenUp: number;
}

const minute = 60_000;
/** Pause after each try; after the last a mail is given up. */
export const pauses = [1, 5, 15, 60, 240, 720].map((minutes) => minutes * minute);
const mailsAtOnce = 20;
/** How long a mail that was given up can be seen. */
export const keptDays = 30;

/**
 * Sends the mails whose time has come, until none is left. Each is held by one worker; a mail goes out twice only when a
 * worker dies between the server's answer and the note of it, and then under the same id. A refusal for good, and the
 * seventh failure, give a mail up; nothing of its contents is told.
 */
export async function deliverMails(
  directory: Directory,
  mailer: Mailer,
  options: DeliveryOptions,
): Promise<DeliveryRound> {
  const round = { sent: 0, postponed: 0, givenUp: 0 };
  const { store, clock } = directory;
  const forgetBefore = (clock() - keptDays * 24 * 60 * minute) as Instant;
  await store.write('shared', ({ mail }) => mail.expireMails(clock(), forgetBefore));
  while (!options.signal.aborted) {
    const until = (clock() + options.leaseMs) as Instant;
    const taken = await store.write('shared', ({ mail }) =>
      mail.takeMails(options.worker, clock(), until, mailsAtOnce),
    );
    if (taken.length === 0) break;
    for (const mail of taken) {
      // Those that were taken and not sent come again when the lease is over.
      if (options.signal.aborted || clock() >= until) break;
      round[await deliver(directory, mailer, mail, options.worker)] += 1;
    }
  }
  return round;
}

async function deliver(
  { store, clock }: Directory,
  mailer: Mailer,
  mail: TakenMail,
  worker: string,
): Promise<keyof DeliveryRound> {
  try {
    await mailer.send(mail);
  } catch (problem) {
    const failure = describeFailure(problem);
    const pause = pauses[mail.attempts - 1];
    const nextAt = (clock() + (pause ?? 0)) as Instant;
    if (isForGood(problem) || pause === undefined || nextAt >= mail.endsAt) {
      await store.write('shared', (session) => session.mail.buryMail(mail.id, worker, clock(), failure));
      return 'givenUp';
    }
    await store.write('shared', (session) => session.mail.postponeMail(mail.id, worker, nextAt, failure));
    return 'postponed';
  }
  await store.write('shared', (session) => session.mail.removeMail(mail.id, worker));
  return 'sent';
}

interface SmtpProblem {
  readonly code?: unknown;
  readonly responseCode?: unknown;
}

/** What the library says of a server that refuses the mail itself: its sender, its recipients, its contents. */
const refusals: readonly unknown[] = ['EENVELOPE', 'EMESSAGE'];

/** The server refuses the mail and will do so again; a refused sign-in or missing encryption is the operator's to mend. */
function isForGood(problem: unknown): boolean {
  const { code, responseCode } = problem as SmtpProblem;
  return refusals.includes(code) && typeof responseCode === 'number' && responseCode >= 500;
}

/** What went wrong, in a word and a number: a server's own words could quote the mail. */
function describeFailure(problem: unknown): string {
  const { code, responseCode } = problem as SmtpProblem;
  const word = typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? code : 'failed';
  return typeof responseCode === 'number' ? `${word} (${responseCode})` : word;
}

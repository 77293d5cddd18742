import type { Directory, TakenMail } from '@muster/directory';
import type { Instant } from '@muster/kernel';
import type { Mailer } from './open-mailer.ts';

export interface DeliveryOptions {
  readonly worker: string;
  /** How long a mail is kept from other workers after the last sign of life of its own; renewed while it is on its way. */
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
/** How long a mail that was given up can be seen. */
export const keptDays = 30;

/**
 * Sends the mails whose time has come, until none is left. Each is taken when it is its turn, so that a try is a try, and is
 * held by one worker for as long as it is on its way. A mail goes out twice only when a worker dies, or cannot reach the
 * database for a whole lease, between the beginning and the note of the end, and then under the same id. A refusal for good, and the
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
    const [mail] = await store.write('shared', ({ mail }) => mail.takeMails(options.worker, clock(), until, 1));
    if (mail === undefined) break;
    round[await deliver(directory, mailer, mail, options)] += 1;
  }
  return round;
}

async function deliver(
  directory: Directory,
  mailer: Mailer,
  mail: TakenMail,
  options: DeliveryOptions,
): Promise<keyof DeliveryRound> {
  const { store, clock } = directory;
  const { worker } = options;
  try {
    await holding(directory, mail, options, () => mailer.send(mail));
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

/** Renews the lease as long as the work takes. */
async function holding(
  { store, clock }: Directory,
  { id }: TakenMail,
  { worker, leaseMs }: DeliveryOptions,
  work: () => Promise<void>,
): Promise<void> {
  let renewal: Promise<unknown> = Promise.resolve();
  const renew = () => store.write('shared', ({ mail }) => mail.renewMail(id, worker, (clock() + leaseMs) as Instant));
  const timer = setInterval(() => {
    // What fails once is tried again; a renewal must not come after the note of how the mail ended.
    renewal = renewal.then(renew).catch(() => undefined);
  }, leaseMs / 4);
  try {
    await work();
  } finally {
    clearInterval(timer);
    await renewal;
  }
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

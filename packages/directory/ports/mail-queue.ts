import type { Instant } from '@muster/kernel';

/** A mail that waits to be sent. */
export interface QueuedMail {
  readonly id: string;
  readonly to: string;
  /** One further address that gets a copy; null for none. */
  readonly copyTo: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  /** BCP 47, for example `en-US`. */
  readonly language: string;
  /** What the mail is about, for the person who looks at the queue. */
  readonly kind: MailKind;
  readonly queuedAt: Instant;
  /** From here on it is not sent any more. */
  readonly endsAt: Instant;
}

export type MailKind = 'passcode' | 'invitation' | 'notice';

/** A mail in the hands of a worker. */
export interface TakenMail extends QueuedMail {
  /** How often somebody has taken it, this time included. */
  readonly attempts: number;
}

/** How a mail stands, without what is in it. */
export interface MailState {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly kind: MailKind;
  readonly attempts: number;
  /** What went wrong last; null as long as nothing did. */
  readonly failure: string | null;
  readonly queuedAt: Instant;
  readonly nextAt: Instant | null;
  readonly endsAt: Instant | null;
  /** When it was given up; null while it waits. */
  readonly failedAt: Instant | null;
}

export interface MailReader {
  /** The mails that wait or were given up, oldest first. */
  mails(limit: number): Promise<readonly MailState[]>;
}

/** Mails to be sent; inside a write transaction only, so that a mail is queued when and only when the change is made. */
export interface MailWriter {
  insertMail(mail: QueuedMail): Promise<void>;
  /**
   * Takes mails whose time has come, until the instant, first those whose time is over soonest; mails whose worker was killed
   * come again after it.
   */
  takeMails(worker: string, now: Instant, until: Instant, limit: number): Promise<readonly TakenMail[]>;
  /** Keeps the mail from other workers until the instant, as long as nobody else has taken it. */
  renewMail(id: string, worker: string, until: Instant): Promise<void>;
  /** The mail was sent: nothing of it is kept. */
  removeMail(id: string, worker: string): Promise<void>;
  postponeMail(id: string, worker: string, nextAt: Instant, failure: string): Promise<void>;
  /** Gives a mail up; it stays to be seen and can be retried. */
  buryMail(id: string, worker: string, now: Instant, failure: string): Promise<void>;
  /** Gives up mails whose time is over, empties them, and removes those given up before an instant. */
  expireMails(now: Instant, forgetBefore: Instant): Promise<void>;
  /** Lets a mail that was given up wait again, or all of them; gives their number. */
  retryMails(id: string | null, now: Instant): Promise<number>;
}

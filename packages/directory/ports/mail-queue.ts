import type { Instant } from '@muster/kernel';

/** A mail that waits to be sent. */
export interface QueuedMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  /** BCP 47, for example `en-US`. */
  readonly language: string;
  /** What the mail is about, for the person who looks at the queue. */
  readonly kind: MailKind;
  readonly queuedAt: Instant;
}

export type MailKind = 'passcode' | 'invitation' | 'notice';

/** Mails to be sent; inside a write transaction only, so that a mail is queued when and only when the change is made. */
export interface MailWriter {
  insertMail(mail: QueuedMail): Promise<void>;
}

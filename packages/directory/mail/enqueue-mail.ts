import { type Instant, newObjectId } from '@muster/kernel';
import { identityErrors } from '../identity-providers/errors.ts';
import type { WriteSession } from '../ports/directory-store.ts';
import type { MailKind } from '../ports/mail-queue.ts';

/** A mail as its author writes it. */
export interface NewMail {
  readonly to: string;
  /** One further address that gets a copy. */
  readonly copyTo?: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly language: string;
  readonly kind: MailKind;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** How long after it was queued a mail may still be sent. A passcode is worth nothing after ten minutes. */
export const mailLifeMs: Readonly<Record<MailKind, number>> = {
  passcode: 10 * minuteMs,
  invitation: 3 * dayMs,
  notice: 3 * dayMs,
};

const mostBytes = 200_000;
const addressForm = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]{1,255}$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a line end in a header would begin another header
const controls = /[\u0000-\u001f\u007f\u2028\u2029]/;

/**
 * Queues a mail in the caller's transaction: it is sent when and only when the transaction commits, by whoever works the
 * queue off.
 *
 * @throws AppError MAIL_INVALID for an address or subject that could begin another header, and for mails that are too long
 */
export async function enqueueMail(session: WriteSession, mail: NewMail, now: Instant): Promise<void> {
  const { to, copyTo = null, subject, text, html = null, language, kind } = mail;
  for (const address of copyTo === null ? [to] : [to, copyTo]) checkMailAddress(address);
  if (controls.test(subject) || subject.length > 300) throw refused('subject', 'one line of up to 300 characters');
  if (!/^[A-Za-z0-9-]{2,35}$/.test(language)) throw refused('language', 'a language tag such as en-US is expected');
  if (text.length + (html?.length ?? 0) > mostBytes) throw refused('text', `longer than ${mostBytes} characters`);
  const endsAt = (now + mailLifeMs[kind]) as Instant;
  const id = newObjectId();
  await session.mail.insertMail({ id, to, copyTo, subject, text, html, language, kind, queuedAt: now, endsAt });
}

/** Whether mails can go there: one address, in a form that cannot begin another header. */
export function isMailAddress(address: string): boolean {
  return addressForm.test(address) && !controls.test(address);
}

/** @throws AppError MAIL_INVALID for anything but one mail address */
export function checkMailAddress(address: string): void {
  if (!isMailAddress(address)) throw refused('address', 'one mail address is expected');
}

function refused(part: string, reason: string) {
  return identityErrors.MAIL_INVALID({ part, reason });
}

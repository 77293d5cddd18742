import { type Instant, newObjectId } from '@muster/kernel';
import { identityErrors } from '../identity-providers/errors.ts';
import type { WriteSession } from '../ports/directory-store.ts';
import type { MailKind } from '../ports/mail-queue.ts';

/** A mail as its author writes it. */
export interface NewMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly language: string;
  readonly kind: MailKind;
}

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
  const { to, subject, text, html = null, language, kind } = mail;
  checkMailAddress(to);
  if (controls.test(subject) || subject.length > 300) throw refused('subject', 'one line of up to 300 characters');
  if (!/^[A-Za-z0-9-]{2,35}$/.test(language)) throw refused('language', 'a language tag such as en-US is expected');
  if (text.length + (html?.length ?? 0) > mostBytes) throw refused('text', `longer than ${mostBytes} characters`);
  await session.mail.insertMail({ id: newObjectId(), to, subject, text, html, language, kind, queuedAt: now });
}

/** @throws AppError MAIL_INVALID for anything but one mail address */
export function checkMailAddress(address: string): void {
  if (!addressForm.test(address) || controls.test(address)) throw refused('address', 'one mail address is expected');
}

function refused(part: string, reason: string) {
  return identityErrors.MAIL_INVALID({ part, reason });
}

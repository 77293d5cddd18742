import { escapeMarkup, formatInstant, type Instant } from '@muster/kernel';
import type { NewMail } from '../mail/enqueue-mail.ts';
import { quoted, shownName } from '../mail/shown-name.ts';
import { invitationTexts } from './invitation-texts.ts';

/** What the mail of an invitation tells. */
export interface InvitationMail {
  readonly to: string;
  readonly copyTo: string | null;
  readonly language: string;
  readonly directoryName: string;
  /** Name of the person or application; null when the command line invites. */
  readonly inviterName: string | null;
  readonly message: string | null;
  readonly link: string;
  readonly endsAt: Instant;
}

/** The mail, as plain text and as HTML of the same content. Whatever comes from people is text in it, never markup. */
export function invitationMail(mail: InvitationMail): NewMail {
  const isGerman = /^de\b/i.test(mail.language);
  const texts = invitationTexts(mail.language);
  const directory = shownName(mail.directoryName);
  const inviter = mail.inviterName === null ? null : shownName(mail.inviterName);
  const lead = inviter === null ? texts.invited(directory) : texts.invitedBy(inviter, directory);
  const notes = [texts.signInAs(mail.to), texts.until(formatInstant(mail.endsAt).slice(0, 10)), texts.unexpected];
  const message = mail.message === null ? [] : [texts.messageFrom(inviter), quoted(mail.message)];
  const text = [lead, ...message, `${texts.accept}:\n${mail.link}`, notes.join('\n')].join('\n\n');
  const html = page(isGerman ? 'de' : 'en', texts.title(directory), [
    `<p>${escapeMarkup(lead)}</p>`,
    ...(mail.message === null
      ? []
      : [
          `<p>${escapeMarkup(texts.messageFrom(inviter))}</p>`,
          `<blockquote style="margin:0 0 1em;padding-left:1em;border-left:3px solid #767676;white-space:pre-line">${escapeMarkup(mail.message)}</blockquote>`,
        ]),
    `<p><a href="${escapeMarkup(mail.link)}">${escapeMarkup(texts.accept)}</a></p>`,
    `<p>${escapeMarkup(texts.linkBelow)}<br><span style="word-break:break-all">${escapeMarkup(mail.link)}</span></p>`,
    ...notes.map((note) => `<p>${escapeMarkup(note)}</p>`),
  ]);
  const { to, copyTo, language } = mail;
  return { to, copyTo, subject: texts.subject(directory), text: `${text}\n`, html, language, kind: 'invitation' };
}

function page(language: string, title: string, body: readonly string[]): string {
  return `<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeMarkup(title)}</title></head>
<body style="font-family:sans-serif;font-size:16px;line-height:1.5;color:#1b1b1b;background:#ffffff">
<h1 style="font-size:20px">${escapeMarkup(title)}</h1>
${body.join('\n')}
</body></html>
`;
}

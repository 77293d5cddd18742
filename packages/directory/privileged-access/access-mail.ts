import { formatInstant, type Instant } from '@muster/kernel';
import type { NewMail } from '../mail/enqueue-mail.ts';
import { quoted, shownName } from '../mail/shown-name.ts';
import { type AccessTexts, accessTexts } from './access-texts.ts';

/** What a mail about a role or an access to a group tells. */
export interface AccessNews {
  readonly event: keyof AccessTexts['events'];
  readonly directoryName: string;
  /** Whom it is about. */
  readonly personName: string;
  /** The role, or the group and how somebody belongs to it. */
  readonly held: { readonly as: 'role' | 'member' | 'owner'; readonly name: string };
  /** Who asked or decided. */
  readonly actorName: string;
  readonly endsAt: Instant | null;
  readonly justification: string | null;
}

/** The mail to one recipient, as plain text. Names and reasons are text in it; it holds no addresses to click on. */
export function accessMail(to: string, language: string, news: AccessNews): NewMail {
  const texts = accessTexts(language);
  const directory = shownName(news.directoryName);
  const what = texts.held[news.held.as](shownName(news.held.name));
  const person = shownName(news.personName);
  const { subject, text } = texts.events[news.event](person, what, directory);
  const details = [
    texts.by(shownName(news.actorName)),
    ...(news.endsAt === null ? [] : [texts.until(formatInstant(news.endsAt))]),
    ...(news.justification === null ? [] : [`${texts.reason}\n${quoted(news.justification)}`]),
  ];
  return { to, subject, text: `${[text, details.join('\n')].join('\n\n')}\n`, language, kind: 'notice' };
}

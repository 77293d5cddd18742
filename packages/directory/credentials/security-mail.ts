import { formatInstant } from '@muster/kernel';
import type { Change } from '../changes/change.ts';
import { isMailAddress, type NewMail } from '../mail/enqueue-mail.ts';
import { shownName } from '../mail/shown-name.ts';
import type { User } from '../objects/directory-object.ts';
import type { FactorKind } from '../ports/credential-store.ts';
import { type SecurityEvent, securityTexts } from './security-texts.ts';

/**
 * The mail that tells a user of a change of what they sign in with; undefined where no mail is sent, and for users without an
 * address. It goes to the address that the user had before the change, holds no secret, and no address to click on.
 *
 * @param kind of the factor that was added or removed
 */
export async function securityMail(
  { directory, session, now }: Change,
  { properties }: User,
  event: SecurityEvent,
  kind?: FactorKind,
): Promise<NewMail | undefined> {
  const to = directory.sendsMail ? addressOf(properties.mail, properties.otherMails) : undefined;
  if (to === undefined) return undefined;
  const wanted = properties.preferredLanguage;
  const language = typeof wanted === 'string' && /^[A-Za-z0-9-]{2,35}$/.test(wanted) ? wanted : 'en';
  const texts = securityTexts(language);
  const name = shownName((await session.settings.organization())?.displayName ?? 'Muster');
  const what = kind === undefined ? '' : texts.kinds[kind];
  const account = shownName(String(properties.userPrincipalName));
  const lines = [texts.events[event](what, name), texts.details(account, formatInstant(now)), texts.notYou];
  return { to, subject: texts.subjects[event](name), text: `${lines.join('\n\n')}\n`, language, kind: 'notice' };
}

function addressOf(mail: unknown, others: unknown): string | undefined {
  const known = [mail, ...(Array.isArray(others) ? (others as readonly unknown[]) : [])];
  return known.find((each): each is string => typeof each === 'string' && isMailAddress(each));
}

import type { NewMail } from '../mail/enqueue-mail.ts';
import { shownName } from '../mail/shown-name.ts';

/** What a mail with a passcode says. */
export interface PasscodeMail {
  readonly to: string;
  readonly code: string;
  /** Name of the directory. */
  readonly name: string;
  readonly language: string;
  readonly minutes: number;
}

/** The mail with a passcode: no address to click on, so that nobody learns to click on addresses in such mails. */
export function passcodeMail({ to, code, name, language, minutes }: PasscodeMail): NewMail {
  const shown = shownName(name);
  const isGerman = /^de\b/i.test(language);
  const subject = isGerman ? `Ihr Code für ${shown}` : `Your code for ${shown}`;
  const text = isGerman
    ? `Ihr Code für die Anmeldung bei ${shown}:\n\n${code}\n\nEr gilt ${minutes} Minuten und nur einmal.\nWenn Sie ihn nicht angefordert haben, geben Sie ihn niemandem; Sie brauchen nichts zu tun.\n`
    : `Your code to sign in to ${shown}:\n\n${code}\n\nIt is valid for ${minutes} minutes and can be used once.\nIf you did not ask for it, give it to nobody; you need not do anything.\n`;
  return { to, subject, text, language, kind: 'passcode' };
}

import type { Messages } from '../messages/messages.ts';

/** An instant as people read it; the server does not know where they are. */
export function writtenInstant({ language }: Messages, instant: number): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(instant)} UTC`;
}

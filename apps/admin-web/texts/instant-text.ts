/** An instant of the API with its time, in the person's language and time zone; undefined for none. */
export function instantText(value: unknown, language: string): string | undefined {
  if (typeof value !== 'string') return undefined;
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(value));
}

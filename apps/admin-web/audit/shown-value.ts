import { readValue } from './audit-entry.ts';

/** How values are written in the person's language. */
export interface Writing {
  readonly texts: { readonly yes: string; readonly no: string };
  readonly language: string;
  /** The name behind an id; undefined where it is not known. */
  nameOf(id: string): string | undefined;
}

/** The log keeps instants as numbers; their names say so. */
const isInstant = (name: string) => /(?:Date|DateTime|At)$/.test(name);

/** A value of the log as a person reads it; empty for none. */
export function shownValue(name: string, text: string | null, writing: Writing): string {
  return write(name, readValue(text), writing);
}

function write(name: string, value: unknown, writing: Writing): string {
  const { texts, language, nameOf } = writing;
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (typeof value === 'number') {
    if (!isInstant(name)) return value.toLocaleString(language);
    return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(value));
  }
  if (typeof value === 'string') return nameOf(value) ?? value;
  if (Array.isArray(value)) return value.map((each) => write(name, each, writing)).join('\n');
  return Object.entries(value)
    .filter(([, each]) => each !== null)
    .map(([part, each]) => `${part}: ${write(part, each, writing)}`)
    .join('\n');
}

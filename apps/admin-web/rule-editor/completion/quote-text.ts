import { writeText } from '@muster/rules';

/** A text as a rule writes it, in quotes of the given kind; the rule reads it back unchanged. */
export function quoteText(text: string, quote: '"' | "'"): string {
  return quote === '"' ? writeText(text) : `'${text.replaceAll("'", "''")}'`;
}

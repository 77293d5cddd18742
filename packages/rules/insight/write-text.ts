/**
 * A text as a string of the rule language, in double quotes.
 *
 * @see rule language spec §2.4, D-04
 */
export function writeText(text: string): string {
  return `"${text.replaceAll(/[`"]/g, '`$&').replaceAll("'", "''")}"`;
}

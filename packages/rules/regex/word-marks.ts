/**
 * The matcher's `\b` knows ASCII words only, .NET's knows all letters. Patterns with `\b` or `\B` are therefore run on
 * marked text, in which every character beyond ASCII stands between an opening and a closing mark that decide for it:
 * `w…v` around letters, digits and the like, `é…è` around the rest. Marks are small letters, and folded text has none of
 * these, so they cannot be mistaken for text.
 */
const openingMark = '[wé]';
const closingMark = '[vè]';

/** What finds a character beyond ASCII in marked text, from what finds it between its marks. */
export function betweenMarks(source: string): string {
  return `${openingMark}${source}${closingMark}`;
}

const character = `(?:[\\x00-\\x60\\x7b-\\x7f]|${betweenMarks('[^\\x00-\\x7f]')})`;

/** What finds anywhere in marked text what `source` finds at one place of it: a search must not begin inside marks. */
export function anywhereInMarked(source: string): string {
  return `\\A${character}*(?:${source})`;
}

const beyondAscii = /[^\0-\x7f]/gu;
const isWord = /[\p{L}\p{Mn}\p{Nd}\p{Pc}\u200c\u200d]/u;

/** Folded text with every character beyond ASCII marked; text of ASCII alone stays as it is. */
export function markWords(folded: string): string {
  return folded.replace(beyondAscii, (each) => (isWord.test(each) ? `w${each}v` : `é${each}è`));
}

/**
 * The matcher's `\b` knows ASCII words only, .NET's knows all letters. Patterns with `\b` or `\B` are therefore run on
 * marked text, in which every character beyond ASCII stands between two marks that are ASCII for it: `w` beside letters,
 * digits and the like, `é` beside the rest. Marks are small letters, and folded text has none of these two, so they
 * cannot be mistaken for text; two characters beyond ASCII have two marks between them, so that no match can begin or
 * end halfway.
 */
export const mark = '[wé]';

const beyondAscii = /[^\0-\x7f]/gu;
const isWord = /[\p{L}\p{Mn}\p{Nd}\p{Pc}\u200c\u200d]/u;

/** Folded text with every character beyond ASCII marked; text of ASCII alone stays as it is. */
export function markWords(folded: string): string {
  return folded.replace(beyondAscii, (character) => {
    const side = isWord.test(character) ? 'w' : 'é';
    return `${side}${character}${side}`;
  });
}

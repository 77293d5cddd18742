/** The words of a text that is searched for. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/(\p{Lowercase})(\p{Uppercase})/gu, '$1 $2')
    .replace(/[0-9]+/g, ' $& ')
    .split(/[^\p{Alphabetic}\p{N}]+/u)
    .filter((word) => word !== '');
}

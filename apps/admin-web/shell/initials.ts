/** The first letters of the first and the last word of a name; empty for none. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s-]+/)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const ends = words.length < 2 ? words : [words[0]!, words.at(-1)!];
  return ends.map((word) => [...word][0]!.toLocaleUpperCase()).join('');
}

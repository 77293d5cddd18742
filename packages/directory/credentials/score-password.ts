import { bannedTerms } from './banned-terms.ts';

/** Points that a password needs. @see Microsoft Entra, "Eliminate bad passwords": how passwords are evaluated (same) */
export const leastPoints = 5;

const substitutes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  // One character stands for both letters, so they count as the same.
  '!': 'l',
  '|': 'l',
  i: 'l',
  '€': 'e',
};

/**
 * The text in lower case, without accents, with the letters for which characters are commonly put. Entra puts back o, l, s
 * and a for 0, 1, $ and @; here some more.
 */
export function normalise(text: string): string {
  const plain = text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  return plain.replace(/[013457@$!|i€]/g, (character) => substitutes[character]!);
}

/** Terms in their normal form, with the lengths of the shortest and the longest. */
export interface TermSet {
  readonly terms: ReadonlySet<string>;
  readonly shortest: number;
  readonly longest: number;
}

/** Makes terms ready to be looked for. Those that are too short to count once normalised are left out. */
export function termSet(terms: readonly string[]): TermSet {
  const normal = new Set(terms.map(normalise).filter((term) => term.length >= 4));
  const lengths = [...normal].map((term) => term.length);
  return { terms: normal, shortest: Math.min(...lengths, 4), longest: Math.max(...lengths, 4) };
}

const globalTerms = termSet(bannedTerms);

/**
 * Fewest points that the password can be counted as: one for each banned term, one for each other character. Linear in its
 * length.
 *
 * @param own terms banned besides those that everybody's passwords are held against
 */
export function scorePassword(password: string, own: TermSet): number {
  const text = normalise(password);
  const points = [0];
  for (let end = 1; end <= text.length; end++) {
    let least = points[end - 1]! + 1;
    for (const { terms, shortest, longest } of [globalTerms, own]) {
      for (let length = shortest; length <= Math.min(longest, end); length++) {
        if (points[end - length]! + 1 < least && terms.has(text.slice(end - length, end))) {
          least = points[end - length]! + 1;
        }
      }
    }
    points.push(least);
  }
  return points.at(-1)!;
}

/** Whether the whole password is a banned term but for one character more, less or other. */
export function isNearlyBanned(password: string, own: TermSet): boolean {
  const text = normalise(password);
  const all = [globalTerms, own];
  const without = Array.from(text, (_, i) => text.slice(0, i) + text.slice(i + 1));
  if ([text, ...without].some((each) => all.some(({ terms }) => terms.has(each)))) return true;
  return all.some(({ terms }) => [...terms].some((term) => isOneOff(text, term)));
}

/** One character other, or one missing in the text. */
function isOneOff(text: string, term: string): boolean {
  const more = term.length - text.length;
  if (more !== 0 && more !== 1) return false;
  let at = 0;
  while (at < text.length && text[at] === term[at]) at++;
  return text.slice(more === 0 ? at + 1 : at) === term.slice(at + 1);
}

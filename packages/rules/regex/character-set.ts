import { foldCase } from '@muster/kernel';

/** An inclusive range of code points. */
export type CodePointRange = readonly [from: number, to: number];

/** A set of characters as a pattern describes it: what is listed, or everything else. */
export interface CharacterSet {
  readonly isNegated: boolean;
  readonly ranges: readonly CodePointRange[];
  /** Unicode general categories such as `Lu`. */
  readonly categories: ReadonlySet<string>;
  readonly scripts: readonly { readonly name: string; readonly isNegated: boolean }[];
}

/** The general categories; together they hold every code point. */
const categories = 'Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co Cn'.split(
  ' ',
);

/** The general categories that a name of one or two letters covers; none when there is no such name. */
export function categoriesNamed(name: string): string[] {
  return categories.filter((each) => (name.length === 1 ? each.startsWith(name) : each === name));
}

/** The general categories outside the given ones. */
export function otherCategories(excluded: Iterable<string>): string[] {
  const out = new Set(excluded);
  return categories.filter((each) => !out.has(each));
}

/** What `\w` means: letters, non-spacing marks, decimal digits and connecting punctuation, as .NET has it. */
export const wordCategories: readonly string[] = ['Lu', 'Ll', 'Lt', 'Lm', 'Lo', 'Mn', 'Nd', 'Pc'];

/** What `\s` means: the separators and these control characters, as .NET has it. */
export const blankCategories: readonly string[] = ['Zs', 'Zl', 'Zp'];
export const blankControls: readonly CodePointRange[] = [
  [0x09, 0x0d],
  [0x85, 0x85],
];
/** The control characters that are no blanks. */
export const otherControls: readonly CodePointRange[] = [
  [0x00, 0x08],
  [0x0e, 0x1f],
  [0x7f, 0x84],
  [0x86, 0x9f],
];

/** What `.` leaves out. */
export const lineBreaks: readonly CodePointRange[] = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
];

const casedLetters = ['Lu', 'Ll', 'Lt'];

/** The categories with all three of cased letters when one of them is there: ignoring case they are one. */
export function ignoringCase(named: Iterable<string>): ReadonlySet<string> {
  const all = new Set(named);
  return casedLetters.some((each) => all.has(each)) ? new Set([...all, ...casedLetters]) : all;
}

/** The set for folded text: whatever holds a character holds its folded form. */
export function foldSet(set: CharacterSet): CharacterSet {
  const folded = set.ranges.flatMap(foldedForms);
  return { ...set, ranges: [...set.ranges, ...folded], categories: ignoringCase(set.categories) };
}

/** Where the code points beyond ASCII begin. */
export const beyondAsciiFrom = 0x80;

/** The folded forms of a range's members that lie outside the range itself. */
function foldedForms([from, to]: CodePointRange): CodePointRange[] {
  const ascii: CodePointRange = [Math.max(from, 0x61) - 0x20, Math.min(to, 0x7a) - 0x20];
  const forms = ascii[0] <= ascii[1] ? [ascii] : [];
  if (to < beyondAsciiFrom) return forms;
  if (from === to) return [...forms, single(foldCodePoint(from))];
  for (const [codePoint, folded] of foldings()) {
    if (codePoint < from || codePoint > to || (folded >= from && folded <= to)) continue;
    const last = forms.at(-1);
    if (last?.[1] === folded - 1) forms[forms.length - 1] = [last[0], folded];
    else forms.push(single(folded));
  }
  return forms;
}

function single(codePoint: number): CodePointRange {
  return [codePoint, codePoint];
}

/** The folded form of one code point. */
export function foldCodePoint(codePoint: number): number {
  return foldCase(String.fromCodePoint(codePoint)).codePointAt(0)!;
}

const lastWithCase = 0x1ffff;
let knownFoldings: (readonly [codePoint: number, folded: number])[] | undefined;

/**
 * Every code point beyond ASCII that folding changes, with what it becomes, ascending; worked out on first use, in a few
 * milliseconds.
 */
export function foldings(): readonly (readonly [codePoint: number, folded: number])[] {
  if (knownFoldings !== undefined) return knownFoldings;
  knownFoldings = [];
  const step = 0x800;
  for (let start = beyondAsciiFrom; start <= lastWithCase; start += step) {
    const block = String.fromCodePoint(...Array.from({ length: step }, (_, i) => start + i));
    for (const [character] of block.matchAll(/\p{Changes_When_Uppercased}/gu)) {
      const codePoint = character.codePointAt(0)!;
      const folded = foldCodePoint(codePoint);
      if (folded !== codePoint) knownFoldings.push([codePoint, folded]);
    }
  }
  return knownFoldings;
}

let asciiCategories: string[] | undefined;

/** The ASCII characters of a set as ranges of one, without small letters, which folded text does not have. */
export function foldedAsciiOf(set: CharacterSet): CodePointRange[] {
  asciiCategories ??= Array.from({ length: beyondAsciiFrom }, (_, i) => {
    return categories.find((each) => new RegExp(`\\p{${each}}`, 'u').test(String.fromCharCode(i)))!;
  });
  const members: CodePointRange[] = [];
  for (let code = 0; code < beyondAsciiFrom; code += 1) {
    if (code >= 0x61 && code <= 0x7a) continue;
    if (isListed(set, code, asciiCategories[code]!) !== set.isNegated) members.push(single(code));
  }
  return members;
}

function isListed(set: CharacterSet, codePoint: number, category: string): boolean {
  if (set.categories.has(category)) return true;
  if (set.ranges.some(([from, to]) => codePoint >= from && codePoint <= to)) return true;
  const character = String.fromCodePoint(codePoint);
  return set.scripts.some(
    ({ name, isNegated }) => new RegExp(`\\p{Script=${name}}`, 'u').test(character) !== isNegated,
  );
}

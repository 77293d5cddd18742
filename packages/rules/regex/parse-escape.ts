import {
  blankCategories,
  blankControls,
  type CharacterSet,
  categoriesNamed,
  ignoringCase,
  otherCategories,
  otherControls,
  wordCategories,
} from './character-set.ts';
import { type PatternReader, refuse } from './pattern-reader.ts';

/** What a backslash and what follows it stand for, in and outside classes alike. */
export type Escape =
  | { readonly kind: 'character'; readonly codePoint: number }
  | { readonly kind: 'set'; readonly set: CharacterSet };

const controls: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, a: 7, e: 27 };

function setOf(parts: Partial<CharacterSet>): Escape {
  return { kind: 'set', set: { isNegated: false, ranges: [], categories: new Set(), scripts: [], ...parts } };
}

const shorthands: Readonly<Record<string, Escape>> = {
  d: setOf({ categories: new Set(['Nd']) }),
  D: setOf({ categories: new Set(otherCategories(['Nd'])) }),
  w: setOf({ categories: new Set(wordCategories) }),
  W: setOf({ categories: new Set(otherCategories(wordCategories)) }),
  s: setOf({ categories: new Set(blankCategories), ranges: blankControls }),
  S: setOf({ categories: new Set(otherCategories([...blankCategories, 'Cc'])), ranges: otherControls }),
};

/** Reads what follows a backslash. Negated shorthands are written as what they hold, so that sets can be joined. */
export function parseEscape(reader: PatternReader): Escape {
  const numbered = reader.take(/x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}/y);
  if (numbered !== undefined) return numberedCharacter(Number.parseInt(numbered[1] ?? numbered[2] ?? numbered[3]!, 16));
  const control = reader.take(/c([A-Za-z])/y);
  if (control !== undefined) return numberedCharacter(control[1]!.toUpperCase().charCodeAt(0) - 64);
  const letter = reader.next();
  if (letter === '') return refuse('a backslash at the end');
  if (Object.hasOwn(shorthands, letter)) return shorthands[letter]!;
  if (Object.hasOwn(controls, letter)) return numberedCharacter(controls[letter]!);
  if (letter === 'p' || letter === 'P') return parseProperty(reader, letter === 'P');
  if (letter === '0' && reader.take(/[0-7]/y) === undefined) return numberedCharacter(0);
  if (letter === '0') return refuse('octal escapes are not supported');
  if (/[1-9]/.test(letter) || letter === 'k') return refuse(`back-reference \\${letter} is not supported`);
  if (/[A-Za-z]/.test(letter)) return refuse(`\\${letter} is not supported`);
  return numberedCharacter(letter.codePointAt(0)!);
}

function numberedCharacter(codePoint: number): Escape {
  if (codePoint > 0x10ffff) return refuse(`\\u{${codePoint.toString(16)}} is no character`);
  return { kind: 'character', codePoint };
}

const propertyName = /\{(?:(?:Script|sc|General_Category|gc)=)?([A-Za-z_]+)\}/y;

function parseProperty(reader: PatternReader, isNegated: boolean): Escape {
  const found = reader.take(propertyName);
  if (found === undefined) return refuse('\\p needs a name in braces');
  const name = found[1]!;
  const named = categoriesNamed(name);
  if (named.length > 0) return setOf({ categories: new Set(isNegated ? otherCategories(ignoringCase(named)) : named) });
  if (!isScript(name)) return refuse(`\\p${found[0]} is not supported`);
  return setOf({ scripts: [{ name, isNegated }] });
}

function isScript(name: string): boolean {
  try {
    return new RegExp(`\\p{Script=${name}}`, 'u') instanceof RegExp;
  } catch {
    // The runtime knows no script of that name; the caller refuses it.
    return false;
  }
}

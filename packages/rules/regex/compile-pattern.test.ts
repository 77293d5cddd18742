import { foldCase } from '@muster/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { texts } from '../testing/value-pools.ts';
import { compilePattern } from './compile-pattern.ts';

function matches(pattern: string, text: string): boolean | string {
  const compiled = compilePattern(pattern);
  return compiled.ok ? compiled.pattern.matches(foldCase(text)) : compiled.reason;
}

describe('what a pattern matches', () => {
  it.each([
    ['anywhere', 'ago', 'Lagos', true],
    ['anchored at the start', '^da', 'David', true],
    ['anchored at the start', '^Da', 'aDa', false],
    ['end is the end of the whole value', 'Sales$', 'Sales\n', false],
    ['end is the end of the whole value', '^b$', 'a\nb\nc', false],
    ['\\A, \\z and \\Z', '\\Aab\\z', 'AB', true],
    ['\\A, \\z and \\Z', '\\Aab\\Z', 'ab\n', false],
    ['leading (?i)', '(?i)abc', 'xABCx', true],
    ['empty', '', '', true],
    ['empty alternative', '^(a|)$', '', true],
    ['dot is no line break', '^a.b$', 'a\nb', false],
    ['dot is no carriage return', '^a.b$', 'a\rb', false],
    ['dot is one character beyond the BMP', '^a.b$', 'a𐐀b', true],
    ['braces that are no quantifier', '^a{,5}$', 'a{,5}', true],
    ['braces that are no quantifier', '^a{$', 'a{', true],
    ['closing bracket alone', '^]$', ']', true],
    ['counted', '^a{2,3}$', 'aaaa', false],
    ['counted without end', '^a{2,}?$', 'aaaa', true],
    ['at most a thousand', '^a{1000}$', 'a'.repeat(1000), true],
    ['named group', "^(?<name>a)(?'other'b)$", 'ab', true],
    ['escapes', '^\\x41\\u0042\\t\\cJ\\.\\-$', 'ab\t\n.-', true],
    ['blank with quantifier', '^a\\s+b$', 'a \u00a0\u3000b', true],
    ['\\s holds the next-line control', '^\\s$', '\u0085', true],
    ['\\S is everything else', '^\\S$', '\u0000', true],
    ['a quantifier on an anchor goes with it', '^*C*.0$', 'PC10', true],
    ['a quantifier on an anchor goes with it', '^?b', 'ab', true],
    ['an anchor with a positive quantifier stays', '^+b', 'ab', false],
    ['an anchor with a positive quantifier stays', '^{1,2}b', 'ab', false],
    ['an end anchor with a quantifier', 'a$*b', 'ab', true],
  ])('%s: %s on %j', (_, pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it.each([
    ['letters are Unicode letters', '^\\w+$', 'Müller_日本', true],
    ['digits are Unicode digits', '^\\d$', '٣', true],
    ['a letter is no digit', '^\\D$', 'é', true],
    ['\\W is what \\w is not', '^\\W$', 'é', false],
    ['negated class of \\W', '^[^\\W_]+$', 'é1', true],
    ['negated class of \\W', '^[^\\W_]+$', 'é_', false],
    ['word boundary before a letter beyond ASCII', '\\bÖzil\\b', 'Mesut Özil', true],
    ['no word boundary between letters', '\\bller', 'Müller', false],
    ['no word boundary after a letter beyond ASCII', 'Caf\\b', 'Café', false],
    ['word boundary after a letter beyond ASCII', 'café\\b', 'Café.', true],
    ['word boundary beside a dash beyond ASCII', 'a\\b', 'a–b', true],
    ['\\B between letters', '\\Bü\\B', 'Müller', true],
    ['\\B at the edge', 'M\\B', 'M ü', false],
    ['any character beside a boundary', '^.\\b.\\b$', '–ü', true],
    ['a class beside a boundary', '^[à-ý]+\\b[^a]$', 'Éé–', true],
    ['no match from the middle of a character', '\\b[a-z]', 'é', false],
  ])('%s: %s on %j', (_, pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });
});

describe('case in patterns is ignored exactly as in -eq', () => {
  it.each([
    ['literal', 'é', 'É', true],
    ['range', '^[à-ý]$', 'Ý', true],
    ['upper range', '^[À-Ý]$', 'ý', true],
    ['ASCII range', '^[a-f]+$', 'ABF', true],
    ['negated range', '[^a-z]', 'ABC', false],
    ['negated Greek', '^[^α-ω]$', 'Σ', false],
    ['beyond the BMP', '^[𐐨-𐑏]$', '𐐀', true],
    ['category of capitals', '^\\p{Lu}$', 'a', true],
    ['category of small letters', '^\\p{Ll}$', 'A', true],
    ['what is no capital is no letter with case', '\\P{Lu}', 'aB', false],
    ['ß has no other case', '^ß$', 'SS', false],
    ['Kelvin is no K', '^k$', '\u212a', false],
    ['long s is no S', '^[a-z]$', '\u017f', false],
    ['dotless i is no I', '^I$', 'ı', false],
    ['script', '^\\p{Script=Greek}+$', 'Ωω', true],
    ['script alone', '^\\p{Han}$', '日', true],
    ['other script', '^\\P{Script=Greek}$', 'Ω', false],
  ])('%s: %s on %j', (_, pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('finds in a text what -contains finds', () => {
    const literally = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    const text = fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'grapheme', maxLength: 6 }));
    fc.assert(
      fc.property(text, text, text, (before, part, after) => {
        const whole = before + part + after;
        expect(matches(literally(part), whole)).toBe(true);
        expect(matches(`^${literally(part)}$`, whole)).toBe(foldCase(part) === foldCase(whole));
        expect(matches(`(?:\\b|\\B)${literally(part)}`, whole)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('agreement with the platform’s own matcher', () => {
  const word = '[a-z0-9_éü]';
  const notWord = '[^a-z0-9_éü]';
  /** Pieces of patterns, each with what it is in ECMAScript, where `\b`, `\w` and `$` know less. */
  const atoms: readonly (readonly [ours: string, native: string])[] = [
    ...['a', 'B', 'é', '–', '1', '[a-c]', '[^a-c]', '[^é]', '[à-ýb]', '.', '(?:)', '_'].map(
      (each) => [each, each] as const,
    ),
    ['\\p{L}', '[a-zéü]'],
    ['\\w', word],
    ['\\W', notWord],
    ['[\\W_]', `(?:${notWord}|_)`],
    ['\\b', `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`],
    ['\\B', `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`],
    ['^', '^'],
    ['$', '$'],
  ];
  const isAnchor = ([ours]: readonly [string, string]) => ['\\b', '\\B', '^', '$'].includes(ours);
  const atom = fc.constantFrom(...atoms);
  const quantified = fc
    .tuple(
      fc.constantFrom(...atoms.filter((each) => !isAnchor(each))),
      fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '*?'),
    )
    .map(([[ours, native], quantifier]) => [`(?:${ours})${quantifier}`, `(?:${native})${quantifier}`] as const);
  const sequence = fc
    .array(fc.oneof({ weight: 3, arbitrary: atom }, quantified), { minLength: 1, maxLength: 3 })
    .map((parts) => [parts.map((each) => each[0]).join(''), parts.map((each) => each[1]).join('')] as const);
  const choice = fc
    .array(sequence, { minLength: 1, maxLength: 3 })
    .map(
      (options) =>
        [`(${options.map((each) => each[0]).join('|')})`, `(${options.map((each) => each[1]).join('|')})`] as const,
    );
  const pattern = fc
    .tuple(fc.oneof(sequence, choice), fc.oneof(fc.constant(['', ''] as const), sequence))
    .map(([a, b]) => [a[0] + b[0], a[1] + b[1]] as const);
  const text = fc.array(fc.constantFrom(...'abcBé–Éü1_ '), { maxLength: 9 }).map((characters) => characters.join(''));

  it('on generated patterns and texts, within ASCII and beyond', () => {
    let found = 0;
    fc.assert(
      fc.property(pattern, text, ([ours, native], subject) => {
        const expected = new RegExp(native, 'iu').test(subject);
        if (expected) found += 1;
        expect(matches(ours, subject), ours).toBe(expected);
      }),
      { numRuns: 5000 },
    );
    expect(found, 'matches must be common, or the test shows little').toBeGreaterThan(600);
  });
});

describe('what is refused, and why', () => {
  it.each([
    ['*a', '* has nothing to repeat'],
    ['a|+', '+ has nothing to repeat'],
    ['(?:*)', '* has nothing to repeat'],
    ['\\b*', 'a quantifier after \\b has nothing to repeat'],
    ['a**', 'a quantifier follows a quantifier'],
    ['a{2}{3}', 'a quantifier follows a quantifier'],
    ['a++', 'possessive quantifiers are not supported'],
    ['a{3,2}', 'a quantifier is in reverse order'],
    ['a{1001}', 'more than 1,000 repetitions'],
    ['(a{100}){100}', 'more than 1,000 repetitions inside one another'],
    ['(abc', 'a group ( is not closed'],
    ['abc)', 'a closing parenthesis has no partner'],
    ['[a-', 'the class [ is not closed'],
    ['[]', 'the class [ is not closed'],
    ['[^]', 'the class [ is not closed'],
    ['[z-a]', 'a range of a class is in reverse order'],
    ['[a-\\d]', 'a range of a class must end with a character'],
    ['[a-z-[aeiou]]', 'class subtraction -[ is not supported'],
    ['[\\w-[a]]', 'class subtraction -[ is not supported'],
    ['[[:alpha:]]', '[: is not supported'],
    ['(?=a)', 'look-around (?= is not supported'],
    ['(?!a)', 'look-around (?! is not supported'],
    ['(?<=a)', 'look-around (?<= is not supported'],
    ['(?<!a)', 'look-around (?<! is not supported'],
    ['(?>a)', 'atomic group (?> is not supported'],
    ['(?(a)b|c)', 'conditional (?( is not supported'],
    ['(?#a)', 'comment (?# is not supported'],
    ['(?<a-b>c)', 'balancing group (?<a-b> is not supported'],
    ['(?i:a)', 'inline option (?i: is not supported; only (?i) at the start is'],
    ['a(?i)b', 'inline option (?i) is not supported; only (?i) at the start is'],
    ['(?P<n>a)', 'a group begins with (? and something unknown'],
    ['(a)\\1', 'back-reference \\1 is not supported'],
    ['(?<n>a)\\k<n>', 'back-reference \\k is not supported'],
    ['\\G', '\\G is not supported'],
    ['\\Qa\\E', '\\Q is not supported'],
    ['\\07', 'octal escapes are not supported'],
    ['\\u{110000}', '\\u{110000} is no character'],
    ['a\\', 'a backslash at the end'],
    ['\\pL', '\\p needs a name in braces'],
    ['\\p{IsGreek}', '\\p{IsGreek} is not supported'],
    [`${'('.repeat(200)}a${')'.repeat(200)}`, 'groups are nested too deeply'],
    ['\\w'.repeat(1000), 'the patterns of the rule are too large'],
  ])('%s', (pattern, reason) => {
    expect(matches(pattern, '')).toBe(reason);
  });
});

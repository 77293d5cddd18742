import { foldCase } from '@muster/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../regex/compile-pattern.ts';
import { arbitraryPattern } from '../testing/damage.ts';
import { patterns, texts } from '../testing/value-pools.ts';
import { PatternAutomaton } from './pattern-automaton.ts';
import { requiredLiterals } from './pattern-literals.ts';
import { TextPack } from './text-pack.ts';

const small = fc.array(fc.constantFrom(...'aabB1 .-_@\n'), { maxLength: 12 }).map((found) => found.join(''));
const anyText = fc.oneof(fc.constantFrom(...texts), small, fc.string({ unit: 'binary', maxLength: 6 }));

/** Patterns over few letters, so that they match often and end up in many states. */
const simplePattern = fc
  .array(
    fc.constantFrom(
      ...'a b 1 . ^ $ | \\d \\w \\s [ab] [^a] a* b+ (?:ab)? (a|b){2} .{1,3} (?:a|^) (b|$) .* @ @a'.split(' '),
    ),
    {
      maxLength: 7,
    },
  )
  .map((found) => found.join(''));

const literalMethods = { startsWith: 'startsWith', endsWith: 'endsWith', contains: 'includes' } as const;

/** The answers on every text: the pattern's own, the automaton's, and whether the text has the required literals. */
function answers(source: string, someTexts: readonly string[]) {
  const compiled = compilePattern(source);
  if (!compiled.ok) return [];
  const automaton = PatternAutomaton.of(source);
  const literals = requiredLiterals(source);
  const pack = new TextPack();
  pack.append('before');
  return someTexts.map((text) => {
    const folded = foldCase(text);
    const n = pack.append(folded);
    return {
      matches: compiled.pattern.matches(folded),
      automaton: automaton?.test(pack, n),
      hasLiterals: literals.every((each) => folded[literalMethods[each.kind]](each.folded)),
    };
  });
}

describe('patterns on packed text', () => {
  it.each([
    ['patterns that match often', fc.oneof(fc.constantFrom(...patterns), simplePattern), 1500],
    ['patterns of all kinds of pieces', arbitraryPattern(), 3000],
  ] as const)('answer as the compiled pattern does: %s', (_, source, numRuns) => {
    const seen = { true: 0, false: 0, undefined: 0 };
    fc.assert(
      fc.property(source, fc.array(anyText, { minLength: 10, maxLength: 10 }), (pattern, someTexts) => {
        for (const found of answers(pattern, someTexts)) {
          seen[`${found.automaton}`] += 1;
          if (found.automaton !== undefined) expect(found.automaton).toBe(found.matches);
          if (found.matches) expect(found.hasLiterals).toBe(true);
        }
      }),
      { numRuns },
    );
    expect(Math.min(seen.true, seen.false, seen.undefined)).toBeGreaterThan(100);
  });

  it('gives up rather than grow without end', () => {
    const many = 'a(?:a|b|1){12}b';
    const rows = Array.from({ length: 600 }, (_, i) => {
      return i.toString(2).padStart(13, '0').replaceAll('0', 'b').replaceAll('1', 'a').repeat(2);
    });
    const found = answers(many, rows);
    for (const { automaton, matches } of found) if (automaton !== undefined) expect(automaton).toBe(matches);
    expect(found.filter((each) => each.automaton === undefined).length).toBeGreaterThan(0);
  });
});

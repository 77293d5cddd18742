import type { Instant } from '@muster/kernel';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkRule } from '../check/check-rule.ts';
import { satisfies } from '../interpret/interpret.ts';
import { codeTestOf } from './code-test.ts';
import { Dictionary } from './dictionary.ts';
import { InstantValues } from './other-values.ts';

const now = 0 as Instant;

function testOf(condition: string) {
  const result = checkRule(`user.mail ${condition}`);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  const { tree } = result.rule;
  if (tree.kind !== 'comparison') throw new Error('not a comparison');
  return tree.test;
}

const tests = [
  ...['-startsWith "a"', '-startsWith "aB"', '-endsWith "b"', '-endsWith "éa"', '-contains "ab"', '-contains "é"'],
  ...['-match "a"', '-match "^a[ab]*$"', '-match "b$"', '-match "a.b"', '-match "\\ba"', '-match "[^a]"'],
  ...['-startsWith "a@b"', '-endsWith "a@b"', '-endsWith "@"', '-contains "b@a"', '-contains "@b"', '-match "a@b?$"'],
].map(testOf);

it('answers about packed texts as the interpreter does about strings', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'B', 'b', 'é', ' ', '@', '😀'), maxLength: 8 });
  let passed = 0;
  const property = fc.property(fc.array(text), (texts) => {
    const values = new Dictionary();
    const asked = tests.map((test) => ({ test, passes: codeTestOf(values, test) }));
    for (const each of texts) values.add(each);
    for (const { test, passes } of asked) {
      for (let code = 0; passes !== undefined && code < values.size; code += 1) {
        const expected = satisfies(values.valueOf(code), test, now);
        expect([values.valueOf(code), passes(code)]).toEqual([values.valueOf(code), expected]);
        if (expected) passed += 1;
      }
    }
  });
  fc.assert(property, { numRuns: 300 });
  expect(passed).toBeGreaterThan(1000);
});

it('leaves to the interpreter what needs the string, or is none', () => {
  const values = new Dictionary();
  expect(codeTestOf(values, testOf('-eq "a"'))).toBeUndefined();
  expect(codeTestOf(values, testOf('-match "\\ba"'))).toBeUndefined();
  expect(codeTestOf(new InstantValues(), testOf('-startsWith "a"'))).toBeUndefined();
  expect(codeTestOf(values, testOf('-match "^a"'))).toBeDefined();
});

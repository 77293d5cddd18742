import type { Instant } from '@muster/kernel';
import type { ValueTest } from '../ast/checked-rule.ts';
import { satisfies } from '../interpret/interpret.ts';
import type { DistinctValues } from './column.ts';
import { Dictionary } from './dictionary.ts';
import { PatternAutomaton } from './pattern-automaton.ts';
import type { TextPack } from './text-pack.ts';
import { unitsOf } from './text-tails.ts';

/** Whether the value of a code passes a test; false for code 0. */
export type CodeTest = (code: number) => boolean;

/** No test of a text depends on the clock. */
const anyInstant = 0 as Instant;

/**
 * A test of the texts among distinct values that reads them where they are packed: answers as `satisfies` does about
 * the value, without making a string of it. Undefined for other values and for tests that need the string. Cost: the text.
 */
export function codeTestOf(values: DistinctValues, test: ValueTest): CodeTest | undefined {
  if (!(values instanceof Dictionary)) return undefined;
  switch (test.kind) {
    case 'startsWith':
      return prefixTest(values.pack, unitsOf(test.folded));
    case 'endsWith':
      return suffixTest(values.pack, unitsOf(test.folded));
    case 'contains':
      return insideTest(values.pack, unitsOf(test.folded));
    case 'matches':
      return patternTest(values, test);
    default:
      return undefined;
  }
}

function prefixTest(pack: TextPack, needle: Uint16Array): CodeTest {
  return (code) => code !== 0 && pack.beginsAt(code, needle);
}

function suffixTest(pack: TextPack, needle: Uint16Array): CodeTest {
  return (code) => code !== 0 && pack.endsAt(code, needle);
}

function insideTest(pack: TextPack, needle: Uint16Array): CodeTest {
  return (code) => code !== 0 && pack.holdsAt(code, needle);
}

function patternTest(values: Dictionary, test: ValueTest & { readonly kind: 'matches' }): CodeTest | undefined {
  const automaton = PatternAutomaton.of(test.pattern.source);
  if (automaton === undefined) return undefined;
  const { pack } = values;
  return (code) => code !== 0 && (automaton.test(pack, code) ?? satisfies(values.valueOf(code), test, anyInstant));
}

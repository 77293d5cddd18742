import type { Instant } from '@muster/kernel';
import type { ValueTest } from '../ast/checked-rule.ts';
import { satisfies } from '../interpret/interpret.ts';
import { keepBits, listBits, setBit, wordsFor } from './bits.ts';
import type { Dictionary } from './dictionary.ts';
import { findLiteral, findLiteralRoughly, isFoundByIndex } from './find-literal.ts';
import { PatternAutomaton } from './pattern-automaton.ts';
import { isAnchored, type RequiredLiteral, requiredLiterals } from './pattern-literals.ts';

type Mark = (code: number) => void;

/** Marks the codes from `first` up to `end` whose texts pass the test. */
export type Search = (first: number, end: number, mark: Mark) => void;

/**
 * How to find the texts that pass a test without making strings of them all; undefined when this test cannot be searched
 * for. What the hash table or a pattern's literals find is put to the test itself; the scans of packed texts and the
 * automaton are exact.
 */
export function searchFor(values: Dictionary, test: ValueTest, now: Instant): Search | undefined {
  switch (test.kind) {
    case 'equals':
      return lookUp(values, [test.folded], test, now);
    case 'isIn':
      return lookUp(values, [...test.folded], test, now);
    case 'startsWith':
    case 'endsWith':
    case 'contains': {
      const literal: RequiredLiteral = { kind: test.kind, folded: test.folded };
      return (first, end, mark) => findLiteral(values, literal, first, end, mark);
    }
    case 'matches':
      return searchForPattern(values, test.pattern.source, (code) => satisfies(values.valueOf(code), test, now));
    default:
      return undefined;
  }
}

function lookUp(values: Dictionary, folded: readonly string[], test: ValueTest, now: Instant): Search {
  const found = folded.map((each) => values.findFolded(each));
  return (first, end, mark) => {
    for (const code of found) {
      if (code !== undefined && code >= first && code < end && satisfies(values.valueOf(code), test, now)) mark(code);
    }
  };
}

/**
 * The automaton decides what it can; the rest is put to the test. Literals narrow down the texts before: for an
 * automaton only where it would otherwise read many texts to their end.
 */
function searchForPattern(values: Dictionary, source: string, passes: (code: number) => boolean): Search | undefined {
  const automaton = PatternAutomaton.of(source);
  const literals = requiredLiterals(source);
  const leavesEarly = automaton !== undefined && isAnchored(source);
  if (automaton === undefined && literals.length === 0) return undefined;
  return (first, end, mark) => {
    const useful = leavesEarly ? literals.filter((each) => isWorthIt(values, each, first, end)) : literals;
    const decide = (code: number) => {
      if (automaton?.test(values.pack, code) ?? passes(code)) mark(code);
    };
    if (useful.length > 0) candidates(values, useful, first, end).forEach(decide);
    else for (let code = first; code < end; code += 1) decide(code);
  };
}

/** True when finding a literal first is quicker than reading the beginning of every text. */
function isWorthIt(values: Dictionary, literal: RequiredLiteral, first: number, end: number): boolean {
  return literal.kind === 'endsWith' || isFoundByIndex(values, literal, first, end);
}

/** Once so few texts are left, it is cheaper to try the pattern on them than to look for another literal. */
const fewShare = 16;

/** The numbers of the texts that have all of the literals, or of a few more. */
function candidates(values: Dictionary, literals: readonly RequiredLiteral[], first: number, end: number): Uint32Array {
  let left = new Uint32Array(wordsFor(end)).fill(-1);
  let count = end;
  for (const literal of literals) {
    const found = new Uint32Array(wordsFor(end));
    findLiteralRoughly(values, literal, first, end, (n) => setBit(found, n));
    count = keepBits(found, left, true);
    left = found;
    if (count * fewShare < end - first) break;
  }
  return listBits(left, count);
}

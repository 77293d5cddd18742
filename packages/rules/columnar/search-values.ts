import type { Instant } from '@muster/kernel';
import type { ValueTest } from '../ast/checked-rule.ts';
import { satisfies } from '../interpret/interpret.ts';
import { countBits, listBits, setBit, wordsFor } from './bits.ts';
import type { Dictionary } from './dictionary.ts';
import { PatternAutomaton } from './pattern-automaton.ts';
import { type RequiredLiteral, requiredLiterals } from './pattern-literals.ts';
import { scanInside, scanPrefix, scanSuffix } from './scan-texts.ts';
import type { TextPack } from './text-pack.ts';

type Mark = (code: number) => void;

/**
 * Marks the codes from `first` whose texts pass the test, without making strings of them all; returns false when this
 * test cannot be searched for. What the hash table or a pattern's literals find is put to the test itself; the scans of
 * packed texts and the automaton are exact.
 */
export function searchValues(values: Dictionary, test: ValueTest, now: Instant, first: number, mark: Mark): boolean {
  const confirm = (code: number | undefined) => {
    if (code !== undefined && code >= first && satisfies(values.valueOf(code), test, now)) mark(code);
  };
  switch (test.kind) {
    case 'equals':
      confirm(values.findFolded(test.folded));
      return true;
    case 'isIn':
      for (const folded of test.folded) confirm(values.findFolded(folded));
      return true;
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      scan(values.pack, { kind: test.kind, folded: test.folded }, first, mark);
      return true;
    case 'matches':
      return searchPattern(values, test.pattern.source, first, mark, confirm);
    default:
      return false;
  }
}

/**
 * The automaton decides what it can; the rest is confirmed. Literals narrow down the texts before: for an automaton only
 * where it would otherwise read texts to their end.
 */
function searchPattern(values: Dictionary, source: string, first: number, mark: Mark, confirm: Mark): boolean {
  const automaton = PatternAutomaton.of(source);
  const literals = requiredLiterals(source);
  const useful = automaton === undefined ? literals : literals.filter(({ kind }) => kind !== 'startsWith');
  const candidates = patternCandidates(values, useful, first);
  const { units, ends, count } = values.pack;
  const decide = (code: number) => {
    const answer = automaton?.test(units, ends[code - 1]!, ends[code]!);
    if (answer === undefined) confirm(code);
    else if (answer) mark(code);
  };
  if (candidates !== undefined) candidates.forEach(decide);
  else if (automaton !== undefined) for (let code = first; code < count; code += 1) decide(code);
  return candidates !== undefined || automaton !== undefined;
}

function scan(pack: TextPack, { kind, folded }: RequiredLiteral, first: number, mark: Mark): void {
  if (kind === 'startsWith') scanPrefix(pack, folded, first, mark);
  else if (kind === 'endsWith') scanSuffix(pack, folded, first, mark);
  else scanInside(pack, folded, first, mark);
}

/** Once so few of the texts are left, it is cheaper to try the pattern on them than to look for another literal. */
const fewShare = 64;

/** The codes of the texts that have all of the literals; undefined when there are no literals. */
function patternCandidates(
  { pack, size }: Dictionary,
  literals: readonly RequiredLiteral[],
  first: number,
): Uint32Array | undefined {
  let words: Uint32Array | undefined;
  let count = size;
  for (const literal of literals) {
    const found = new Uint32Array(wordsFor(size));
    scan(pack, literal, first, (code) => setBit(found, code));
    if (words !== undefined) for (let at = 0; at < found.length; at += 1) found[at]! &= words[at]!;
    words = found;
    count = countBits(words);
    if (count * fewShare < size) break;
  }
  return words === undefined ? undefined : listBits(words, count);
}

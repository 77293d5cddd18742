import { literalsOf } from '../columnar/pattern-literals.ts';
import { foldCodePoint } from '../regex/character-set.ts';
import { parsePattern } from '../regex/parse-pattern.ts';
import type { PatternNode } from '../regex/pattern-tree.ts';
import { atMost, type Bound, combine } from './bound.ts';
import type { SqlTable } from './sql-table.ts';
import { sqlText } from './sql-text.ts';
import { type LiteralTest, literalBound, type TextOperand } from './text-bounds.ts';

type Sequence = readonly PatternNode[];

/** Alternatives of a pattern are taken apart up to so many. */
const mostAlternatives = 50;

/**
 * Rows whose text may match the pattern: exact for plain text with or without anchors and for alternatives of such, as
 * most patterns in rules are; otherwise rows that have the plain texts the pattern cannot do without.
 */
export function patternBound(table: SqlTable, operand: TextOperand, source: string): Bound {
  const alternatives = alternativesOf(parsePattern(source));
  return combine(
    'or',
    alternatives.map((each) => sequenceBound(table, operand, withoutLooseEnds(each))),
  );
}

function sequenceBound(table: SqlTable, operand: TextOperand, parts: Sequence): Bound {
  const isPresent = atMost(sqlText`(${operand.sql}) is not null`);
  // Half a character in a pattern is the pattern matcher's own business.
  if (parts.some((part) => part.kind === 'character' && isSurrogate(part.codePoint))) return isPresent;
  const plain = plainTest(parts);
  if (plain !== undefined) return literalBound(table, operand, plain);
  const needed = literalsOf(parts).map((each) => literalBound(table, operand, each));
  return needed.length === 0 ? isPresent : atMost(combine('and', needed).sql);
}

/** The test that a row of characters, anchored or not, is the same as. */
function plainTest(parts: Sequence): LiteralTest | undefined {
  const isStarted = parts[0]?.kind === 'start';
  const isEnded = parts.length > (isStarted ? 1 : 0) && parts.at(-1)?.kind === 'end';
  let folded = '';
  for (const part of parts.slice(isStarted ? 1 : 0, isEnded ? -1 : undefined)) {
    if (part.kind !== 'character') return undefined;
    folded += String.fromCodePoint(foldCodePoint(part.codePoint));
  }
  if (isStarted) return { kind: isEnded ? 'equals' : 'startsWith', folded };
  return { kind: isEnded ? 'endsWith' : 'contains', folded };
}

/** Parts at an end without anchor that may be absent are as good as absent: `^Sales.*` is `^Sales`. */
function withoutLooseEnds(parts: Sequence): Sequence {
  let [from, to] = [0, parts.length];
  while (from < to && isOptional(parts[from]!)) from += 1;
  while (from < to && isOptional(parts[to - 1]!)) to -= 1;
  return parts.slice(from, to);
}

function isOptional(part: PatternNode): boolean {
  return part.kind === 'repetition' && part.min === 0;
}

/** The sequences of which one must match; a choice that would make too many of them stays one part. */
function alternativesOf(node: PatternNode): readonly Sequence[] {
  if (node.kind === 'choice') {
    const options = node.options.flatMap(alternativesOf);
    return options.length <= mostAlternatives ? options : [[node]];
  }
  if (node.kind !== 'sequence') return [[node]];
  return node.parts.reduce<readonly Sequence[]>(
    (before, part) => {
      const next = alternativesOf(part);
      if (before.length * next.length > mostAlternatives) return before.map((each) => [...each, part]);
      return before.flatMap((each) => next.map((more) => [...each, ...more]));
    },
    [[]],
  );
}

function isSurrogate(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint <= 0xdfff;
}

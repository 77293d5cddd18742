import { RE2JS } from 're2js';
import { parsePattern } from './parse-pattern.ts';
import { PatternFailure } from './pattern-reader.ts';
import type { PatternNode } from './pattern-tree.ts';
import { anywhereInMarked, markWords } from './word-marks.ts';
import { PatternWriter } from './write-pattern.ts';

/** A compiled pattern. Matching takes time linear in the text. */
export interface Pattern {
  /** As written in the rule. */
  readonly source: string;
  /** True when the pattern is found anywhere in the text, which must be folded (`foldCase`). */
  matches(folded: string): boolean;
}

/** What the patterns of one rule may cost together; about 20 ms of compiling. */
export const patternBudget = 3500;

/** A pattern with what it cost, or the reason why it is refused. */
export type CompiledPattern =
  | { readonly ok: true; readonly pattern: Pattern; readonly cost: number }
  | { readonly ok: false; readonly reason: string };

/**
 * Compiles a .NET pattern for a matcher that never backtracks. Case is ignored as everywhere in the language: the
 * pattern is written for folded text. Patterns that would cost more than `budget` to compile are refused.
 *
 * @see rule language spec §4.3, D-22
 */
export function compilePattern(source: string, budget: number = patternBudget): CompiledPattern {
  try {
    const tree = parsePattern(source);
    const isMarked = mentionsWordBoundary(tree);
    const writer = new PatternWriter(isMarked, budget);
    const { source: written } = writer.write(tree);
    const matcher = RE2JS.compile(isMarked ? anywhereInMarked(written) : written);
    const matches = isMarked
      ? (folded: string) => matcher.test(markWords(folded))
      : (folded: string) => matcher.test(folded);
    return { ok: true, pattern: { source, matches }, cost: writer.cost };
  } catch (failure) {
    if (failure instanceof PatternFailure) return { ok: false, reason: failure.message };
    // The matcher has limits of its own (for example on nesting); its wording is about the pattern as rewritten.
    return { ok: false, reason: 'the pattern is too complex' };
  }
}

function mentionsWordBoundary(node: PatternNode): boolean {
  switch (node.kind) {
    case 'wordBoundary':
    case 'noWordBoundary':
      return true;
    case 'sequence':
      return node.parts.some(mentionsWordBoundary);
    case 'choice':
      return node.options.some(mentionsWordBoundary);
    case 'repetition':
      return mentionsWordBoundary(node.part);
    default:
      return false;
  }
}

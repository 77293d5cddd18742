import type { CheckedNode } from '../ast/checked-rule.ts';
import { comparisonsIn } from '../ast/comparisons-in.ts';
import { type Problem, problem } from '../diagnostics/diagnostic.ts';
import type { Places } from './places.ts';
import { type PlainTest, plainTestOf } from './plain-test.ts';
import { writeText } from './write-text.ts';

/** Patterns that say no more than a plain operator does, each with the operator and value to put in their place. */
export function findPlainPatterns(tree: CheckedNode, places: Places): Problem[] {
  return comparisonsIn(tree).flatMap((comparison) => {
    if (comparison.test.kind !== 'matches') return [];
    const plain = plainTestOf(comparison.test.pattern.source);
    if (plain === undefined) return [];
    const fix = writeTest(plain, comparison.isNegated);
    const inserts = { pattern: comparison.valueText, test: fix };
    return [problem('W_PLAIN_PATTERN', places.ofTest(comparison), inserts, { fix })];
  });
}

const operators = {
  equals: ['-eq', '-ne'],
  startsWith: ['-startsWith', '-notStartsWith'],
  endsWith: ['-endsWith', '-notEndsWith'],
  contains: ['-contains', '-notContains'],
} as const;

function writeTest(plain: PlainTest, isNegated: boolean): string {
  switch (plain.kind) {
    case 'anything':
      return isNegated ? '-eq null' : '-ne null';
    case 'isIn':
      return `${isNegated ? '-notIn' : '-in'} [${plain.texts.map(writeText).join(', ')}]`;
    default:
      return `${operators[plain.kind][isNegated ? 1 : 0]} ${writeText(plain.text)}`;
  }
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryCourse, corpusRules, expectAll, noOccurrences, playCourse } from './testing/rule-index-course.ts';

test.each(['user', 'device'] as const)(
  'the index answers about a %s as the interpreter does, at length',
  { timeout: 900_000 },
  (type) => {
    const seen = noOccurrences();
    const play = fc.property(arbitraryCourse(type, corpusRules(type)), (course) => playCourse(course, seen));
    fc.assert(play, { numRuns: 700, endOnFailure: true });
    expect(seen.answersCompared).toBeGreaterThan(1_000_000);
    expectAll(seen, type, 100);
  },
);

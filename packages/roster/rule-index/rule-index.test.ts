import { checkRule } from '@muster/rules';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import corpus from '../../../fixtures/rules/corpus-rules.json' with { type: 'json' };
import { canIndex } from './rule-index.ts';
import { arbitraryCourse, noOccurrences, playCourse } from './testing/rule-index-course.ts';

const corpusRules = corpus.flatMap(({ rule }) => {
  const checked = checkRule(rule);
  return checked.ok && canIndex(checked.rule) ? [checked.rule] : [];
});

describe('the index answers as the interpreter does', () => {
  it.each(['user', 'device'] as const)('about a %s, whatever happens', (type) => {
    const seen = noOccurrences();
    const rules = corpusRules.filter((rule) => rule.objectType === type);
    fc.assert(
      fc.property(arbitraryCourse(type, rules), (course) => playCourse(course, seen)),
      { numRuns: 25 },
    );
    for (const [situation, count] of Object.entries(seen))
      expect(count, situation).toBeGreaterThan(type === 'user' ? 0 : -1);
  });
});

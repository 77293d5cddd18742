import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aCourse, noOccurrences, playCourse } from '../testing/node-scenario.ts';

test('on two nodes every read shows all that has committed, through gaps, compaction and restarts', async () => {
  const seen = noOccurrences();
  const play = (course: Parameters<typeof playCourse>[0], pageSize: number) => playCourse(course, pageSize, seen);
  await fc.assert(fc.asyncProperty(aCourse, fc.integer({ min: 1, max: 4 }), play), { numRuns: 150 });
  for (const [situation, count] of Object.entries(seen)) expect(count, situation).toBeGreaterThan(20);
});

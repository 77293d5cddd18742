import { test } from 'vitest';
import { playUntil } from './testing/rule-index-course.ts';

test.each(['user', 'device'] as const)(
  'the index answers about a %s as the interpreter does, at length',
  { timeout: 900_000 },
  (type) => playUntil(type, { answers: 1_000_000, each: 100, numRuns: 700 }),
);

import type pg from 'pg';
import { expect, test } from 'vitest';
import { inspectDatabase } from './inspect-database.ts';

/** A server that answers like one of that version; older servers than the tests have cannot be started here. */
const serverOf = (version: string, number: number) =>
  ({
    query: async () => ({ rows: [{ version, number, encoding: 'UTF8', foldsLetters: true }] }),
  }) as unknown as pg.Pool;

test('PostgreSQL before 15 is refused', async () => {
  await expect(inspectDatabase(serverOf('14.9', 140_009))).rejects.toMatchObject({
    code: 'DATABASE_TOO_OLD',
    message: expect.stringContaining('14.9'),
  });
});

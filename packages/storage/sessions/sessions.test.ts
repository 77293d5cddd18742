import { spawnSync } from 'node:child_process';
import { setImmediate as nextRound } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePool } from '../connection/pool.ts';
import { type FreshDatabase, freshDatabase } from '../testing/fresh-database.ts';
import { Sessions } from './sessions.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const cutConnection = fileURLToPath(new URL('./cut-connection.fixture.mjs', import.meta.url));

test('a connection that is cut in the moment it is made costs its statement, not the process', async () => {
  const problems: unknown[] = [];
  const note = (problem: unknown) => problems.push(problem);
  process.on('uncaughtException', note);
  let cut = 0;
  try {
    for (let rounds = 0; rounds < 12 && cut < 3; rounds++) {
      const name = `cut in round ${rounds}`;
      const pool = makePool({ connectionString: database.url, application_name: name }, { warn: () => undefined });
      const sessions = new Sessions(pool, { isDistributed: false, unlikeLetters: new Set() });
      const ask = () => sessions.use((connection) => connection.rows(sql`select 1 as n`));
      const outcome = ask().then(
        () => 'answered',
        () => 'cut',
      );
      for (let round = 0; round < rounds; round++) await nextRound();
      // Nothing is read here until the other process has cut the connection: welcome and farewell come together.
      spawnSync(process.execPath, [cutConnection, database.url, name]);
      if ((await outcome) === 'cut') cut++;
      // A connection that was cut after its answer may still be in the pool.
      expect(await ask().catch(ask)).toEqual([{ n: 1 }]);
      await pool.end();
    }
  } finally {
    process.off('uncaughtException', note);
  }
  expect(problems).toEqual([]);
  expect(cut).toBe(3);
});

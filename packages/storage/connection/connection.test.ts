import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../testing/fresh-database.ts';
import { Connection } from './connection.ts';
import { prepared } from './prepared-statement.ts';

let database: FreshDatabase;
let client: pg.Client;
let connection: Connection;
beforeAll(async () => {
  database = await freshDatabase();
  client = new pg.Client(database.url);
  await client.connect();
  await client.query('create table kept (n integer primary key)');
});
afterAll(async () => {
  await client.end();
  await database.drop();
});
beforeEach(async () => {
  await client.query('truncate kept');
  connection = new Connection(client, { isDistributed: false, unlikeLetters: new Set() });
});

const begin = 'begin';
const keep = prepared<[n: number]>('insert into kept values ($1)');
const divide = prepared<[by: number], { quotient: number }>('select 12 / $1::integer as quotient');
const kept = async () => (await client.query<{ n: number }>('select n from kept order by n')).rows.map(({ n }) => n);

/** How many messages the work sends to the database. */
async function messages(work: () => Promise<unknown>): Promise<number> {
  const sent = vi.spyOn(client, 'query');
  await work();
  const count = sent.mock.calls.length;
  sent.mockRestore();
  return count;
}

describe('statements', () => {
  test('that nobody waits in between travel together, each with its own answer', async () => {
    const count = await messages(async () => {
      const answers = await Promise.all([
        connection.rows(divide(3)),
        connection.row(sql<{ n: number }>`select ${7}::integer as n`),
        connection.run(keep(1)),
        connection.rows(divide(4)),
      ]);
      expect(answers).toEqual([[{ quotient: 4 }], { n: 7 }, 1, [{ quotient: 3 }]]);
    });
    expect(count).toBe(1);
  });

  test('given while others are under way follow them', async () => {
    const first = connection.rows(sql<{ n: number }>`select 1 as n from pg_sleep(0.02)`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await Promise.all([first, connection.rows(divide(6))])).toEqual([[{ n: 1 }], [{ quotient: 2 }]]);
  });

  test('whose text repeats give the same columns when nothing is described any more', async () => {
    for (const by of [1, 2, 3]) expect(await connection.row(divide(by))).toEqual({ quotient: 12 / by });
    const other = new Connection(client, { isDistributed: false, unlikeLetters: new Set() });
    expect(await other.row(divide(12))).toEqual({ quotient: 1 });
  });

  test('behind one that is refused do not run and are refused for its reason', async () => {
    const outcomes = await Promise.allSettled([
      connection.run(keep(1)),
      connection.row(divide(0)),
      connection.run(keep(2)),
    ]);
    expect(outcomes[0].status).toBe('fulfilled');
    for (const outcome of outcomes.slice(1)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
    }
    expect(await connection.row(divide(6))).toEqual({ quotient: 2 });
  });

  test('that were refused at their first run can be run again', async () => {
    const fresh = prepared<[by: number], { n: number }>('select 100 / $1::integer as n');
    await expect(connection.row(fresh(0))).rejects.toMatchObject({ code: '22012' });
    expect(await connection.row(fresh(5))).toEqual({ n: 20 });
  });

  test('with a value that no parameter can have are refused alone', async () => {
    const [refused, run] = await Promise.allSettled([
      connection.rows({ name: undefined, text: 'select $1', values: [{ a: 1 }] }),
      connection.run(keep(1)),
    ]);
    expect([refused.status, run.status]).toEqual(['rejected', 'fulfilled']);
  });
});

describe('a transaction', () => {
  test('is committed together with what nobody has waited for', async () => {
    const count = await messages(async () => {
      connection.later(connection.script(begin));
      connection.later(connection.run(keep(1)));
      await connection.commit();
    });
    expect([count, await kept()]).toEqual([1, [1]]);
  });

  test('fails with the reason for which the unwaited part was refused', async () => {
    await connection.script(begin);
    connection.later(connection.run(keep(1)));
    connection.later(connection.row(divide(0)));
    connection.later(connection.run(keep(2)));
    await expect(connection.commit()).rejects.toMatchObject({ code: '22012' });
    expect([await connection.rollBack(), await kept()]).toEqual([true, []]);
  });

  test('says why it had failed, whatever is asked afterwards', async () => {
    await connection.script(begin);
    connection.later(connection.row(divide(0)));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await expect(connection.run(keep(1))).rejects.toMatchObject({ code: '22012' });
    await expect(connection.commit()).rejects.toMatchObject({ code: '22012' });
    expect(await connection.rollBack()).toBe(true);
  });

  test('is never taken for committed when the database has rolled it back', async () => {
    await connection.script(begin);
    await connection.run(keep(1));
    await connection.row(divide(0)).catch(() => undefined);
    await expect(connection.commit()).rejects.toMatchObject({ code: '22012' });
    expect(await kept()).toEqual([]);
  });
});

describe('parameters arrive as they are', () => {
  const texts = ['', 'null', 'NULL', 'a,b', '{x}', '"', '\\', ' ', 'é 漢 😀', "it's", null];
  test('texts in arrays', async () => {
    const row = await connection.row<{ texts: unknown }>(sql`select ${texts}::text[] as texts`);
    expect(row).toEqual({ texts });
  });

  test('numbers, booleans, bytes and nothing', async () => {
    const bytes = Uint8Array.of(0, 34, 92, 255);
    const row = await connection.row(
      sql`select ${1.5}::float8 as f, ${2 ** 40}::bigint as b, ${true}::boolean as t, ${null}::text as n,
        ${bytes}::bytea as y, ${[bytes, null]}::bytea[] as ys, ${[1, null]}::bigint[] as ns`,
    );
    const buffer = Buffer.from(bytes);
    expect(row).toEqual({ f: 1.5, b: 2 ** 40, t: true, n: null, y: buffer, ys: [buffer, null], ns: [1, 0] });
  });
});

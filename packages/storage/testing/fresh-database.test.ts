import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { databaseTemplate, type FreshDatabase, freshDatabase } from './fresh-database.ts';
import { findPostgres15 } from './test-server.ts';

const made: FreshDatabase[] = [];
afterAll(() => Promise.all(made.map((database) => database.drop())));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('a template is migrated once and every copy of it stands alone', async () => {
  let migrations = 0;
  const options = {
    name: `fresh_database_test_${process.pid}`,
    async migrate(url: string) {
      migrations += 1;
      await query(url, 'CREATE TABLE things (name text); INSERT INTO things VALUES ($$from the template$$)');
    },
  };
  const names = await Promise.all([databaseTemplate(options), databaseTemplate(options), databaseTemplate(options)]);
  expect(migrations).toBe(1);

  const [one, two] = await Promise.all(names.slice(1).map((template) => freshDatabase({ template })));
  made.push(one!, two!);
  await query(one!.url, 'INSERT INTO things VALUES ($$of the first copy$$)');
  expect(await query(two!.url, 'SELECT name FROM things')).toEqual([{ name: 'from the template' }]);
  expect(await query(one!.url, 'SELECT count(*)::int AS n FROM things')).toEqual([{ n: 2 }]);
});

test('a failed migration leaves no template behind', async () => {
  const name = `broken_test_${process.pid}`;
  const fail = () => Promise.reject(new Error('migration failed'));
  await expect(databaseTemplate({ name, migrate: fail })).rejects.toThrow('migration failed');
  await expect(databaseTemplate({ name, migrate: async () => undefined })).resolves.toBe(`template_${name}`);
});

test('drop removes a database that is still in use', async () => {
  const database = await freshDatabase();
  const client = new pg.Client(database.url);
  client.on('error', () => undefined); // its connection is cut, which is the point
  await client.connect();
  await database.drop();
  await expect(query(database.url, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
});

test('PostgreSQL 15 starts the same way, or says why it does not', async () => {
  const { server, reason } = await findPostgres15();
  if (!server) return expect(reason).toMatch(/^no PostgreSQL 15 in /);
  try {
    const database = await freshDatabase({ server });
    const sql = `SELECT current_setting('server_version_num')::int / 10000 AS major, upper('äé') AS upper`;
    expect(await query(database.url, sql)).toEqual([{ major: 15, upper: 'ÄÉ' }]);
    await database.drop();
  } finally {
    await server.stop();
  }
});

test('without PostgreSQL 15 the reason names the place', async () => {
  if (process.env.MUSTER_TEST_PG15_URL) return;
  expect(await findPostgres15('/nowhere')).toMatchObject({ reason: expect.stringContaining('/nowhere') });
});

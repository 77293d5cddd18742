import type { Condition, ObjectType } from '@muster/directory';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Connection } from '../connection/connection.ts';
import { inspectDatabase } from '../connection/inspect-database.ts';
import { tableOf } from '../objects/column-of.ts';
import { compileCondition } from '../queries/compile-condition.ts';
import { type TestDirectory, testDirectory } from '../testing/test-store.ts';

const many = 12_000;
const name = "'Ann-' || n || ' O''Neil ' || n % 400";

let directory: TestDirectory;
let client: pg.Client;
let connection: Connection;

beforeAll(async () => {
  directory = await testDirectory();
  client = new pg.Client(directory.url);
  await client.connect();
  await client.query(
    `insert into users (id, number, version, display_name, user_principal_name, mail)
     select gen_random_uuid(), n, 1, ${name}, 'user' || n || '@example.com', 'mail' || n || '@example.com' from generate_series(1, ${many}) as n`,
  );
  for (const table of ['devices', 'groups']) {
    const ruleVersion = table === 'groups' ? ['rule_version, ', '0, '] : ['', ''];
    await client.query(
      `insert into ${table} (id, number, version, ${ruleVersion[0]}display_name)
       select gen_random_uuid(), n, 1, ${ruleVersion[1]}${name} from generate_series(1, ${many}) as n`,
    );
  }
  await client.query('analyze users, devices, groups');
  const pool = new pg.Pool({ connectionString: directory.url });
  connection = new Connection(client, await inspectDatabase(pool));
  await pool.end();
});
afterAll(async () => {
  await client?.end();
  await directory?.drop();
});

/** The plan of a search, and how many it finds. */
async function search(type: ObjectType, condition: Condition): Promise<{ plan: string; count: number }> {
  const from = sql`from ${sql.table(tableOf[type])} as t where ${compileCondition(condition, type, false)}`;
  const plan = await connection.row(sql`explain (format json) select t.id ${from}`);
  const counted = await connection.row(sql`select count(*)::integer as count ${from}`);
  return { plan: JSON.stringify(plan), count: (counted as { count: number }).count };
}
const indexesIn = (plan: string) => [...plan.matchAll(/"Index Name":"([^"]+)"/g)].map(([, found]) => found);
const words = (text: string): Condition => ({ op: 'words', path: ['displayName'], text });

it.each(['user', 'device', 'group'] as const)(
  'words in names of objects of type %s are found in an index',
  async (type) => {
    const { plan, count } = await search(type, words('ann 1177 oneil'));
    expect(plan).not.toContain('Seq Scan');
    expect(new Set(indexesIn(plan))).toEqual(new Set([`${tableOf[type]}_display_name_words`]));
    expect(count).toBe(11); // 1177 and 11770 to 11779
  },
);

it('a search over name, mail and sign-in name reads three indexes and nothing else', async () => {
  const beginning = (property: string): Condition => ({ op: 'startsWith', path: [property], value: 'mail117' });
  const terms = [words('mail117'), beginning('mail'), beginning('userPrincipalName')];
  const { plan, count } = await search('user', { op: 'or', terms });
  expect(plan).not.toContain('Seq Scan');
  expect(indexesIn(plan).sort()).toEqual(['users_display_name_words', 'users_mail', 'users_user_principal_name']);
  expect(count).toBe(111);
});

import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../testing/fresh-database.ts';
import { compositeFields } from './composite-text.ts';

let database: FreshDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await freshDatabase();
  client = new pg.Client(database.url);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

test.each<[string, (string | null)[]]>([
  ['plain texts', ['a', 'b']],
  ['nothing anywhere', [null, null, null]],
  ['empty texts, which are not null', ['', null, '']],
  ['commas and parentheses', ['a,b', '(c)', ')']],
  ['quotes and backslashes', ['"', '""', '\\', '\\"', '\\\\', 'say "yes", or \\ "no"']],
  ['blanks and line ends', [' a ', '\n', '\t', ' ']],
  ['letters of other languages', ['é,ü', '漢字', '😀"']],
  ['the text of NULL', ['NULL', 'null']],
])('reads %s', async (_name, values) => {
  const parameters = values.map((_, i) => `$${i + 1}::text`);
  const { rows } = await client.query<{ text: string }>(`select row(${parameters.join(', ')})::text as text`, values);
  expect(compositeFields(rows[0]!.text)).toEqual(values);
});

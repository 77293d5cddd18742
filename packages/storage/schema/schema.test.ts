import { type ObjectType, objectTypes } from '@muster/directory';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { columnsOf, tableOf } from '../objects/column-of.ts';
import { openStore } from '../open-store.ts';
import { type FreshDatabase, freshDatabase } from '../testing/fresh-database.ts';
import { Reports } from '../testing/test-store.ts';
import { migrateDatabase } from './migrate-database.ts';
import { migrations } from './migrations.ts';
import { placements } from './placements.ts';

/** Tables of the member's side: what Citus would distribute. */
const distributed = placements.filter((placement) => placement.kind === 'distributed');

let database: FreshDatabase;
let upgraded: FreshDatabase;
const clients: pg.Client[] = [];

async function rowsOf<R extends object>(url: string, text: string): Promise<R[]> {
  let client = clients.find((each) => each.database === new URL(url).pathname.slice(1));
  if (client === undefined) {
    client = new pg.Client(url);
    await client.connect();
    clients.push(client);
  }
  return (await client.query<R>(text)).rows;
}

const migrate = (url: string, steps = migrations) => migrateDatabase({ connectionString: url }, new Reports(), steps);

beforeAll(async () => {
  [database, upgraded] = await Promise.all([freshDatabase(), freshDatabase()]);
  await migrate(database.url);
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.end()));
  await Promise.all([database?.drop(), upgraded?.drop()]);
});

const ownTables = `relnamespace = 'public'::regnamespace and relname not like 'kysely%'`;

interface Key {
  readonly table: string;
  readonly columns: string[];
}

const uniqueKeys = () =>
  rowsOf<Key>(
    database.url,
    `select t.relname as table, array(
       select coalesce(a.attname, 'expression')::text from unnest(i.indkey) as k(number)
       left join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number and k.number > 0
     ) as columns
     from pg_index i join pg_class t on t.oid = i.indrelid where i.indisunique and t.${ownTables}`,
  );

test('packed sets are stored as they are', async () => {
  const stored = await rowsOf<{ name: string; storage: string }>(
    database.url,
    `select a.attrelid::regclass || '.' || a.attname as name, a.attstorage as storage
     from pg_attribute a join pg_class t on t.oid = a.attrelid
     where t.${ownTables} and t.relkind = 'r' and a.atttypid = 'bytea'::regtype order by 1`,
  );
  expect(stored).toEqual([
    { name: 'membership_ledger.joined_set', storage: 'e' },
    { name: 'membership_ledger.left_set', storage: 'e' },
    { name: 'membership_snapshot.members', storage: 'e' },
  ]);
});

describe('migrations', () => {
  test('one by one, with nodes racing for them, they make the schema that a fresh database gets', async () => {
    const names = Object.keys(migrations).sort();
    for (let count = 1; count <= names.length; count++) {
      const steps = Object.fromEntries(names.slice(0, count).map((name) => [name, migrations[name]!]));
      const applied = await Promise.all([1, 2, 3].map(() => migrate(upgraded.url, steps)));
      expect(applied.flat()).toEqual([names[count - 1]]);
    }
    const shapes = await Promise.all([database.url, upgraded.url].map(shapeOf));
    expect(shapes[0]!.length).toBeGreaterThan(200);
    expect(shapes[1]).toEqual(shapes[0]);
    expect(await migrate(upgraded.url)).toEqual([]);
  });

  test('a failing one leaves nothing behind', async () => {
    const empty = await freshDatabase();
    const failing = {
      ...migrations,
      '9999-fails': { up: async () => Promise.reject(new Error('no')) },
    };
    await expect(migrate(empty.url, failing)).rejects.toThrow('no');
    expect(await rowsOf(empty.url, `select relname from pg_class where ${ownTables}`)).toEqual([]);
    await Promise.all(clients.splice(0).map((client) => client.end()));
    await empty.drop();
  });

  const shapeOf = async (url: string) => {
    const parts = await rowsOf<{ part: string }>(
      url,
      `select format('column %s.%s %s %s', table_name, column_name, data_type || coalesce(datetime_precision::text, ''), is_nullable) as part
       from information_schema.columns where table_schema = 'public'
       union all select indexdef from pg_indexes where schemaname = 'public'
       union all select format('constraint %s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint
         where connamespace = 'public'::regnamespace
       union all select format('sequence %s %s', sequencename, data_type) from pg_sequences order by 1`,
    );
    return parts.map(({ part }) => part);
  };
});

describe('columns', () => {
  const fixed = ['deleted_at', 'extension_values', 'id', 'number', 'version'];
  const more: Partial<Record<ObjectType, string[]>> = { user: ['manager_id'], group: ['rule_version'] };

  test.each(objectTypes)('of the table of %s are those of its property table', async (type) => {
    const stored = await rowsOf<{ name: string; type: string }>(
      database.url,
      `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
       where attrelid = '${tableOf[type]}'::regclass and attnum > 0 order by attname collate "C"`,
    );
    const expected = [...columnsOf(type).values()].map(({ name, sqlType }) => ({
      name,
      type: sqlType.replace('timestamptz(3)', 'timestamp(3) with time zone'),
    }));
    const others = [...fixed, ...(more[type] ?? [])];
    expect(stored.filter(({ name }) => !others.includes(name))).toEqual(
      expected.sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
    expect(stored.map(({ name }) => name)).toEqual(expect.arrayContaining(others));
  });
});

describe('the schema stays distributable', () => {
  test('every table has its place', async () => {
    const tables = await rowsOf<{ name: string }>(
      database.url,
      `select relname as name from pg_class where relkind = 'r' and ${ownTables} order by relname`,
    );
    expect(tables.map(({ name }) => name)).toEqual(placements.map(({ table }) => table).sort());
  });

  test('rules 1 and 2: every unique key of a distributed table holds the key it is distributed by', async () => {
    const keys = await uniqueKeys();
    for (const { table, key } of distributed) {
      const own = keys.filter((each) => each.table === table);
      expect(own.length).toBeGreaterThan(0);
      for (const { columns } of own) expect(columns).toContain(key);
    }
    const byId = distributed.filter(({ table }) => table !== 'unique_values').map(({ key }) => key);
    expect(byId.every((key) => /^(.*_)?id$/.test(key))).toBe(true);
  });

  test('rules 2, 4 and 10: there are no foreign keys', async () => {
    expect(await rowsOf(database.url, `select conname from pg_constraint where contype = 'f'`)).toEqual([]);
  });

  test('rule 4: log, ledger and passes are in one place', () => {
    const local = placements.filter(({ kind }) => kind === 'local').map(({ table }) => table);
    expect(local).toEqual(
      expect.arrayContaining(
        'change_log jobs membership_floor membership_ledger membership_snapshot passes rule_registry'.split(' '),
      ),
    );
  });

  test('rule 10: no triggers, no computed columns, and bigint for every generated number', async () => {
    const triggers = `select tgname from pg_trigger t join pg_class on pg_class.oid = tgrelid where ${ownTables}`;
    expect(await rowsOf(database.url, triggers)).toEqual([]);
    const computed = `select attname from pg_attribute join pg_class on pg_class.oid = attrelid
      where (atthasdef or attidentity <> '' or attgenerated <> '') and ${ownTables}`;
    expect(await rowsOf(database.url, computed)).toEqual([]);
    const narrow = `select sequencename from pg_sequences where data_type::text <> 'bigint'`;
    expect(await rowsOf(database.url, narrow)).toEqual([]);
    const numbers = `select attrelid::regclass || '.' || attname as name from pg_attribute
      join pg_class on pg_class.oid = attrelid
      where relkind = 'r' and attnum > 0 and atttypid in ('integer'::regtype, 'smallint'::regtype, 'real'::regtype)
        and ${ownTables} order by 1`;
    // What devices say of themselves, and the place of a row in one change.
    const narrowEnough = ['change_log.ordinal', 'devices.device_version', 'membership_ledger.ordinal'];
    expect(await rowsOf(database.url, numbers)).toEqual(narrowEnough.map((name) => ({ name })));
  });

  test('rule 10: nothing of our own runs inside the database', async () => {
    const functions = `select proname from pg_proc where pronamespace = 'public'::regnamespace`;
    expect(await rowsOf(database.url, functions)).toEqual([]);
    const others = `select relname from pg_class where relkind not in ('r', 'i', 'S') and ${ownTables}
      union all select rulename from pg_rules where schemaname = 'public'`;
    expect(await rowsOf(database.url, others)).toEqual([]);
  });
});

describe('opening', () => {
  const open = (url: string) => openStore({ database: { connectionString: url }, log: new Reports() });

  test('refuses a database whose schema is not the newest', async () => {
    const empty = await freshDatabase();
    await expect(open(empty.url)).rejects.toMatchObject({ code: 'DATABASE_NOT_MIGRATED' });
    await empty.drop();
  });

  test.each([
    ["encoding 'UTF8' locale 'C'", 'C'],
    ["encoding 'SQL_ASCII' locale 'C'", 'C'],
  ])('refuses a database made with %s, and says how to make a fit one', async (options, locale) => {
    const name = `unfit_${options.replaceAll(/\W/g, '').toLowerCase()}`;
    const provider = `locale_provider 'libc'`;
    await rowsOf(database.url, `create database ${name} template template0 ${options} ${provider}`);
    const url = new URL(database.url);
    url.pathname = `/${name}`;
    const failure = await open(url.href).catch((problem: unknown) => problem);
    await rowsOf(database.url, `drop database ${name}`);
    expect(failure).toMatchObject({
      code: 'DATABASE_LOCALE_UNFIT',
      message: expect.stringContaining(`\`${locale}\``),
      help: expect.stringContaining('CREATE DATABASE'),
    });
  });

  test('says so when there is no database', async () => {
    await expect(open('postgres://nobody@127.0.0.1:1/none')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});

import { type Kysely, type Migration, sql } from 'kysely';
import { indexes } from './indexes.ts';
import { objectTables } from './object-tables.ts';
import { otherTables } from './other-tables.ts';
import { placementStatement, placements } from './placements.ts';

async function runAll(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** Whether the database is spread over several machines with Citus. */
async function hasCitus(db: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_extension where extname = 'citus'`.execute(db);
  return rows.length > 0;
}

/** All migrations, by name, in order. A migration that has been released is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-directory': {
    async up(db: Kysely<unknown>): Promise<void> {
      await runAll(db, [...objectTables, ...otherTables]);
      if (await hasCitus(db)) await runAll(db, placements.map(placementStatement));
      await runAll(db, indexes);
    },
  },
  '0002-guard': {
    async up(db: Kysely<unknown>): Promise<void> {
      await runAll(db, ['alter table passes add column held jsonb, add column approval jsonb']);
    },
  },
};

/** Name of the newest migration: the schema this version of the store works with. */
export const newestMigration = Object.keys(migrations).sort().at(-1)!;

import { Kysely, type Migration, Migrator, PostgresDialect, sql } from 'kysely';
import { databaseError } from '../connection/database-errors.ts';
import { type DatabaseConfig, makePool, type StoreLog } from '../connection/pool.ts';
import { migrations } from './migrations.ts';

/**
 * Brings the database's schema to the newest version, or to the one named. All in one transaction; several nodes may
 * call it at once, one of them does the work. Nothing happens to a database that is up to date.
 *
 * @returns names of the migrations that were applied
 * @throws AppError STORE_UNAVAILABLE
 */
export async function migrateDatabase(
  config: DatabaseConfig,
  log: StoreLog,
  steps: Readonly<Record<string, Migration>> = migrations,
): Promise<readonly string[]> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: makePool({ ...config, max: 2 }, log) }) });
  try {
    return await aloneIn(db, async () => {
      const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...steps }) } });
      const { error, results } = await migrator.migrateToLatest();
      if (error !== undefined) throw databaseError(error);
      return (results ?? []).map((result) => result.migrationName);
    });
  } finally {
    await db.destroy();
  }
}

/** Any number, the same in every process. */
const migrationKey = 7_241_002;

/**
 * Runs the work while nobody else migrates. The migrator's own lock is given back before its transaction commits, so that
 * another node could still see the schema as it was.
 */
async function aloneIn<R>(db: Kysely<unknown>, work: () => Promise<R>): Promise<R> {
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${sql.lit(migrationKey)})`.execute(connection);
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(${sql.lit(migrationKey)})`.execute(connection);
    }
  });
}

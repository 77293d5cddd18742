import { Kysely, type Migration, Migrator, PostgresDialect } from 'kysely';
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
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: makePool({ ...config, max: 1 }, log) }) });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...steps }) } });
    const { error, results } = await migrator.migrateToLatest();
    if (error !== undefined) throw databaseError(error);
    return (results ?? []).map((result) => result.migrationName);
  } finally {
    await db.destroy();
  }
}

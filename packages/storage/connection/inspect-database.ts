import { foldedLetters } from '@muster/rules';
import type pg from 'pg';
import { errors } from '../errors.ts';
import { newestMigration } from '../schema/migrations.ts';
import type { DatabaseTraits } from './connection.ts';
import { databaseError } from './database-errors.ts';

const question = `
  select current_setting('server_version') as version, current_setting('server_version_num')::integer as number,
    pg_encoding_to_char(encoding) as encoding, datctype as locale, upper('é') = 'É' as "foldsLetters",
    exists (select from pg_extension where extname = 'citus') as "isDistributed",
    to_regclass('kysely_migration') is not null as "hasMigrations"
  from pg_database where datname = current_database()`;

/** Lithuanian drops the dot above after a small i, although not after a capital one. */
const lithuanianDot = ['i\u0307', 'I\u0307'] as const;

const unlikeQuestion = `
  select array(
    select folded from unnest($1::text[], $2::text[]) as pair(letter, folded)
    where upper(letter) collate "C" <> upper(folded)
  ) as folded`;

interface Findings {
  readonly version: string;
  readonly number: number;
  readonly encoding: string;
  readonly locale: string;
  readonly foldsLetters: boolean;
  readonly isDistributed: boolean;
  readonly hasMigrations: boolean;
}

/**
 * Looks whether the database is fit for the store.
 *
 * @throws AppError STORE_UNAVAILABLE, DATABASE_TOO_OLD, DATABASE_LOCALE_UNFIT, DATABASE_NOT_MIGRATED
 */
export async function inspectDatabase(pool: pg.Pool): Promise<DatabaseTraits> {
  const ask = async <R extends object>(text: string, values: readonly unknown[] = []): Promise<R | undefined> => {
    const { rows } = await pool.query<R>(text, [...values]).catch((cause: unknown) => {
      throw databaseError(cause);
    });
    return rows[0];
  };
  const found = (await ask<Findings>(question))!;
  if (found.number < 150_000) throw errors.DATABASE_TOO_OLD({ version: found.version });
  if (found.encoding !== 'UTF8' || !found.foldsLetters) {
    throw errors.DATABASE_LOCALE_UNFIT({ encoding: found.encoding, locale: found.locale });
  }
  const newest = found.hasMigrations
    ? await ask<{ name: string }>('select name from kysely_migration order by name desc limit 1')
    : undefined;
  if (newest?.name !== newestMigration) throw errors.DATABASE_NOT_MIGRATED({ found: newest?.name ?? 'none' });
  const pairs = [...foldedLetters(), lithuanianDot];
  const unlike = (await ask<{ folded: string[] }>(unlikeQuestion, [
    pairs.map(([letter]) => letter),
    pairs.map(([, folded]) => folded),
  ]))!;
  const unlikeLetters = new Set(unlike.folded.flatMap((folded) => [...folded]));
  return { isDistributed: found.isDistributed, unlikeLetters };
}

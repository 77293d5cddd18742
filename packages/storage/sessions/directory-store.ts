import type { DirectoryStore, ReadSession, RuleKey, WriteSession } from '@muster/directory';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { isTransient } from '../connection/database-errors.ts';
import { errors } from '../errors.ts';
import { PostgresSession, type SessionSurroundings } from './session.ts';
import type { Sessions } from './sessions.ts';

/** The database key that separates changes of rules from changes of objects; any number, the same in every process. */
const ruleKey = 7_241_001;

const locks: Readonly<Record<RuleKey, string>> = {
  shared: 'pg_advisory_xact_lock_shared',
  exclusive: 'pg_advisory_xact_lock',
};

const maxRepeats = 3;

/** The directory in PostgreSQL. */
export class PostgresDirectoryStore implements DirectoryStore {
  constructor(
    private readonly sessions: Sessions,
    private readonly surroundings: SessionSurroundings,
  ) {}

  read<R>(work: (session: ReadSession) => Promise<R>): Promise<R> {
    return this.sessions.use((connection) => work(new PostgresSession(connection, this.surroundings, false)));
  }

  snapshot<R>(work: (session: ReadSession) => Promise<R>): Promise<R> {
    return this.sessions.transaction('begin transaction isolation level repeatable read read only', (connection) =>
      work(new PostgresSession(connection, this.surroundings, true)),
    );
  }

  async write<R>(key: RuleKey, work: (session: WriteSession) => Promise<R>): Promise<R> {
    for (let repeats = 0; ; repeats++) {
      try {
        return await this.#writeOnce(key, work);
      } catch (problem) {
        if (!isTransient(problem)) throw problem;
        if (repeats === maxRepeats) throw errors.STORE_BUSY({}, { cause: problem });
      }
    }
  }

  async #writeOnce<R>(key: RuleKey, work: (session: WriteSession) => Promise<R>): Promise<R> {
    // Every statement after the lock has a snapshot of its own, taken when the lock was held.
    const begin = `begin transaction isolation level read committed; select ${locks[key]}(${ruleKey})`;
    const { result, log } = await this.sessions.transaction(begin, async (connection) => {
      if (key === 'exclusive' && connection.traits.isDistributed) await settlePrepared(connection);
      const session = new PostgresSession(connection, this.surroundings, true);
      return { result: await work(session), log: session.log };
    });
    if (log.appended !== undefined) {
      this.surroundings.follower.applyOwn(log.appended);
      this.surroundings.onLogged();
    }
    return result;
  }
}

/** Where the database is spread over machines, a crash may leave commits in doubt that the key does not wait for. */
async function settlePrepared(connection: Connection): Promise<void> {
  for (let settled = 1; settled > 0; ) {
    const row = await connection.row<{ settled: number }>(sql`select recover_prepared_transactions() as settled`);
    settled = row!.settled;
  }
}

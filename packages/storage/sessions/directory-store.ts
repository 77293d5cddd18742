import type { DirectoryStore, ReadSession, RuleKey, WriteSession } from '@muster/directory';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { isTransient } from '../connection/database-errors.ts';
import { errors } from '../errors.ts';
import { type RuleVersion, ruleVersionQuery } from '../rules/rule-store.ts';
import { PostgresSession, type SessionSurroundings } from './session.ts';
import type { Sessions } from './sessions.ts';

/** The database key that separates changes of rules from changes of objects; any number, the same in every process. */
const ruleKey = 7_241_001;

const locks: Readonly<Record<RuleKey, string>> = {
  shared: 'pg_advisory_xact_lock_shared',
  exclusive: 'pg_advisory_xact_lock',
};

const maxRepeats = 3;

type Look<L> = (session: WriteSession) => Promise<L>;
type Work<R, L> = (session: WriteSession, looked: L) => Promise<R>;

/** The directory in PostgreSQL. */
export class PostgresDirectoryStore implements DirectoryStore {
  constructor(
    private readonly sessions: Sessions,
    private readonly surroundings: SessionSurroundings,
  ) {}

  read<R>(work: (session: ReadSession) => Promise<R>): Promise<R> {
    return this.sessions.use((connection) => work(new PostgresSession(connection, this.surroundings)));
  }

  snapshot<R>(work: (session: ReadSession) => Promise<R>): Promise<R> {
    return this.sessions.transaction(
      ['begin transaction isolation level repeatable read read only', ruleVersionQuery],
      (connection, begun: Promise<RuleVersion[]>) => work(new PostgresSession(connection, this.surroundings, begun)),
    );
  }

  async write<R, L = void>(key: RuleKey, work: Work<R, L>, look?: Look<L>): Promise<R> {
    for (let repeats = 0; ; repeats++) {
      try {
        return await this.#writeOnce(key, work, look);
      } catch (problem) {
        if (!isTransient(problem)) throw problem;
        if (repeats === maxRepeats) throw errors.STORE_BUSY({}, { cause: problem });
      }
    }
  }

  async #writeOnce<R, L>(key: RuleKey, work: Work<R, L>, look?: Look<L>): Promise<R> {
    // Every statement after the lock has a snapshot of its own, taken when the lock was held.
    const begin = [
      'begin transaction isolation level read committed',
      `select ${locks[key]}(${ruleKey})`,
      ruleVersionQuery,
    ];
    const transact = async (connection: Connection, begun: Promise<RuleVersion[]>) => {
      if (key === 'exclusive' && connection.traits.isDistributed) await settlePrepared(connection);
      const session = new PostgresSession(connection, this.surroundings, begun);
      const looked = look?.(session);
      looked?.catch(() => undefined); // thrown below, unless the beginning failed
      await begun;
      return { result: await work(session, (await looked)!), appended: session.log.appended };
    };
    const { result, appended } = await this.sessions.transaction(begin, transact);
    if (appended !== undefined) {
      for (const change of await appended) this.surroundings.follower.applyOwn(change);
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

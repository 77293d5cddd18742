import type { DirectoryStore, SignInRecords } from '@muster/directory';
import {
  type CompactionLimits,
  LedgerFollower,
  type LedgerSource,
  type ReadonlyMemberships,
  systemTimer,
  type Timer,
  type WakeSignal,
} from '@muster/roster';
import type pg from 'pg';
import { inspectDatabase } from './connection/inspect-database.ts';
import { type DatabaseConfig, makePool, type StoreLog } from './connection/pool.ts';
import { compactMemberships } from './log/compact-memberships.ts';
import { PostgresLedgerSource } from './log/ledger-source.ts';
import { LogListener } from './log/log-listener.ts';
import { SettledLog } from './log/settled-log.ts';
import { PostgresDirectoryStore } from './sessions/directory-store.ts';
import { Sessions } from './sessions/sessions.ts';
import { PostgresSignInRecords } from './sign-in/sign-in-records.ts';

export interface StoreOptions {
  readonly database: DatabaseConfig;
  readonly log: StoreLog;
  readonly timer?: Timer;
}

/** An open directory: its store, its memberships in memory, and what keeps them current. */
export interface OpenStore {
  readonly store: DirectoryStore;
  readonly follower: LedgerFollower;
  /** The follower's memory, for reading; `session.catchUpMemberships()` brings it up to what a session sees. */
  readonly memberships: ReadonlyMemberships;
  readonly ledgerSource: LedgerSource;
  /** Sessions and tokens of people. */
  readonly signInRecords: SignInRecords;
  /** Registers a callback for "the log has grown", from whichever node; a hint that may come twice or not at all. */
  readonly onLogGrown: WakeSignal;
  /**
   * Writes membership snapshots where they pay; at once over when another node does so.
   *
   * @returns how many groups got a new snapshot
   */
  compact(limits?: CompactionLimits): Promise<number>;
  /** Ends background work and all connections; sessions still running are waited for. */
  close(): Promise<void>;
}

/**
 * Opens the directory in a migrated database: checks the database, loads the memberships, follows the log from then on.
 * Takes three connections beside the pool's. Linear in all memberships.
 *
 * @throws AppError STORE_UNAVAILABLE, DATABASE_TOO_OLD, DATABASE_LOCALE_UNFIT, DATABASE_NOT_MIGRATED
 */
export async function openStore({ database, log, timer = systemTimer }: StoreOptions): Promise<OpenStore> {
  const pool = makePool(database, log);
  const followerPool = makePool({ ...database, max: 2 }, log);
  const listener = new LogListener(database, log, timer);
  try {
    const traits = await inspectDatabase(pool);
    const sessions = new Sessions(pool, traits);
    const ledgerSource = new PostgresLedgerSource(new Sessions(followerPool, traits));
    const onError = (error: unknown) =>
      log.warn({ err: error }, 'following the membership ledger failed; trying again');
    const follower = new LedgerFollower({ source: ledgerSource, onError, timer });
    await follower.load();
    await listener.start();
    follower.start({ wake: listener.onGrownElsewhere });
    return {
      store: new PostgresDirectoryStore(sessions, {
        follower,
        settledLog: new SettledLog(),
        onLogged: () => listener.announce(),
      }),
      follower,
      memberships: follower.memory,
      ledgerSource,
      signInRecords: new PostgresSignInRecords(sessions),
      onLogGrown: listener.onGrown,
      compact: (limits) => compactMemberships(sessions, follower, limits),
      async close() {
        await follower.stop();
        await closeAll(listener, pool, followerPool);
      },
    };
  } catch (problem) {
    await closeAll(listener, pool, followerPool);
    throw problem;
  }
}

async function closeAll(listener: LogListener, ...pools: readonly pg.Pool[]): Promise<void> {
  await Promise.all([listener.close(), ...pools.map((pool) => pool.end())]);
}

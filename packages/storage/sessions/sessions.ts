import type pg from 'pg';
import { Connection, type DatabaseTraits } from '../connection/connection.ts';
import { databaseError } from '../connection/database-errors.ts';

/** A connection taken from the pool, to be given back with `end`; broken ones are thrown away. */
export interface OpenConnection {
  readonly connection: Connection;
  end(isBroken?: boolean): void;
}

/** Takes connections from a pool, one for each session. */
export class Sessions {
  constructor(
    private readonly pool: pg.Pool,
    private readonly traits: DatabaseTraits,
  ) {}

  /** @throws AppError STORE_UNAVAILABLE */
  async open(): Promise<OpenConnection> {
    const client = await this.pool.connect().catch((cause: unknown) => {
      throw databaseError(cause);
    });
    const connection = new Connection(client, this.traits);
    return { connection, end: (isBroken) => client.release(isBroken || connection.isLost) };
  }

  /** Runs statements on one connection, each in a transaction of its own. */
  async use<R>(work: (connection: Connection) => Promise<R>): Promise<R> {
    const { connection, end } = await this.open();
    try {
      return await work(connection);
    } finally {
      end();
    }
  }

  /**
   * Runs a transaction: commits when the work returns, rolls back when it throws. `begin` and the commit travel with the
   * statements after and before them.
   *
   * @param begin statements without parameters, the first of which begins; `work` is given the rows of the last
   */
  async transaction<R, B>(
    begin: readonly string[],
    work: (connection: Connection, begun: Promise<B[]>) => Promise<R>,
  ): Promise<R> {
    const { connection, end } = await this.open();
    let isBroken = true;
    try {
      const begun = connection.script<B>(...begin);
      connection.later(begun);
      const result = await work(connection, begun);
      await connection.commit();
      isBroken = false;
      return result;
    } catch (problem) {
      // A connection on which even this fails is not used again; its transaction ends with it.
      isBroken = !(await connection.rollBack());
      throw problem;
    } finally {
      end(isBroken);
    }
  }
}

import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely';
import type pg from 'pg';
import { databaseError } from './database-errors.ts';

/** Turns `sql` templates into text and parameters; never connects. */
const compiler = new Kysely<never>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** How the database is laid out and compares letters, as far as statements must know. */
export interface DatabaseTraits {
  /** Objects are distributed over several machines (Citus). */
  readonly isDistributed: boolean;
  /** Folded letters that the database's `upper` does not make of every letter that folds to them. */
  readonly unlikeLetters: ReadonlySet<string>;
}

/** One connection of the pool, in the hands of one session. Runs one statement after the other. */
export class Connection {
  constructor(
    private readonly client: Pick<pg.ClientBase, 'query'>,
    readonly traits: DatabaseTraits,
  ) {}

  /** Rows of a statement. */
  async rows<R>(statement: RawBuilder<R>): Promise<R[]> {
    return (await this.#run(statement)).rows as R[];
  }

  /** First row of a statement, or undefined. */
  async row<R>(statement: RawBuilder<R>): Promise<R | undefined> {
    return (await this.rows(statement))[0];
  }

  /** Runs a statement; returns how many rows it changed. */
  async run(statement: RawBuilder<unknown>): Promise<number> {
    return (await this.#run(statement)).rowCount ?? 0;
  }

  /** Runs several statements without parameters in one round trip. */
  async script(text: string): Promise<void> {
    await this.client.query(text).catch(rethrown);
  }

  async #run(statement: RawBuilder<unknown>): Promise<pg.QueryResult> {
    const { sql, parameters } = statement.compile(compiler);
    return this.client.query(sql, parameters as unknown[]).catch(rethrown);
  }
}

function rethrown(cause: unknown): never {
  throw databaseError(cause);
}

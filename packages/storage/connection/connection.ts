import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { databaseError, isAborted } from './database-errors.ts';
import { type BoundStatement, repeated } from './prepared-statement.ts';
import { type Answer, StatementGroup } from './statement-group.ts';

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

/** A statement made from a template, or one with a fixed text. */
export type Statement<R> = RawBuilder<R> | BoundStatement<R>;

/**
 * One connection of the pool, in the hands of one session. Statements run one after the other; those that are given
 * before anybody waits for an answer travel together, so whoever need not know an answer saves the wait for it.
 */
export class Connection {
  /** Statements of this turn, not sent yet. */
  #gathered: StatementGroup | undefined;
  #isBusy = false;
  #isLost = false;
  /** Parts of the transaction that nobody has waited for yet, in order. */
  readonly #unawaited: Promise<unknown>[] = [];
  /** What the database refused first: the reason for all refusals after it. */
  #refusal: { readonly problem: unknown } | undefined;

  constructor(
    private readonly client: Pick<pg.ClientBase, 'query'>,
    readonly traits: DatabaseTraits,
  ) {}

  /** Rows of a statement. */
  async rows<R>(statement: Statement<R>): Promise<R[]> {
    return (await this.#run(statement)).rows as R[];
  }

  /** First row of a statement, or undefined. */
  async row<R>(statement: Statement<R>): Promise<R | undefined> {
    return (await this.rows(statement))[0];
  }

  /** Runs a statement; returns how many rows it changed. */
  async run(statement: Statement<unknown>): Promise<number> {
    return rowCount(await this.#run(statement));
  }

  /** Runs statements without parameters, together; returns the rows of the last. */
  async script<R>(...texts: readonly string[]): Promise<R[]> {
    const answers = await Promise.all(texts.map((text) => this.#run(repeated(text, []))));
    return (answers.at(-1)?.rows ?? []) as R[];
  }

  /** What the database copies out, as it comes. Nothing else runs on this connection before the end. */
  async *copyOut(text: string): AsyncIterable<Buffer> {
    // Whoever stops before the end leaves a connection behind that still talks.
    this.#isLost = true;
    try {
      yield* this.client.query(copyTo(text));
      this.#isLost = false;
    } catch (cause) {
      throw databaseError(cause);
    }
  }

  /** True when the connection cannot be used again. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /**
   * Lets a part of the transaction go on without being waited for; the transaction ends after it. Only for work of
   * which nothing but a refusal by the database can go wrong: that makes later statements and `commit` fail with the
   * same error. Anything else would be noticed after the commit.
   */
  later(work: Promise<unknown>): void {
    work.catch(() => undefined); // whoever comes next gets it
    this.#unawaited.push(work);
  }

  /** Ends the transaction, in the same round trip as the statements before it that nobody has waited for. */
  async commit(): Promise<void> {
    const committed = this.#run(repeated('commit', []));
    committed.catch(() => undefined); // what failed before it says more
    for (const work of this.#unawaited) await work;
    const { tag } = await committed;
    if (tag === 'COMMIT') return;
    throw this.#refusal?.problem ?? new Error('the transaction had failed before it was to be committed');
  }

  /** Throws away what the transaction did; false when not even that was possible. */
  rollBack(): Promise<boolean> {
    return this.#run(repeated('rollback', [])).then(
      () => true,
      () => false,
    );
  }

  async #run(statement: Statement<unknown>): Promise<Answer> {
    try {
      return await this.#gather().add('text' in statement ? statement : compiled(statement));
    } catch (cause) {
      if (isAborted(cause) && this.#refusal !== undefined) throw this.#refusal.problem;
      const problem = databaseError(cause);
      this.#refusal ??= { problem };
      throw problem;
    }
  }

  /** The group of this turn: it is sent when all promises that are ready have been followed. */
  #gather(): StatementGroup {
    if (this.#gathered === undefined) {
      this.#gathered = new StatementGroup(() => {
        this.#isBusy = false;
        this.#send();
      });
      process.nextTick(() => this.#send());
    }
    return this.#gathered;
  }

  #send(): void {
    if (this.#isBusy || this.#gathered === undefined) return;
    this.#isBusy = true;
    const group = this.#gathered;
    this.#gathered = undefined;
    this.client.query(group);
  }
}

function compiled(statement: RawBuilder<unknown>): BoundStatement<unknown> {
  const { sql, parameters } = statement.compile(compiler);
  return { name: undefined, text: sql, values: parameters };
}

function rowCount({ tag }: Answer): number {
  return Number(/ (\d+)$/.exec(tag)?.[1] ?? 0);
}

import type pg from 'pg';
import { parameterText } from './parameter-text.ts';
import type { BoundStatement } from './prepared-statement.ts';
import { parserOf } from './value-parsers.ts';

/** What a statement gave. */
export interface Answer {
  readonly rows: Record<string, unknown>[];
  /** The command and, where it has one, its number of rows, as the server says it: `UPDATE 3`. */
  readonly tag: string;
}

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

interface Column {
  readonly name: string;
  readonly parse: (text: string) => unknown;
}

/** Statement name → columns of its result. */
type KnownStatements = Map<string, readonly Column[]>;

/** What each connection has prepared and need not be told, and need not tell, again. */
const known = new WeakMap<object, KnownStatements>();

interface Member {
  readonly name: string;
  readonly text: string;
  readonly values: (string | Buffer | null)[];
  readonly resolve: (answer: Answer) => void;
  readonly reject: (cause: unknown) => void;
}

/**
 * Statements that go to the database in one message and come back in one: the server is told only after the last that it
 * should answer. When one is refused, those after it do not run and are refused for the same reason.
 *
 * The driver runs it like one of its own queries.
 *
 * @see PostgreSQL documentation, "Message Flow", 54.2.4: pipelining
 */
export class StatementGroup {
  readonly #members: Member[] = [];
  #answered = 0;
  #columns: readonly Column[] = [];
  #rows: Record<string, unknown>[] = [];
  #known: KnownStatements = new Map();
  #damage: unknown;

  /** @param onEnd told when the connection is free for the next group */
  constructor(private readonly onEnd: () => void) {}

  /** Its statements, in order, for whoever watches what is sent. */
  get statements(): readonly { readonly text: string; readonly values: readonly (string | Buffer | null)[] }[] {
    return this.#members;
  }

  /** Adds a statement, before the group is given to the driver. */
  add({ name = '', text, values }: BoundStatement<unknown>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#members.push({ name, text, values: values.map(parameterText), resolve, reject });
    });
  }

  submit(connection: pg.Connection): void {
    const prepared = known.get(connection);
    if (prepared === undefined) known.set(connection, this.#known);
    else this.#known = prepared;
    const { stream } = connection;
    stream.cork();
    try {
      for (const member of this.#members) this.#send(connection, member);
      connection.sync();
    } finally {
      stream.uncork();
    }
    this.#begin();
  }

  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, parse: parserOf(dataTypeID) }));
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const row: Record<string, unknown> = {};
    try {
      for (const [i, { name, parse }] of this.#columns.entries()) {
        const text = fields[i]!;
        row[name] = text === null ? null : parse(text);
      }
    } catch (cause) {
      this.#damage ??= cause;
    }
    this.#rows.push(row);
  }

  handleCommandComplete({ text }: { text: string }): void {
    const { name, resolve, reject } = this.#members[this.#answered++]!;
    if (name !== '') this.#known.set(name, this.#columns);
    if (this.#damage === undefined) resolve({ rows: this.#rows, tag: text });
    else reject(this.#damage);
    this.#begin();
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' });
  }

  handleError(cause: unknown): void {
    const refused = this.#members.slice(this.#answered);
    this.#answered = this.#members.length;
    for (const { reject } of refused) reject(cause);
    this.onEnd();
  }

  handleReadyForQuery(): void {
    this.onEnd();
  }

  /** Makes ready for the answer to the next statement. */
  #begin(): void {
    this.#columns = this.#known.get(this.#members[this.#answered]?.name ?? '') ?? [];
    this.#rows = [];
    this.#damage = undefined;
  }

  #send(connection: pg.Connection, { name, text, values }: Member): void {
    const isKnown = this.#known.has(name);
    if (!isKnown) {
      // A name of which it is not known how far the first attempt came is made free; that is never an error.
      if (name !== '') connection.close({ type: 'S', name }, true);
      connection.parse({ name, text, types: [] }, true);
    }
    connection.bind({ statement: name, values }, true);
    if (!isKnown) connection.describe({ type: 'P', name: '' }, true);
    connection.execute({}, true);
  }
}

import type { Instant } from '@muster/kernel';
import { findProperty, type RuleProperty, ruleProperties } from '@muster/rules';
import type pg from 'pg';
import { compileNode, type UserTest } from '../candidates/closures.ts';
import { FoldedUsers, type FoldedValue } from '../candidates/folded-users.ts';
import { Mentions } from '../candidates/mentions.ts';
import { type Dialect, quotedName, sqlCondition } from '../candidates/sql-condition.ts';
import type { ValueChange, Workload } from '../input/workload.ts';
import { connectedClient } from './connected-client.ts';

const dialect: Dialect = {
  contains: (subject, part) => `strpos(${subject}, ${part}) > 0`,
  matches: (subject, pattern) => `${subject} ~* ${pattern}`,
  some: ({ type }, column, condition) =>
    type === 'plans'
      ? `EXISTS (SELECT FROM jsonb_array_elements(${column}) AS x WHERE ${condition})`
      : `EXISTS (SELECT FROM unnest(${column}) AS x WHERE ${condition})`,
  field: (name) => `(x ->> '${name}')`,
};

const columnTypes: Readonly<Record<RuleProperty['type'], string>> = {
  text: 'text COLLATE "C"',
  boolean: 'boolean',
  date: 'bigint',
  texts: 'text[] COLLATE "C"',
  plans: 'jsonb',
  groups: 'text[]',
};

const peopleAtOnce = 2000;

/**
 * What an application without Muster would do with PostgreSQL: a table of users with an index on every property, a
 * table of pairs of rule and user that it keeps itself, rules as conditions in SQL for everybody and as closures, chosen
 * by the values they mention, for one changed user; each change one synced transaction.
 */
export class PostgresPeer {
  private readonly users = new FoldedUsers();
  private readonly tests: UserTest[] = [];
  private mentions = new Mentions([]);

  private constructor(
    readonly clients: readonly pg.Client[],
    private readonly workload: Workload,
  ) {}

  /** Opens so many connections to an empty database. */
  static async open(url: string, connections: number, workload: Workload): Promise<PostgresPeer> {
    const clients = await Promise.all(Array.from({ length: connections }, () => connectedClient(url)));
    return new PostgresPeer(clients, workload);
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.end()));
  }

  async load(): Promise<void> {
    const { users, rules, now } = this.workload;
    Object.assign(this.users, FoldedUsers.of(users()));
    for (const { tree } of rules) this.tests.push(compileNode(tree, this.users, now as Instant));
    this.mentions = new Mentions(rules);
    const columns = this.users.names.map((name) => ({ name, type: typeOf(name) }));
    const [client] = this.clients as [pg.Client];
    const list = columns.map(({ name, type }) => `${quotedName(name)} ${columnTypes[type]}`);
    await client.query(`CREATE TABLE person (n integer PRIMARY KEY, ${list.join(', ')})`);
    for (let from = 0; from < this.users.count; from += peopleAtOnce) {
      await client.query('INSERT INTO person SELECT * FROM json_populate_recordset(null::person, $1)', [
        JSON.stringify(this.rowsFrom(from)),
      ]);
    }
    for (const { name, type } of columns) {
      if (type !== 'texts' && type !== 'plans') await client.query(`CREATE INDEX ON person (${quotedName(name)})`);
    }
    await client.query('CREATE TABLE member (rule integer, n integer)');
    await client.query('VACUUM ANALYZE person');
  }

  /** Finds the members of every rule, and stores them with their indexes. */
  async full(): Promise<void> {
    const [client] = this.clients as [pg.Client];
    await client.query('BEGIN');
    for (const [rule, { tree }] of this.workload.rules.entries()) {
      const condition = sqlCondition(tree, dialect, this.workload.now);
      await client.query(`INSERT INTO member SELECT ${rule}, n FROM person WHERE ${condition}`);
    }
    await client.query('ALTER TABLE member ADD PRIMARY KEY (n, rule)');
    await client.query('CREATE INDEX ON member (rule, n)');
    await client.query('COMMIT');
    await client.query('VACUUM ANALYZE member');
  }

  /** One change in a transaction of its own, with the memberships that follow. */
  async change({ user, name, value }: ValueChange, client = this.clients[0]!): Promise<void> {
    const column = this.users.column(name);
    const before = column[user]!;
    const after = this.users.fold(value);
    if (before === after) return;
    const touched = [...this.mentions.touched(name, before, after)];
    const held = touched.filter((rule) => this.tests[rule]!(user));
    column[user] = after;
    const holds = touched.filter((rule) => this.tests[rule]!(user));
    const left = held.filter((rule) => !holds.includes(rule));
    const joined = holds.filter((rule) => !held.includes(rule));
    await client.query('BEGIN');
    await client.query({ name: `set ${name}`, text: setText(name), values: [stored(name, after), user] });
    if (left.length > 0) {
      const text = 'DELETE FROM member WHERE n = $1 AND rule = ANY ($2::integer[])';
      await client.query({ name: 'leave', text, values: [user, left] });
    }
    if (joined.length > 0) {
      const text = 'INSERT INTO member SELECT rule, $1 FROM unnest($2::integer[]) AS rule';
      await client.query({ name: 'join', text, values: [user, joined] });
    }
    await client.query('COMMIT');
  }

  /** The users selected by a rule as they are stored, ascending. */
  async membersOf(rule: number): Promise<number[]> {
    const { rows } = await this.clients[0]!.query({
      text: 'SELECT n FROM member WHERE rule = $1 ORDER BY n',
      values: [rule],
      rowMode: 'array',
    });
    return rows.map(([n]) => n as number);
  }

  /** Bytes of the stored memberships with their indexes. */
  async memberBytes(): Promise<number> {
    const { rows } = await this.clients[0]!.query("SELECT pg_total_relation_size('member') AS size");
    return Number(rows[0]!.size);
  }

  private rowsFrom(from: number): Record<string, FoldedValue>[] {
    const upTo = Math.min(this.users.count, from + peopleAtOnce);
    const columns = this.users.names.map((name) => [name, this.users.column(name)] as const);
    return Array.from({ length: upTo - from }, (_, i) => ({
      n: from + i,
      ...Object.fromEntries(columns.map(([name, column]) => [name, column[from + i]!])),
    }));
  }
}

const typeOf = (name: string): RuleProperty['type'] => findProperty(ruleProperties, 'user', name)?.type ?? 'text';

const setText = (name: string) => `UPDATE person SET ${quotedName(name)} = $1 WHERE n = $2`;

const stored = (name: string, value: FoldedValue) => (typeOf(name) === 'plans' ? JSON.stringify(value) : value);

/** Makes an empty database on the server at `url`. Returns its address. */
export async function makeDatabase(url: string, name: string): Promise<string> {
  const admin = await connectedClient(url);
  await admin.query(`CREATE DATABASE ${quotedName(name)} TEMPLATE template0`).finally(() => admin.end());
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}

import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Instant } from '@muster/kernel';
import { type CheckedRule, findProperty, ruleProperties } from '@muster/rules';
import type { Workload } from '../input/workload.ts';
import { loadPeer } from '../peers/load-peer.ts';
import type { Candidate } from './candidate.ts';
import { FoldedUsers } from './folded-users.ts';
import { type Dialect, quotedName, quotedText, sqlCondition } from './sql-condition.ts';

interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }>;
  closeSync(): void;
}

interface DuckDbExports {
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection>; closeSync(): void }> };
}

const dialect: Dialect = {
  contains: (subject, part) => `contains(${subject}, ${part})`,
  matches: (subject, pattern) => `regexp_matches(${subject}, ${pattern}, 'i')`,
  some: (_, column, condition) => `coalesce(len(list_filter(${column}, lambda x: ${condition})), 0) > 0`,
  field: (name) => `x.${quotedName(name)}`,
};

const columnTypes = {
  text: 'VARCHAR',
  boolean: 'BOOLEAN',
  date: 'BIGINT',
  texts: 'VARCHAR[]',
  plans: 'STRUCT("servicePlanId" VARCHAR, "service" VARCHAR, "capabilityStatus" VARCHAR)[]',
  groups: 'VARCHAR[]',
};

/** Rules as queries over one table in memory; members go to a table of pairs. */
export class DuckDb implements Candidate {
  private connection!: Connection;
  private instance!: { closeSync(): void };
  private conditions: readonly string[] = [];
  private now = 0 as Instant;

  async load({ users, rules, now }: Workload): Promise<void> {
    this.now = now;
    const { DuckDBInstance } = loadPeer<DuckDbExports>('@duckdb/node-api');
    const instance = await DuckDBInstance.create(':memory:');
    this.instance = instance;
    this.connection = await instance.connect();
    await this.fill(FoldedUsers.of(users()));
    this.conditions = rules.map(({ tree }) => sqlCondition(tree, dialect, now));
  }

  async full(): Promise<void> {
    await this.connection.run('CREATE OR REPLACE TABLE member (rule INTEGER, n INTEGER)');
    await this.connection.run('BEGIN');
    for (const [rule, condition] of this.conditions.entries()) {
      await this.connection.run(`INSERT INTO member SELECT ${rule}, n FROM person WHERE ${condition}`);
    }
    await this.connection.run('COMMIT');
  }

  async membersOf(rule: number): Promise<Uint32Array> {
    return Uint32Array.from(await this.numbers(`SELECT n FROM member WHERE rule = ${rule} ORDER BY n`));
  }

  async countNew({ tree }: CheckedRule): Promise<number> {
    const condition = sqlCondition(tree, dialect, this.now);
    return Number((await this.numbers(`SELECT count(*) FROM person WHERE ${condition}`))[0]);
  }

  async groupsOf(user: number): Promise<readonly number[]> {
    return this.numbers(`SELECT rule FROM member WHERE n = ${user} ORDER BY rule`);
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }

  private async numbers(sql: string): Promise<number[]> {
    const result = await this.connection.runAndReadAll(sql);
    return result.getRows().map(([value]) => Number(value));
  }

  /** Fills the table from a file, the way that DuckDB is fastest. */
  private async fill(users: FoldedUsers): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'muster-bench-'));
    try {
      const file = join(folder, 'users.jsonl');
      await pipeline(Readable.from(rowsOf(users)), createWriteStream(file));
      const columns = users.names.map((name) => {
        const { type } = findProperty(ruleProperties, 'user', name) ?? { type: 'text' as const };
        return `${quotedName(name)}: ${quotedText(columnTypes[type])}`;
      });
      await this.connection.run(
        `CREATE TABLE person AS SELECT * FROM read_json(${quotedText(file)}, format = 'newline_delimited', ` +
          `columns = {n: 'INTEGER', ${columns.join(', ')}})`,
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function* rowsOf(users: FoldedUsers): Generator<string> {
  const columns = users.names.map((name) => [name, users.column(name)] as const);
  let lines = '';
  for (let n = 0; n < users.count; n += 1) {
    const held = columns.flatMap(([name, column]) => (column[n] === null ? [] : [[name, column[n]]]));
    lines += `${JSON.stringify({ n, ...Object.fromEntries(held) })}\n`;
    if (lines.length < 1 << 20) continue;
    yield lines;
    lines = '';
  }
  yield lines;
}

import { createHash } from 'node:crypto';
import pg from 'pg';
import { type OpenStore, openStore } from '../open-store.ts';
import { history } from '../schema/history.ts';
import { indexes } from '../schema/indexes.ts';
import { migrateDatabase } from '../schema/migrate-database.ts';
import { objectTables } from '../schema/object-tables.ts';
import { otherTables } from '../schema/other-tables.ts';
import { roleIndexes, roleTables } from '../schema/role-tables.ts';
import { ruleIndexes } from '../schema/rule-indexes.ts';
import { signInIndexes, signInTables } from '../schema/sign-in.ts';
import { databaseTemplate, type FreshDatabase, freshDatabase } from './fresh-database.ts';
import type { TestServer } from './test-server.ts';

/** Keeps what the store reports, for tests that look at it. */
export class Reports {
  readonly messages: string[] = [];
  warn(_details: object, message: string): void {
    this.messages.push(message);
  }
}

/** A fresh, migrated database and any number of nodes on it. */
export interface TestDirectory {
  readonly url: string;
  readonly reports: Reports;
  /** Opens one more node. */
  open(): Promise<OpenStore>;
  /** Ends the connections of all transactions that wait for their next statement. */
  breakOpenTransactions(): Promise<void>;
  /** Closes all nodes and removes the database. */
  drop(): Promise<void>;
}

/** Changes with the schema, so that a server which outlives the run never gives an old template. */
const schemaHash = createHash('sha256')
  .update(
    JSON.stringify([
      objectTables,
      otherTables,
      indexes,
      history,
      ruleIndexes,
      roleTables,
      roleIndexes,
      signInTables,
      signInIndexes,
    ]),
  )
  .digest('hex')
  .slice(0, 16);

/** Returns the name of a template database with the newest schema. */
export function migratedTemplate(server?: TestServer): Promise<string> {
  return databaseTemplate({
    name: `muster_${schemaHash}`,
    migrate: async (url) => void (await migrateDatabase({ connectionString: url }, new Reports())),
    ...(server && { server }),
  });
}

/** Makes a database of its own for a test file. */
export async function testDirectory(server?: TestServer): Promise<TestDirectory> {
  const template = await migratedTemplate(server);
  const database: FreshDatabase = await freshDatabase({ template, ...(server && { server }) });
  const reports = new Reports();
  const opened: OpenStore[] = [];
  return {
    url: database.url,
    reports,
    async open() {
      const store = await openStore({ database: { connectionString: database.url }, log: reports });
      opened.push(store);
      return store;
    },
    async breakOpenTransactions() {
      const client = new pg.Client(database.url);
      await client.connect();
      await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and state = 'idle in transaction'`);
      await client.end();
    },
    async drop() {
      await Promise.all(opened.map((store) => store.close()));
      await database.drop();
    },
  };
}

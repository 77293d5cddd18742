import {
  createDirectory,
  type Directory,
  type DirectoryLimits,
  getOrganization,
  operatorCaller,
  setUpDirectory,
  updateOrganization,
  verify,
  workOffPasses,
} from '@muster/directory';
import { type Instant, parseInstant } from '@muster/kernel';
import { migrateDatabase, type OpenStore, openStore } from '@muster/storage';
import { databaseTemplate, type FreshDatabase, freshDatabase } from '@muster/storage/testing/fresh-database';
import pg from 'pg';
import { expect } from 'vitest';

const quiet = { warn: () => {} };

/** A directory in a database of its own, with a clock that is stepped by hand. */
export interface TestDirectory {
  readonly directory: Directory;
  readonly open: OpenStore;
  readonly url: string;
  /** Sets the clock. */
  at(timestamp: string): void;
  /** Works off all passes that wait. */
  settle(): Promise<void>;
  /** Another process on the same database; with `keepsColumns` false it asks the database about everybody. */
  secondNode(options?: { keepsColumns?: boolean }): Promise<{ directory: Directory; open: OpenStore }>;
  /** Looks into the database behind the directory's back. */
  query<R extends object>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /**
   * Ends with `verify`: every test leaves a directory without differences, as it stands and again when the passes that
   * wait are worked off.
   */
  close(): Promise<void>;
  /** Ends without `verify`, for tests that damage the directory on purpose. */
  discard(): Promise<void>;
}

export async function testDirectory(
  limits: Partial<DirectoryLimits> = {},
  { keepsColumns = true } = {},
): Promise<TestDirectory> {
  const migrate = (url: string) => migrateDatabase({ connectionString: url }, quiet).then(() => {});
  const database: FreshDatabase = await freshDatabase({
    template: await databaseTemplate({ name: 'scenarios', migrate }),
  });
  let now = parseInstant('2026-06-15T12:00:00Z')!;
  const opened: OpenStore[] = [];
  const node = async (own: { keepsColumns?: boolean } = {}) => {
    const open = await openStore({ database: { connectionString: database.url, max: 5 }, log: quiet });
    opened.push(open);
    const parts = { store: open.store, memberships: open.memberships, clock: () => now, limits, keepsColumns, ...own };
    return { open, directory: createDirectory({ ...parts, sendsMail: true }) };
  };
  const { open, directory } = await node();
  await setUpDirectory(directory, { displayName: 'Contoso', initialDomain: 'contoso.com' });
  const settle = async () => {
    const options = { worker: 'test', leaseMs: 60_000, batchSize: 7, signal: new AbortController().signal };
    await workOffPasses(directory, options, (_pass, _outcome, problem) => {
      if (problem !== undefined) throw problem;
    });
  };
  let looker: pg.Client | undefined;
  const discard = async () => {
    for (const each of opened) await each.close();
    await looker?.end();
    await database.drop();
  };
  return {
    directory,
    open,
    url: database.url,
    at(timestamp) {
      now = parseInstant(timestamp)! as Instant;
    },
    settle,
    secondNode: node,
    async query<R extends object>(text: string, values: readonly unknown[] = []) {
      looker ??= await connected(database.url);
      return (await looker.query<R>(text, [...values])).rows;
    },
    async close() {
      try {
        const asItStands = await verify(directory, open.ledgerSource);
        await settle();
        const settled = await verify(directory, open.ledgerSource);
        expect([asItStands.differences, settled.differences, settled.pending]).toEqual([[], [], []]);
      } finally {
        await discard();
      }
    },
    discard,
  };
}

/** A directory whose rules may be written in this language. */
export async function setRuleDialect(directory: Directory, ruleDialect: 'entra' | 'extended'): Promise<void> {
  const { organization } = await getOrganization(directory, operatorCaller);
  await updateOrganization(directory, operatorCaller, organization.id, { ruleDialect });
}

/** Lets passes move as many members as they have to: no guard. */
export async function setNoGuard(test: TestDirectory): Promise<void> {
  const limits = JSON.stringify({ membershipGuard: { leavingCount: 1_000_000 } });
  await test.query('update organization set properties = properties || $1::jsonb', [limits]);
}

/** A directory with the extended rule language. */
export async function extendedDirectory(limits: Partial<DirectoryLimits> = {}): Promise<TestDirectory> {
  const test = await testDirectory(limits);
  await setRuleDialect(test.directory, 'extended');
  return test;
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  return client;
}

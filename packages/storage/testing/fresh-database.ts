import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type TestServer, testServer } from './test-server.ts';

/** A database for one test file. */
export interface FreshDatabase {
  readonly name: string;
  readonly url: string;
  /** Removes it, ending whatever connections it still has. */
  drop(): Promise<void>;
}

/** A template to be made by the caller's own migrations. */
export interface TemplateOptions {
  /** Letters, digits and underscores; on a server that outlives the run, to be changed with the migrations. */
  readonly name: string;
  /** Fills the empty database at `url`, and closes its connections. */
  readonly migrate: (url: string) => Promise<void>;
  /** The run's shared server unless given. */
  readonly server?: TestServer;
}

/** Any number will do, as long as it is the same in every process. */
const templateLock = 0x6d757374;

/**
 * Returns the name of a migrated template database, making it when it is not there yet: once per server, however many
 * processes ask at once.
 */
export async function databaseTemplate({ name, migrate, server }: TemplateOptions): Promise<string> {
  const { url } = server ?? (await testServer());
  const template = `template_${name}`;
  return withAdmin(url, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [templateLock]);
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rowCount) return template;
    // Under another name until it is finished, so that a failed migration leaves no half-made template.
    const draft = `${template}_draft`;
    await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${draft} TEMPLATE template0`);
    await migrate(databaseUrl(url, draft));
    await admin.query(`ALTER DATABASE ${draft} WITH ALLOW_CONNECTIONS false`);
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [draft]);
    await admin.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
    return template;
  });
}

/** Creates a database of its own for the caller: a copy of `template`, or empty. About 40 ms. */
export async function freshDatabase(options: { template?: string; server?: TestServer } = {}): Promise<FreshDatabase> {
  const { url } = options.server ?? (await testServer());
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withAdmin(url, (admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${options.template ?? 'template0'}`));
  return {
    name,
    url: databaseUrl(url, name),
    async drop() {
      await withAdmin(url, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function withAdmin<T>(url: string, use: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client(url);
  await admin.connect();
  try {
    return await use(admin);
  } finally {
    await admin.end();
  }
}

import type pg from 'pg';
import type { ValueChange } from '../input/workload.ts';
import { connectedClient } from './connected-client.ts';
import type { Stage } from './stage.ts';

/**
 * The least that a durable change can cost: a transaction that updates the user's row in a copy of Muster's table, with
 * the same indexes, and inserts one row into a log.
 */
export class BareTransaction {
  private constructor(
    private readonly client: pg.Client,
    private readonly stage: Stage,
  ) {}

  static async open(stage: Stage): Promise<BareTransaction> {
    const client = await connectedClient(stage.url);
    await client.query(`
      CREATE SCHEMA bench;
      CREATE TABLE bench.users (LIKE public.users INCLUDING ALL);
      INSERT INTO bench.users SELECT * FROM public.users;
      CREATE TABLE bench.log (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz, fact jsonb);
      ANALYZE bench.users;
    `);
    return new BareTransaction(client, stage);
  }

  /** Stores a text in `department`, whatever the change is about: an indexed column as good as any. */
  async change({ user, value }: ValueChange): Promise<void> {
    const { id } = this.stage.people[user]!;
    const fact = JSON.stringify({ id, department: value });
    const update = 'UPDATE bench.users SET department = $2, version = version + 1 WHERE id = $1';
    const log = 'INSERT INTO bench.log (at, fact) VALUES (now(), $1)';
    await this.client.query('BEGIN');
    await this.client.query({ name: 'bare update', text: update, values: [id, String(value)] });
    await this.client.query({ name: 'bare log', text: log, values: [fact] });
    await this.client.query('COMMIT');
  }

  async close(): Promise<void> {
    await this.client.query('DROP SCHEMA bench CASCADE');
    await this.client.end();
  }
}

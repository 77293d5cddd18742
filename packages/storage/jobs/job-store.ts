import type { JobWriter, PropertyValue } from '@muster/directory';
import type { Instant } from '@muster/kernel';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { toJson } from '../connection/storable-text.ts';
import { timestampText } from '../objects/timestamp-text.ts';

/** Jobs of the whole directory, each held by one worker at a time. */
export class PostgresJobStore implements JobWriter {
  constructor(private readonly connection: Connection) {}

  async takeJob(
    name: string,
    worker: string,
    now: Instant,
    until: Instant,
  ): Promise<{ state: PropertyValue } | undefined> {
    const [present, end] = [timestampText(now), timestampText(until)];
    return this.connection.row(sql`
      insert into jobs as job (name, worker, held_until) values (${name}, ${worker}, ${end}::timestamptz)
      on conflict (name) do update set worker = excluded.worker, held_until = excluded.held_until
        where job.worker = excluded.worker or job.held_until <= ${present}::timestamptz
      returning state`);
  }

  async saveJob(name: string, worker: string, state: PropertyValue): Promise<boolean> {
    const saved = await this.connection.run(
      sql`update jobs set state = ${toJson(state)}::jsonb where name = ${name} and worker = ${worker}`,
    );
    return saved === 1;
  }
}

import type { CreationCount, CreationReader, CreationWriter } from '@muster/directory';
import type { Instant, ObjectId } from '@muster/kernel';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { timestampText } from '../objects/timestamp-text.ts';

const instant = (at: Instant) => sql`${timestampText(at)}::timestamptz`;

/** Who created what, on one connection. */
export class PostgresCreationStore implements CreationReader, CreationWriter {
  constructor(private readonly connection: Connection) {}

  async countCreations(creator: ObjectId, purgedSince: Instant, limit: number): Promise<CreationCount> {
    const row = await this.connection.row<CreationCount>(sql`
      select
        (select count(*) from (select 1 from creations
          where creator_id = ${creator}::uuid and purged_at is null limit ${limit}::bigint) as here) as present,
        (select count(*) from (select 1 from creations
          where creator_id = ${creator}::uuid and purged_at > ${instant(purgedSince)}
          limit ${limit * 4}::bigint) as gone) as purged`);
    return { present: Number(row!.present), purged: Number(row!.purged) };
  }

  async insertCreation(creator: ObjectId, object: ObjectId): Promise<void> {
    await this.connection.run(
      sql`insert into creations (object_id, creator_id) values (${object}::uuid, ${creator}::uuid)`,
    );
  }

  async notePurged(objects: readonly ObjectId[], now: Instant): Promise<void> {
    await this.connection.run(
      sql`update creations set purged_at = ${instant(now)} where object_id = any(${objects}::uuid[])`,
    );
    await this.connection.run(sql`delete from creations where creator_id = any(${objects}::uuid[])`);
  }

  forgetPurged(before: Instant, limit: number): Promise<number> {
    return this.connection.run(sql`
      delete from creations where object_id in (
        select object_id from creations where purged_at < ${instant(before)} order by purged_at limit ${limit}::bigint)`);
  }
}

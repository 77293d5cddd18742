import type { LinkEnd, LinkKind, RelationReader, RelationWriter } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';

/** Links between objects, on one connection. */
export class PostgresRelationStore implements RelationReader, RelationWriter {
  constructor(private readonly connection: Connection) {}

  linksFrom(from: ObjectId, kind: LinkKind): Promise<LinkEnd[]> {
    return this.connection.rows(
      sql`select to_id as id, to_type as type from relations
        where from_id = ${from}::uuid and kind = ${kind} order by to_id`,
    );
  }

  async endsAmong(from: readonly ObjectId[], kind: LinkKind, ends: readonly ObjectId[]): Promise<ObjectId[]> {
    const rows = await this.connection.rows<{ id: ObjectId }>(sql`
      select distinct to_id as id from relations
      where from_id = any(${from}::uuid[]) and kind = ${kind} and to_id = any(${ends}::uuid[])`);
    return rows.map(({ id }) => id);
  }

  async addLink(from: LinkEnd, kind: LinkKind, to: LinkEnd): Promise<boolean> {
    const added = await this.connection.run(sql`
      insert into relations (from_id, kind, to_id, from_type, to_type)
      values (${from.id}::uuid, ${kind}, ${to.id}::uuid, ${from.type}, ${to.type})
      on conflict do nothing`);
    return added === 1;
  }

  async removeLink(from: ObjectId, kind: LinkKind, to: ObjectId): Promise<boolean> {
    const removed = await this.connection.run(
      sql`delete from relations where from_id = ${from}::uuid and kind = ${kind} and to_id = ${to}::uuid`,
    );
    return removed === 1;
  }
}

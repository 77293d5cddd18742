import type { ConsentReader, ConsentWriter, PermissionGrant, PermissionGrantQuery } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { uniqueValueTaken } from '../errors.ts';

interface GrantRow extends Omit<PermissionGrant, 'scopes'> {
  readonly scope: string;
}

const columns = sql`id, client_id as "clientId", principal_id as "principalId", resource_id as "resourceId", scope`;

/** Consents to applications, on one connection. */
export class PostgresConsentStore implements ConsentReader, ConsentWriter {
  constructor(private readonly connection: Connection) {}

  async findGrant(id: string): Promise<PermissionGrant | undefined> {
    return (await this.#grants(sql`id = ${id}`, 1))[0];
  }

  listGrants({ clientId, principalId, resourceId, isForAll, after, limit }: PermissionGrantQuery) {
    const conditions = [
      clientId === undefined ? [] : [sql`client_id = ${clientId}::uuid`],
      principalId === undefined ? [] : [sql`principal_id = ${principalId}::uuid`],
      resourceId === undefined ? [] : [sql`resource_id = ${resourceId}::uuid`],
      isForAll === undefined ? [] : [isForAll ? sql`principal_id is null` : sql`principal_id is not null`],
      after === undefined ? [] : [sql`id > ${after}`],
    ].flat();
    return this.#grants(conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `), limit);
  }

  grantsFor(client: ObjectId, principal: ObjectId): Promise<PermissionGrant[]> {
    const condition = sql`client_id = ${client}::uuid and (principal_id is null or principal_id = ${principal}::uuid)`;
    return this.#grants(condition, 1000);
  }

  async insertGrant({ id, clientId, principalId, resourceId, scopes }: PermissionGrant): Promise<void> {
    const consentType = principalId === null ? 'AllPrincipals' : 'Principal';
    const inserted = await this.connection.run(sql`
      insert into permission_grants (id, client_id, consent_type, principal_id, resource_id, scope)
      values (${id}, ${clientId}::uuid, ${consentType}, ${principalId}::uuid, ${resourceId}::uuid, ${scopes.join(' ')})
      on conflict do nothing`);
    if (inserted === 0) throw uniqueValueTaken('clientId, resourceId and principalId');
  }

  async saveScopes(id: string, scopes: readonly string[]): Promise<void> {
    await this.connection.run(sql`update permission_grants set scope = ${scopes.join(' ')} where id = ${id}`);
  }

  async removeGrant(id: string): Promise<void> {
    await this.connection.run(sql`delete from permission_grants where id = ${id}`);
  }

  /** In the order of the primary key, so that a page needs no sorting. */
  async #grants(condition: RawBuilder<unknown>, limit: number): Promise<PermissionGrant[]> {
    const rows = await this.connection.rows<GrantRow>(sql`
      select ${columns} from permission_grants where ${condition} order by id limit ${limit}`);
    return rows.map(({ scope, ...rest }) => ({ ...rest, scopes: scope.split(' ').filter((each) => each !== '') }));
  }
}

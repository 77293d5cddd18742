import type { AppRoleAssignment, AppRoleAssignmentQuery, AppRoleReader, AppRoleWriter } from '@muster/directory';
import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { toJson } from '../connection/storable-text.ts';
import { timestampText } from '../objects/timestamp-text.ts';

const columns = sql`id, app_role_id as "appRoleId", principal_id as "principalId", principal_number as "principalNumber",
  principal_type as "principalType", resource_id as "resourceId", created_at as "createdAt"`;

/** Who may use which application, on one connection. */
export class PostgresAppRoleStore implements AppRoleReader, AppRoleWriter {
  constructor(private readonly connection: Connection) {}

  findAppRoleAssignment(id: string): Promise<AppRoleAssignment | undefined> {
    return this.connection.row(sql`select ${columns} from app_role_assignments where id = ${id}`);
  }

  listAppRoleAssignments(
    query: AppRoleAssignmentQuery,
    { after, limit }: { readonly after?: string; readonly limit: number },
  ): Promise<AppRoleAssignment[]> {
    const rest = after === undefined ? sql`` : sql` and id collate "C" > ${after}`;
    return this.connection.rows(sql`
      select ${columns} from app_role_assignments where ${condition(query)}${rest}
      order by id collate "C" limit ${limit}`);
  }

  async countAppRoleAssignments(query: AppRoleAssignmentQuery): Promise<number> {
    const row = await this.connection.row<{ count: number }>(sql`
      select count(*) as count from app_role_assignments where ${condition(query)}`);
    return Number(row?.count ?? 0);
  }

  async insertAppRoleAssignments(assignments: readonly AppRoleAssignment[]): Promise<number> {
    if (assignments.length === 0) return 0;
    const rows = assignments.map((each) => ({
      id: each.id,
      app_role_id: each.appRoleId,
      principal_id: each.principalId,
      principal_number: each.principalNumber,
      principal_type: each.principalType,
      resource_id: each.resourceId,
      created_at: timestampText(each.createdAt),
    }));
    return this.connection.run(sql`
      insert into app_role_assignments
      select * from jsonb_populate_recordset(null::app_role_assignments, ${toJson(rows)}::jsonb)
      on conflict do nothing`);
  }

  async removeAppRoleAssignment(id: string): Promise<void> {
    await this.connection.run(sql`delete from app_role_assignments where id = ${id}`);
  }
}

function condition(query: AppRoleAssignmentQuery): RawBuilder<unknown> {
  const { of, principalId, principalType, resourceId, appRoleId } = query;
  const parts: RawBuilder<unknown>[] = [sql`true`];
  if (of !== undefined) {
    const own = sql`principal_id = ${of.id}::uuid`;
    const groups = of.groups ?? [];
    const byGroup = sql`(principal_type = 'Group' and principal_number = any(${groups}::bigint[]))`;
    parts.push(groups.length === 0 ? own : sql`(${own} or ${byGroup})`);
  }
  if (principalId !== undefined) parts.push(sql`principal_id = ${principalId}::uuid`);
  if (principalType !== undefined) parts.push(sql`principal_type = ${principalType}`);
  if (resourceId !== undefined) parts.push(sql`resource_id = ${resourceId}::uuid`);
  if (appRoleId !== undefined) parts.push(sql`app_role_id = ${appRoleId}::uuid`);
  return sql.join(parts, sql` and `);
}

import type {
  PrivilegedAccessReader,
  PrivilegedAccessWriter,
  RequestFilter,
  RoleEligibility,
  RoleRequest,
  StoredRoleSettings,
} from '@muster/directory';
import type { Instant, ObjectId } from '@muster/kernel';
import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { prepared } from '../connection/prepared-statement.ts';
import { toJson } from '../connection/storable-text.ts';
import { timestampText } from '../objects/timestamp-text.ts';

/** Asked again and again by every server: each part reads one end of an index. */
const askNextTurn = prepared<[], { at: Instant | null }>(`
  select least(
    (select min(ends_at) from role_assignments where ends_at is not null),
    (select min(starts_at) from role_assignments where not is_begun),
    (select min(ends_at) from role_eligibilities where ends_at is not null),
    (select min(starts_at) from role_eligibilities where not is_begun),
    (select min(waits_until) from role_requests where waits_until is not null)
  ) as at`);

const time = (at: Instant | null) => sql`${at === null ? null : timestampText(at)}::timestamptz`;

type RequestRow = Omit<RoleRequest, keyof RequestDetails> & { readonly details: RequestDetails };
type RequestDetails = Pick<RoleRequest, 'justification' | 'ticket' | 'wanted' | 'createdBy' | 'review'>;

/** Eligible roles, requests and the settings of roles, on one connection. */
export class PostgresPrivilegedAccessStore implements PrivilegedAccessReader, PrivilegedAccessWriter {
  constructor(private readonly connection: Connection) {}

  eligibilities(principals?: readonly ObjectId[]): Promise<RoleEligibility[]> {
    const condition = principals === undefined ? sql`true` : sql`principal_id = any(${principals}::uuid[])`;
    return this.connection.rows(sql`
      select id, role_id as "roleId", principal_id as "principalId", principal_type as "principalType", scope,
        created_at as "createdAt", starts_at as "startsAt", ends_at as "endsAt", request_id as "requestId",
        is_begun as "isBegun"
      from role_eligibilities where ${condition} order by created_at, id`);
  }

  async requests(wanted: RequestFilter): Promise<RoleRequest[]> {
    const { id, kind, principalId, createdBy, roleId, scope, status, needsApproval, limit } = wanted;
    const conditions: RawBuilder<unknown>[] = [sql`true`];
    if (id !== undefined) conditions.push(sql`id = ${id}::uuid`);
    if (kind !== undefined) conditions.push(sql`kind = ${kind}`);
    if (principalId !== undefined) conditions.push(sql`principal_id = ${principalId}::uuid`);
    if (createdBy !== undefined) conditions.push(sql`created_by_id = ${createdBy}::uuid`);
    if (roleId !== undefined) conditions.push(sql`role_id = ${roleId}::uuid`);
    if (scope !== undefined) conditions.push(sql`scope = ${scope}`);
    if (status !== undefined) conditions.push(sql`status = ${status}`);
    if (needsApproval === true) conditions.push(sql`needs_approval`);
    if (wanted.waitedUntil !== undefined) conditions.push(sql`waits_until <= ${time(wanted.waitedUntil)}`);
    const rows = await this.connection.rows<RequestRow>(sql`
      select id, kind, action, status, role_id as "roleId", principal_id as "principalId", scope,
        created_at as "createdAt", waits_until as "waitsUntil", completed_at as "completedAt",
        schedule_id as "scheduleId", needs_approval as "needsApproval", details
      from role_requests where ${sql.join(conditions, sql` and `)} order by created_at desc, id limit ${limit}`);
    return rows.map(({ details, ...row }) => ({ ...row, ...details }));
  }

  roleSettings(roleId?: ObjectId): Promise<StoredRoleSettings[]> {
    const condition = roleId === undefined ? sql`true` : sql`role_id = ${roleId}::uuid`;
    return this.connection.rows(sql`
      select role_id as "roleId", rules, modified_at as "modifiedAt", modified_by as "modifiedBy"
      from role_settings where ${condition}`);
  }

  async nextTurn(): Promise<Instant | null> {
    const row = await this.connection.row(askNextTurn());
    return row?.at ?? null;
  }

  async insertEligibility(eligibility: RoleEligibility): Promise<boolean> {
    const { id, roleId, principalId, principalType, scope, createdAt, startsAt, endsAt, requestId } = eligibility;
    const inserted = await this.connection.run(sql`
      insert into role_eligibilities (id, role_id, principal_id, principal_type, scope, created_at, starts_at, ends_at,
        request_id, is_begun)
      values (${id}::uuid, ${roleId}::uuid, ${principalId}::uuid, ${principalType}, ${scope}, ${time(createdAt)},
        ${time(startsAt)}, ${time(endsAt)}, ${requestId}::uuid, ${eligibility.isBegun})
      on conflict do nothing`);
    return inserted === 1;
  }

  async updateEligibility({ id, startsAt, endsAt, requestId, isBegun }: RoleEligibility): Promise<void> {
    await this.connection.run(sql`
      update role_eligibilities set starts_at = ${time(startsAt)}, ends_at = ${time(endsAt)},
        request_id = ${requestId}::uuid, is_begun = ${isBegun}
      where id = ${id}::uuid`);
  }

  async removeEligibilities(ids: readonly ObjectId[]): Promise<void> {
    await this.connection.run(sql`delete from role_eligibilities where id = any(${ids}::uuid[])`);
  }

  async saveRequest(request: RoleRequest): Promise<void> {
    const { justification, ticket, wanted, createdBy, review, ...row } = request;
    const details: RequestDetails = { justification, ticket, wanted, createdBy, review };
    await this.connection.run(sql`
      insert into role_requests (id, kind, action, status, role_id, principal_id, scope, created_at, created_by_id,
        waits_until, completed_at, schedule_id, needs_approval, details)
      values (${row.id}::uuid, ${row.kind}, ${row.action}, ${row.status}, ${row.roleId}::uuid, ${row.principalId}::uuid,
        ${row.scope}, ${time(row.createdAt)}, ${createdBy.id}::uuid, ${time(row.waitsUntil)}, ${time(row.completedAt)},
        ${row.scheduleId}::uuid, ${row.needsApproval}, ${toJson(details)}::jsonb)
      on conflict (id) do update set status = excluded.status, waits_until = excluded.waits_until,
        completed_at = excluded.completed_at, schedule_id = excluded.schedule_id, details = excluded.details`);
  }

  async saveRoleSettings({ roleId, rules, modifiedAt, modifiedBy }: StoredRoleSettings): Promise<void> {
    await this.connection.run(sql`
      insert into role_settings (role_id, rules, modified_at, modified_by)
      values (${roleId}::uuid, ${toJson(rules)}::jsonb, ${time(modifiedAt)}, ${toJson(modifiedBy)}::jsonb)
      on conflict (role_id) do update set rules = excluded.rules, modified_at = excluded.modified_at,
        modified_by = excluded.modified_by`);
  }
}

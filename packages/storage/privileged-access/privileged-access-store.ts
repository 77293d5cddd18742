import type {
  AccessRequest,
  Governed,
  GroupSchedule,
  GroupScheduleFilter,
  PrivilegedAccessReader,
  PrivilegedAccessWriter,
  RequestFilter,
  RoleEligibility,
  StoredAccessSettings,
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
    (select min(ends_at) from group_schedules where ends_at is not null),
    (select min(starts_at) from group_schedules where not is_begun),
    (select min(waits_until) from role_requests where waits_until is not null)
  ) as at`);

const time = (at: Instant | null) => sql`${at === null ? null : timestampText(at)}::timestamptz`;

type RequestRow = Omit<AccessRequest, keyof RequestDetails | 'held'> & HeldRow & { readonly details: RequestDetails };
interface HeldRow {
  readonly heldType: string;
  readonly heldId: string;
  readonly scope: string;
}
type RequestDetails = Pick<AccessRequest, 'justification' | 'ticket' | 'wanted' | 'createdBy' | 'review'>;

const heldOf = ({ heldType: type, heldId: id, scope }: HeldRow) => ({ type, id, scope }) as AccessRequest['held'];

/** Settings of roles have no access. */
const accessOf = (governed: Governed) => (governed.type === 'group' ? governed.scope : '');

const groupScheduleColumns = `s.id, s.kind, s.group_id as "groupId", s.group_number as "groupNumber", s.access,
  s.principal_id as "principalId", s.principal_number as "principalNumber", s.principal_type as "principalType",
  s.created_at as "createdAt", s.starts_at as "startsAt", s.ends_at as "endsAt", s.request_id as "requestId",
  s.activated_using as "activatedUsing", s.is_begun as "isBegun"`;

/** Eligible roles, access to groups for a time, requests and settings, on one connection. */
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

  async requests(wanted: RequestFilter): Promise<AccessRequest[]> {
    const { id, kind, principalId, createdBy, type, heldId, scope, status, needsApproval, limit } = wanted;
    const conditions: RawBuilder<unknown>[] = [sql`true`];
    if (id !== undefined) conditions.push(sql`id = ${id}::uuid`);
    if (kind !== undefined) conditions.push(sql`kind = ${kind}`);
    if (principalId !== undefined) conditions.push(sql`principal_id = ${principalId}::uuid`);
    if (createdBy !== undefined) conditions.push(sql`created_by_id = ${createdBy}::uuid`);
    if (type !== undefined) conditions.push(sql`held_type = ${type}`);
    if (heldId !== undefined) conditions.push(sql`held_id = ${heldId}::uuid`);
    if (scope !== undefined) conditions.push(sql`scope = ${scope}`);
    if (status !== undefined) conditions.push(sql`status = ${status}`);
    if (needsApproval === true) conditions.push(sql`needs_approval`);
    if (wanted.isWaiting !== undefined) {
      conditions.push(wanted.isWaiting ? sql`waits_until is not null` : sql`waits_until is null`);
    }
    if (wanted.waitedUntil !== undefined) conditions.push(sql`waits_until <= ${time(wanted.waitedUntil)}`);
    const rows = await this.connection.rows<RequestRow>(sql`
      select id, kind, action, status, held_type as "heldType", held_id as "heldId", scope,
        principal_id as "principalId", created_at as "createdAt", waits_until as "waitsUntil", completed_at as "completedAt",
        schedule_id as "scheduleId", needs_approval as "needsApproval", details
      from role_requests where ${sql.join(conditions, sql` and `)} order by created_at desc, id limit ${limit}`);
    return rows.map(({ details, heldType, heldId, scope, ...row }) => ({
      ...row,
      ...details,
      held: heldOf({ heldType, heldId, scope }),
    }));
  }

  async accessSettings(type: Governed['type'], ids?: readonly ObjectId[]): Promise<StoredAccessSettings[]> {
    const ofType = type === 'role' ? sql`access = ''` : sql`access <> ''`;
    const condition = ids === undefined ? ofType : sql`${ofType} and held_id = any(${ids}::uuid[])`;
    const rows = await this.connection.rows<
      Omit<StoredAccessSettings, 'governed'> & { readonly id: ObjectId; readonly access: string }
    >(sql`
      select held_id as id, access, rules, modified_at as "modifiedAt", modified_by as "modifiedBy"
      from role_settings where ${condition}`);
    return rows.map(({ id, access, ...rest }) => ({
      ...rest,
      governed: (type === 'role' ? { type, id } : { type, id, scope: access }) as Governed,
    }));
  }

  groupSchedules(wanted: GroupScheduleFilter): Promise<GroupSchedule[]> {
    const { id, kind, groups, groupNumbers, access, principals, activatedUsing, due, limit } = wanted;
    const conditions: RawBuilder<unknown>[] = [sql`true`];
    if (id !== undefined) conditions.push(sql`s.id = ${id}::uuid`);
    if (kind !== undefined) conditions.push(sql`s.kind = ${kind}`);
    if (groups !== undefined) conditions.push(sql`s.group_id = any(${groups}::uuid[])`);
    if (groupNumbers !== undefined) conditions.push(sql`s.group_number = any(${groupNumbers}::bigint[])`);
    if (access !== undefined) conditions.push(sql`s.access = ${access}`);
    if (principals !== undefined) conditions.push(sql`s.principal_id = any(${principals}::uuid[])`);
    if (activatedUsing !== undefined) conditions.push(sql`s.activated_using = any(${activatedUsing}::uuid[])`);
    if (wanted.isAssignableToRole === true) {
      conditions.push(sql`s.group_id in (select g.id from groups g where g.is_assignable_to_role)`);
    }
    if (due !== undefined) {
      conditions.push(sql`(s.ends_at <= ${time(due)} or (not s.is_begun and s.starts_at <= ${time(due)}))`);
    }
    const atMost = limit === undefined ? sql`` : sql`limit ${limit}`;
    return this.connection.rows(sql`
      select ${sql.raw(groupScheduleColumns)} from group_schedules s
      where ${sql.join(conditions, sql` and `)} order by s.created_at, s.id ${atMost}`);
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

  async saveRequest(request: AccessRequest): Promise<void> {
    const { justification, ticket, wanted, createdBy, review, held, ...row } = request;
    const details: RequestDetails = { justification, ticket, wanted, createdBy, review };
    await this.connection.run(sql`
      insert into role_requests (id, kind, action, status, held_type, held_id, scope, principal_id, created_at,
        created_by_id, waits_until, completed_at, schedule_id, needs_approval, details)
      values (${row.id}::uuid, ${row.kind}, ${row.action}, ${row.status}, ${held.type}, ${held.id}::uuid,
        ${held.scope}, ${row.principalId}::uuid, ${time(row.createdAt)}, ${createdBy.id}::uuid, ${time(row.waitsUntil)}, ${time(row.completedAt)},
        ${row.scheduleId}::uuid, ${row.needsApproval}, ${toJson(details)}::jsonb)
      on conflict (id) do update set status = excluded.status, waits_until = excluded.waits_until,
        completed_at = excluded.completed_at, schedule_id = excluded.schedule_id, details = excluded.details`);
  }

  async saveAccessSettings({ governed, rules, modifiedAt, modifiedBy }: StoredAccessSettings): Promise<void> {
    await this.connection.run(sql`
      insert into role_settings (held_id, access, rules, modified_at, modified_by)
      values (${governed.id}::uuid, ${accessOf(governed)}, ${toJson(rules)}::jsonb, ${time(modifiedAt)},
        ${toJson(modifiedBy)}::jsonb)
      on conflict (held_id, access) do update set rules = excluded.rules, modified_at = excluded.modified_at,
        modified_by = excluded.modified_by`);
  }

  async saveGroupSchedule(schedule: GroupSchedule): Promise<void> {
    const { id, kind, groupId, groupNumber, access, principalId, principalNumber, principalType } = schedule;
    await this.connection.run(sql`
      insert into group_schedules (id, kind, group_id, group_number, access, principal_id, principal_number,
        principal_type, created_at, starts_at, ends_at, request_id, activated_using, is_begun)
      values (${id}::uuid, ${kind}, ${groupId}::uuid, ${groupNumber}::bigint, ${access}, ${principalId}::uuid,
        ${principalNumber}::bigint, ${principalType}, ${time(schedule.createdAt)}, ${time(schedule.startsAt)},
        ${time(schedule.endsAt)}, ${schedule.requestId}::uuid, ${schedule.activatedUsing}::uuid, ${schedule.isBegun})
      on conflict (id) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at,
        request_id = excluded.request_id, is_begun = excluded.is_begun`);
  }

  async removeGroupSchedules(ids: readonly ObjectId[]): Promise<void> {
    await this.connection.run(sql`delete from group_schedules where id = any(${ids}::uuid[])`);
  }
}

import type {
  ActivatedRole,
  AssignmentFilter,
  CustomRole,
  ReachingAssignment,
  RoleAssignment,
  RoleReader,
  RoleWriter,
} from '@muster/directory';
import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { prepared } from '../connection/prepared-statement.ts';
import { toJson } from '../connection/storable-text.ts';
import { timestampText } from '../objects/timestamp-text.ts';

const assignmentColumns = `a.id, a.role_id as "roleId", a.principal_id as "principalId",
  a.principal_type as "principalType", a.scope, a.created_at as "createdAt", a.starts_at as "startsAt",
  a.ends_at as "endsAt", a.request_id as "requestId", a.activated_using as "activatedUsing", a.is_begun as "isBegun"`;

const counts = (table: 'a' | 'e', at: string) =>
  `${table}.starts_at <= ${at} and (${table}.ends_at is null or ${table}.ends_at > ${at})`;

const askCustomRoles = prepared<[], CustomRole>(`
  select id, display_name as "displayName", description, is_enabled as "isEnabled", actions, version,
    created_at as "createdAt"
  from role_definitions order by upper(display_name) collate "C", id`);

/**
 * Asked for every request of a person. All tables are on every machine. Whoever is a member of a group for a time has nothing
 * by it from its end on, although they may be taken out of it a moment later.
 */
const askReaching = prepared<[ObjectId, string], ReachingAssignment>(`
  select ${assignmentColumns}, g.number as "groupNumber", eg.number as "eligibleGroupNumber",
    u.number as "unitNumber"
  from role_assignments a left join groups g on g.id = a.principal_id and g.deleted_at is null
    left join role_eligibilities e on e.id = a.activated_using
    left join groups eg on eg.id = e.principal_id and eg.deleted_at is null
    left join administrative_units u on u.deleted_at is null
      and u.id = case when a.scope like '/administrativeUnits/%' then substr(a.scope, 22)::uuid end
  where (a.principal_id = $1::uuid or (a.principal_type = 'group' and g.id is not null))
    and ${counts('a', '$2::timestamptz')}
    and (a.activated_using is null
      or (${counts('e', '$2::timestamptz')} and (e.principal_type <> 'group' or eg.id is not null)))
    and not exists (
      select 1 from group_schedules s
      where s.principal_id = $1::uuid and s.group_id in (a.principal_id, e.principal_id) and s.kind = 'assignment'
        and s.access = 'member' and s.is_begun and s.ends_at <= $2::timestamptz)
  order by a.created_at, a.id`);

/** Roles of the organisation, and who holds which role, on one connection. */
export class PostgresRoleStore implements RoleReader, RoleWriter {
  constructor(private readonly connection: Connection) {}

  customRoles(): Promise<CustomRole[]> {
    return this.connection.rows(askCustomRoles());
  }

  assignments({ id, roleId, principals, scope, at, page }: AssignmentFilter = {}): Promise<RoleAssignment[]> {
    const conditions: RawBuilder<unknown>[] = [sql`true`];
    if (id !== undefined) conditions.push(sql`a.id = ${id}::uuid`);
    if (roleId !== undefined) conditions.push(sql`a.role_id = ${roleId}::uuid`);
    if (principals !== undefined) conditions.push(sql`a.principal_id = any(${principals}::uuid[])`);
    if (scope !== undefined) conditions.push(sql`a.scope = ${scope}`);
    if (at !== undefined) {
      const present = sql`${timestampText(at)}::timestamptz`;
      conditions.push(sql`a.starts_at <= ${present} and (a.ends_at is null or a.ends_at > ${present})`);
    }
    if (page?.after != null) conditions.push(sql`a.id > ${page.after}::uuid`);
    const order = page === undefined ? sql`a.created_at, a.id` : sql`a.id limit ${page.limit}::bigint`;
    return this.connection.rows(sql`
      select ${sql.raw(assignmentColumns)} from role_assignments a
      where ${sql.join(conditions, sql` and `)} order by ${order}`);
  }

  assignmentsReaching(principal: ObjectId, at: Instant): Promise<ReachingAssignment[]> {
    return this.connection.rows(askReaching(principal, timestampText(at)));
  }

  assignableGroups(): Promise<{ id: ObjectId; number: ObjectNumber }[]> {
    return this.connection.rows(sql`
      select id, number from groups where is_assignable_to_role and deleted_at is null order by number`);
  }

  activatedRoles(): Promise<ActivatedRole[]> {
    return this.connection.rows(sql`select id, template_id as "templateId" from directory_roles`);
  }

  async saveCustomRole(role: CustomRole): Promise<void> {
    const { id, displayName, description, isEnabled, actions, version, createdAt } = role;
    await this.connection.run(sql`
      insert into role_definitions (id, display_name, description, is_enabled, actions, version, created_at)
      values (${id}::uuid, ${displayName}, ${description}, ${isEnabled}, ${toJson(actions)}::jsonb, ${version},
        ${timestampText(createdAt)}::timestamptz)
      on conflict (id) do update set display_name = excluded.display_name, description = excluded.description,
        is_enabled = excluded.is_enabled, actions = excluded.actions, version = excluded.version`);
  }

  async removeCustomRole(id: ObjectId): Promise<void> {
    await this.connection.run(sql`delete from role_definitions where id = ${id}::uuid`);
  }

  async insertAssignment(assignment: RoleAssignment): Promise<boolean> {
    const { id, roleId, principalId, principalType, scope, createdAt, startsAt, endsAt, requestId } = assignment;
    const inserted = await this.connection.run(sql`
      insert into role_assignments (id, role_id, principal_id, principal_type, scope, created_at, starts_at, ends_at,
        request_id, activated_using, is_begun)
      values (${id}::uuid, ${roleId}::uuid, ${principalId}::uuid, ${principalType}, ${scope},
        ${timestampText(createdAt)}::timestamptz, ${timestampText(startsAt)}::timestamptz,
        ${endsAt === null ? null : timestampText(endsAt)}::timestamptz, ${requestId}::uuid,
        ${assignment.activatedUsing}::uuid, ${assignment.isBegun})
      on conflict do nothing`);
    return inserted === 1;
  }

  async updateAssignment({ id, startsAt, endsAt, requestId, isBegun }: RoleAssignment): Promise<void> {
    await this.connection.run(sql`
      update role_assignments set starts_at = ${timestampText(startsAt)}::timestamptz,
        ends_at = ${endsAt === null ? null : timestampText(endsAt)}::timestamptz,
        request_id = ${requestId}::uuid, is_begun = ${isBegun}
      where id = ${id}::uuid`);
  }

  async removeAssignments(ids: readonly ObjectId[]): Promise<void> {
    await this.connection.run(sql`delete from role_assignments where id = any(${ids}::uuid[])`);
  }

  async activateRole({ id, templateId }: ActivatedRole): Promise<boolean> {
    const inserted = await this.connection.run(sql`
      insert into directory_roles (template_id, id) values (${templateId}::uuid, ${id}::uuid) on conflict do nothing`);
    return inserted === 1;
  }
}

import type { Pass, RuleReader, RuleWriter, StoredRule } from '@muster/directory';
import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { timestampText } from '../objects/timestamp-text.ts';

const passColumns = sql`
  group_id as "groupId", group_number as "groupNumber", rule_version as "ruleVersion", status,
  cursor_number as cursor, done_count as done, total_count as total, joined_count as joined, left_count as "left",
  error_message as "errorMessage", started_at as "startedAt", finished_at as "finishedAt"`;

/** A pass that somebody has to work on. */
const isPending = sql`status in ('NotStarted', 'Running')`;

/** A dynamic group: its type says so and it has a rule. */
const isDynamic = sql`coalesce(group_types ? 'DynamicMembership', false) and membership_rule is not null`;

/** Rules as the groups have them, and the passes that bring groups in line. */
export class PostgresRuleStore implements RuleReader, RuleWriter {
  constructor(private readonly connection: Connection) {}

  async ruleVersion(): Promise<number> {
    const row = await this.connection.row<{ version: number }>(sql`select version from rule_registry`);
    return row!.version;
  }

  rulesSince(version: number): Promise<StoredRule[]> {
    return this.connection.rows(sql`
      select id as "groupId", number as "groupNumber", coalesce(membership_rule, '') as rule,
        ${isDynamic} and deleted_at is null
          and coalesce(membership_rule_processing_state, 'On') = 'On' as "isActive",
        rule_version as "ruleVersion"
      from groups where rule_version > 0 and rule_version > ${version}::bigint order by rule_version`);
  }

  pass(group: ObjectId): Promise<Pass | undefined> {
    return this.connection.row(sql`select ${passColumns} from passes where group_id = ${group}::uuid`);
  }

  async passes(groups: readonly ObjectId[]): Promise<ReadonlyMap<ObjectId, Pass>> {
    const found = await this.connection.rows<Pass>(
      sql`select ${passColumns} from passes where group_id = any(${groups}::uuid[])`,
    );
    return new Map(found.map((pass) => [pass.groupId, pass]));
  }

  /** Deleted groups count until they are purged. */
  async countRules(): Promise<{ dynamic: number; memberOf: number }> {
    const row = await this.connection.row<{ dynamic: number; memberOf: number }>(sql`
      select count(*) as dynamic,
        count(*) filter (where membership_rule ~* '\\.\\s*memberof\\M') as "memberOf"
      from groups where ${isDynamic}`);
    return row!;
  }

  async registerRule(group: ObjectId): Promise<number> {
    const row = await this.connection.row<{ version: number }>(
      sql`update rule_registry set version = version + 1 returning version`,
    );
    await this.connection.run(sql`update groups set rule_version = ${row!.version}::bigint where id = ${group}::uuid`);
    return row!.version;
  }

  async queuePass(group: { id: ObjectId; number: ObjectNumber }, ruleVersion: number): Promise<void> {
    await this.connection.run(sql`
      insert into passes (group_id, group_number, rule_version, status, cursor_number, done_count, joined_count, left_count)
      values (${group.id}::uuid, ${group.number}::bigint, ${ruleVersion}::bigint, 'NotStarted', 0, 0, 0, 0)
      on conflict (group_id) do update set
        rule_version = excluded.rule_version, status = 'NotStarted', cursor_number = 0, done_count = 0,
        total_count = null, joined_count = 0, left_count = 0, error_message = null, started_at = null,
        finished_at = null, worker = null, leased_until = null`);
  }

  async dropPass(group: ObjectId): Promise<void> {
    await this.connection.run(sql`delete from passes where group_id = ${group}::uuid`);
  }

  /** Changes nothing when the group's pass has another rule version by now. Ending a pass ends its lease. */
  async savePass(pass: Pass): Promise<void> {
    const isEnded = pass.status === 'Succeeded' || pass.status === 'Failed';
    await this.connection.run(sql`
      update passes set
        status = ${pass.status}, cursor_number = ${pass.cursor}::bigint, done_count = ${pass.done}::bigint,
        total_count = ${pass.total}::bigint, joined_count = ${pass.joined}::bigint, left_count = ${pass.left}::bigint,
        error_message = ${pass.errorMessage}, started_at = ${instantOrNull(pass.startedAt)},
        finished_at = ${instantOrNull(pass.finishedAt)},
        worker = case when ${isEnded}::boolean then null else worker end,
        leased_until = case when ${isEnded}::boolean then null else leased_until end
      where group_id = ${pass.groupId}::uuid and rule_version = ${pass.ruleVersion}::bigint`);
  }

  leasePass(worker: string, now: Instant, leaseMs: number): Promise<Pass | undefined> {
    return this.connection.row(sql`
      update passes set worker = ${worker}, leased_until = ${instantOrNull((now + leaseMs) as Instant)}
      where group_id = (
        select group_id from passes
        where ${isPending} and (leased_until is null or leased_until <= ${instantOrNull(now)})
        order by rule_version limit 1 for update skip locked)
      returning ${passColumns}`);
  }

  async renewLease(group: ObjectId, ruleVersion: number, worker: string, until: Instant): Promise<boolean> {
    const renewed = await this.connection.run(sql`
      update passes set leased_until = ${instantOrNull(until)}
      where group_id = ${group}::uuid and rule_version = ${ruleVersion}::bigint and worker = ${worker} and ${isPending}`);
    return renewed === 1;
  }
}

function instantOrNull(instant: Instant | null): RawBuilder<unknown> {
  return sql`${instant === null ? null : timestampText(instant)}::timestamptz(3)`;
}

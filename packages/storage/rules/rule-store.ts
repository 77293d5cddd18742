import {
  type Pass,
  type RuleReader,
  type RuleWriter,
  type StoredRule,
  type UnsettledPass,
  type UnsettledPlace,
  type UnsettledState,
  unsettledStates,
} from '@muster/directory';
import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { prepared } from '../connection/prepared-statement.ts';
import { toJson } from '../connection/storable-text.ts';
import { timestampText } from '../objects/timestamp-text.ts';
import { isUnsettled, unsettledRank } from '../schema/rule-processing.ts';

const passColumns = sql`
  group_id as "groupId", group_number as "groupNumber", rule_version as "ruleVersion", status,
  done_count as done, total_count as total, joined_count as joined, left_count as "left",
  error_message as "errorMessage", started_at as "startedAt", finished_at as "finishedAt", held, approval`;

const hourMs = 3_600_000;

/** A pass that somebody has to work on. */
const isPending = sql`status in ('NotStarted', 'Running') and held is null`;

const rank = sql.raw(unsettledRank);
const unsettled = sql.raw(isUnsettled);

/** A dynamic group: its type says so and it has a rule. */
const dynamic = "coalesce(group_types ? 'DynamicMembership', false) and membership_rule is not null";
const isDynamic = sql.raw(dynamic);

/** Two counts, each answered by an index of its own that holds what is counted and nothing else. */
export const ruleCountsQuery = `
  select (select count(*) from groups where ${dynamic}) as dynamic,
    (select count(*) from groups where ${dynamic}
      and membership_rule ~* '\\.\\s*(transitive)?memberof\\M') as "memberOf"`;

const askRuleCounts = prepared<[], { dynamic: number; memberOf: number }>(ruleCountsQuery);

/** Asks for the rule version; `transaction` begins with it. */
export const ruleVersionQuery = 'select version from rule_registry';

const askRuleVersion = prepared<[], RuleVersion>(ruleVersionQuery);

export interface RuleVersion {
  readonly version: number;
}

/** Rules as the groups have them, and the passes that bring groups in line. */
export class PostgresRuleStore implements RuleReader, RuleWriter {
  /** Known from the transaction's beginning, or from its own registrations: nobody else registers rules meanwhile. */
  #version: Promise<RuleVersion[]> | undefined;

  constructor(
    private readonly connection: Connection,
    begun?: Promise<RuleVersion[]>,
  ) {
    this.#version = begun;
  }

  async ruleVersion(): Promise<number> {
    const [row] = await (this.#version ?? this.connection.rows(askRuleVersion()));
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

  openPasses(limit: number): Promise<Pass[]> {
    return this.connection.rows(sql`
      select ${passColumns} from passes where status in ('NotStarted', 'Running') order by rule_version limit ${limit}`);
  }

  async countUnsettled(): Promise<Readonly<Record<UnsettledState, number>>> {
    const rows = await this.connection.rows<{ rank: number; count: number }>(
      sql`select ${rank} as rank, count(*) as count from passes where ${unsettled} group by 1`,
    );
    const counts = new Map(rows.map((row) => [unsettledStates[row.rank]!, row.count]));
    const countOf = (state: UnsettledState) => counts.get(state) ?? 0;
    return {
      held: countOf('held'),
      failed: countOf('failed'),
      running: countOf('running'),
      waiting: countOf('waiting'),
    };
  }

  async unsettledPasses(
    state: UnsettledState | null,
    after: UnsettledPlace | null,
    limit: number,
  ): Promise<readonly UnsettledPass[]> {
    const isOfState = state === null ? sql`true` : sql`${rank} = ${unsettledStates.indexOf(state)}::integer`;
    const [afterRank, version] = after === null ? [-1, 0] : [unsettledStates.indexOf(after.state), after.ruleVersion];
    const rows = await this.connection.rows<Pass & { rank: number }>(sql`
      select ${passColumns}, ${rank} as rank from passes
      where ${unsettled} and ${isOfState} and (${rank}, rule_version) > (${afterRank}::integer, ${version}::bigint)
      order by ${rank}, rule_version limit ${limit}::bigint`);
    return rows.map(({ rank: own, ...pass }) => ({ ...pass, state: unsettledStates[own]! }));
  }

  expiredHolds(now: Instant): Promise<Pass[]> {
    return this.connection.rows(sql`
      select ${passColumns} from passes
      where held is not null and (held ->> 'until')::bigint <= ${now}::bigint order by rule_version limit 100`);
  }

  /** Deleted groups count until they are purged. */
  async countRules(): Promise<{ dynamic: number; memberOf: number }> {
    const [row] = await this.connection.rows(askRuleCounts());
    return row!;
  }

  async registerRule(group: ObjectId): Promise<number> {
    const row = await this.connection.row<RuleVersion>(
      sql`update rule_registry set version = version + 1 returning version`,
    );
    this.#version &&= Promise.resolve([row!]);
    await this.connection.run(sql`update groups set rule_version = ${row!.version}::bigint where id = ${group}::uuid`);
    return row!.version;
  }

  async advanceVersion(): Promise<void> {
    await this.connection.run(sql`update rule_registry set version = version + 1`);
  }

  async queuePass(group: { id: ObjectId; number: ObjectNumber }, ruleVersion: number): Promise<void> {
    await this.connection.run(sql`
      insert into passes (group_id, group_number, rule_version, status, done_count, joined_count, left_count)
      values (${group.id}::uuid, ${group.number}::bigint, ${ruleVersion}::bigint, 'NotStarted', 0, 0, 0)
      on conflict (group_id) do update set
        rule_version = excluded.rule_version, status = 'NotStarted', done_count = 0,
        total_count = null, joined_count = 0, left_count = 0, error_message = null, started_at = null,
        finished_at = null, held = null, approval = null, worker = null, leased_until = null`);
  }

  async dropPass(group: ObjectId): Promise<void> {
    await this.connection.run(sql`delete from passes where group_id = ${group}::uuid`);
  }

  async savePasses(passes: readonly Pass[]): Promise<void> {
    if (passes.length === 0) return;
    const stored = passes.map((pass) => ({
      ...pass,
      startedAt: textOrNull(pass.startedAt),
      finishedAt: textOrNull(pass.finishedAt),
      isEnded: pass.status === 'Succeeded' || pass.status === 'Failed' || pass.held !== null,
    }));
    const saved = this.connection.run(sql`
      update passes set
        status = saved.status, done_count = saved.done, total_count = saved.total,
        joined_count = saved.joined, left_count = saved."left", error_message = saved."errorMessage",
        started_at = saved."startedAt", finished_at = saved."finishedAt", held = saved.held, approval = saved.approval,
        worker = case when saved."isEnded" then null else worker end,
        leased_until = case when saved."isEnded" then null else leased_until end
      from jsonb_to_recordset(${toJson(stored)}::jsonb) as saved(
        "groupId" uuid, "ruleVersion" bigint, status text, done bigint, total bigint, joined bigint,
        "left" bigint, "errorMessage" text, "startedAt" timestamptz(3), "finishedAt" timestamptz(3), held jsonb,
        approval jsonb, "isEnded" boolean)
      where group_id = saved."groupId" and rule_version = saved."ruleVersion"`);
    this.connection.later(saved);
  }

  leasePasses(worker: string, now: Instant, leaseMs: number, limit: number): Promise<Pass[]> {
    return this.connection.rows(sql`
      with leased as (
        update passes set worker = ${worker}, leased_until = ${instantOrNull((now + leaseMs) as Instant)}
        where group_id in (
          select group_id from passes
          where ${isPending} and (leased_until is null or leased_until <= ${instantOrNull(now)})
          order by rule_version limit ${limit} for update skip locked)
        returning *)
      select ${passColumns} from leased order by rule_version`);
  }

  async countLeaving(source: string, now: Instant, leaving: ReadonlyMap<ObjectNumber, number>) {
    const added = [...leaving].map(([group, count]) => ({ group, count }));
    const oldest = instantOrNull((now - hourMs) as Instant);
    const rows = await this.connection.rows<{ group: ObjectNumber; sum: number }>(sql`
      with forgotten as (
        delete from guard_leaks where minute < ${oldest}
      ), added as (
        insert into guard_leaks (source, group_number, minute, left_count)
        select ${source}, leak."group", date_trunc('minute', ${instantOrNull(now)}), leak.count
        from jsonb_to_recordset(${toJson(added)}::jsonb) as leak("group" bigint, count bigint)
        on conflict (source, group_number, minute)
          do update set left_count = guard_leaks.left_count + excluded.left_count
        returning group_number, minute, left_count)
      select added.group_number as "group", (added.left_count + coalesce((
        select sum(before.left_count) from guard_leaks as before
        where before.source = ${source} and before.group_number = added.group_number
          and before.minute >= ${oldest} and before.minute <> added.minute), 0))::bigint as sum
      from added`);
    return new Map(rows.map(({ group, sum }) => [group, sum]));
  }

  async renewLeases(passes: readonly Pass[], worker: string, until: Instant): Promise<ReadonlySet<ObjectId>> {
    const versions = passes.map(({ groupId, ruleVersion }) => ({ groupId, ruleVersion }));
    const rows = await this.connection.rows<{ groupId: ObjectId }>(sql`
      update passes set leased_until = ${instantOrNull(until)}
      from jsonb_to_recordset(${toJson(versions)}::jsonb) as own("groupId" uuid, "ruleVersion" bigint)
      where group_id = own."groupId" and rule_version = own."ruleVersion" and worker = ${worker} and ${isPending}
      returning group_id as "groupId"`);
    return new Set(rows.map(({ groupId }) => groupId));
  }
}

function instantOrNull(instant: Instant | null): RawBuilder<unknown> {
  return sql`${instant === null ? null : timestampText(instant)}::timestamptz(3)`;
}

function textOrNull(instant: Instant | null): string | null {
  return instant === null ? null : timestampText(instant);
}

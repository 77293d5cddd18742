import type {
  AuditedFact,
  AuditPlace,
  AuditQuery,
  AuditReader,
  ComparedText,
  FactKind,
  Period,
  SignInEvent,
  SignInQuery,
} from '@muster/directory';
import type { Instant, ObjectId } from '@muster/kernel';
import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { storable } from '../connection/storable-text.ts';
import { type LogRow, loggedChanges } from '../log/logged-changes.ts';
import { timestampText } from '../objects/timestamp-text.ts';

type Condition = RawBuilder<unknown>;

const instant = (at: Instant): Condition => sql`${timestampText(at)}::timestamptz`;
const all = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
const any = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`;

function within(column: Condition, { from, until }: Period): Condition[] {
  return [
    ...(from === null ? [] : [sql`${column} >= ${instant(from)}`]),
    ...(until === null ? [] : [sql`${column} <= ${instant(until)}`]),
  ];
}

/** Ignores the case of Latin letters alone, whatever the database's language. */
function compared(value: Condition, { text, isBeginning }: ComparedText): Condition {
  const folded = sql`lower(${storable(text)}::text collate "C")`;
  // A beginning is a range, which an index finds.
  return isBeginning
    ? sql`lower(${value} collate "C") >= ${folded} and starts_with(lower(${value} collate "C"), ${folded})`
    : sql`lower(${value} collate "C") = ${folded}`;
}

/** What a second factor is called in the log. */
const secondFactors = sql`('softwareOath', 'fido2')`;

const signInColumns = sql`id, at, user_id as "userId", user_principal_name as "userPrincipalName",
  client_address as "clientAddress", method, outcome, details`;

/** The logs as administrators read them, on one connection. */
export class PostgresAuditReader implements AuditReader {
  constructor(private readonly connection: Connection) {}

  signIns(query: SignInQuery): Promise<readonly SignInEvent[]> {
    const isNewest = query.order === 'newest';
    const direction = isNewest ? sql`desc` : sql`asc`;
    return this.connection.rows<SignInEvent>(sql`
      select ${signInColumns} from sign_ins where ${all([...signInConditions(query), ...signInStart(query, isNewest)])}
      order by at ${direction}, id ${direction} limit ${query.limit}::bigint`);
  }

  signIn(id: ObjectId): Promise<SignInEvent | undefined> {
    return this.connection.row<SignInEvent>(sql`select ${signInColumns} from sign_ins where id = ${id}::uuid`);
  }

  /**
   * Every change has a row with the ordinal 0, which the index over the time holds: the changes are walked along it, and
   * their facts found by their place. Facts about one object are found by the object, and then put in order.
   */
  async facts(query: AuditQuery): Promise<readonly AuditedFact[]> {
    const isNewest = query.order === 'newest';
    const direction = isNewest ? sql`desc` : sql`asc`;
    const order = sql`head.at ${direction}, head.seq ${direction}, log.ordinal ${direction}`;
    const wanted = all([...headConditions(query), ...factConditions(query), ...factStart(query.after, isNewest)]);
    const rows = await this.connection.rows<FactRow>(
      query.objectId === undefined
        ? sql`select ${factColumns} from change_log as head join change_log as log on log.seq = head.seq
            where head.ordinal = 0 and ${wanted} order by ${order} limit ${query.limit}::bigint`
        : sql`with log as materialized (select * from change_log where object_id = ${storable(query.objectId)})
            select ${factColumns} from log join change_log as head on head.seq = log.seq
            where head.ordinal = 0 and ${wanted} order by ${order} limit ${query.limit}::bigint`,
    );
    return rows.map(factOf);
  }

  async factAt({ seq, ordinal }: Pick<AuditPlace, 'seq' | 'ordinal'>): Promise<AuditedFact | undefined> {
    const row = await this.connection.row<FactRow>(
      sql`select ${factColumns} from change_log as log where seq = ${seq}::bigint and ordinal = ${ordinal}::integer`,
    );
    return row && factOf(row);
  }
}

function signInConditions(query: SignInQuery): Condition[] {
  const { userId, userPrincipalName, appId, appDisplayName, clientAddress, correlationId, outcomes } = query;
  const conditions = within(sql`at`, query);
  if (userId !== undefined) conditions.push(sql`user_id = ${userId}::uuid`);
  if (userPrincipalName !== undefined) conditions.push(compared(sql`user_principal_name`, userPrincipalName));
  if (appId !== undefined) conditions.push(sql`details->>'appId' = ${storable(appId)}`);
  if (appDisplayName !== undefined) conditions.push(compared(sql`(details->>'appDisplayName')`, appDisplayName));
  if (clientAddress !== undefined) conditions.push(compared(sql`client_address`, clientAddress));
  if (correlationId !== undefined) conditions.push(sql`details->>'requestId' = ${storable(correlationId)}`);
  if (outcomes !== undefined) conditions.push(any(outcomes.map(outcomeCondition)));
  return conditions;
}

function outcomeCondition({ outcome, isSecondFactor }: NonNullable<SignInQuery['outcomes']>[number]): Condition {
  if (isSecondFactor === null) return sql`outcome = ${outcome}`;
  const isIn = isSecondFactor ? sql`in` : sql`not in`;
  return sql`(outcome = ${outcome} and method ${isIn} ${secondFactors})`;
}

function signInStart({ after }: SignInQuery, isNewest: boolean): Condition[] {
  if (after === null) return [];
  const side = isNewest ? sql`<` : sql`>`;
  return [sql`(at, id) ${side} (${instant(after.at)}, ${after.id}::uuid)`];
}

/** What belongs to the whole change stands in every row of it. */
function headConditions(query: AuditQuery): Condition[] {
  const { userId, userPrincipalName, appId, correlationId } = query;
  const conditions = within(sql`head.at`, query);
  if (userId !== undefined)
    conditions.push(sql`head.actor->>'kind' = 'user'`, sql`head.actor->>'id' = ${storable(userId)}`);
  if (userPrincipalName !== undefined) {
    conditions.push(
      sql`head.actor->>'kind' = 'user'`,
      compared(sql`(head.actor->>'userPrincipalName')`, userPrincipalName),
    );
  }
  if (appId !== undefined) conditions.push(sql`head.actor->>'appId' = ${storable(appId)}`);
  if (correlationId !== undefined) conditions.push(sql`head.request_id = ${storable(correlationId)}`);
  return conditions;
}

function factConditions({ kinds }: AuditQuery): Condition[] {
  return kinds === undefined ? [] : [any(kinds.map(kindCondition))];
}

function kindCondition({ objectType, action, link, without }: FactKind): Condition {
  if (objectType === null) return sql`log.object_type is null`;
  const kind = sql`log.object_type = ${objectType} and log.action = ${action}`;
  if (link === null)
    return without.length === 0 ? sql`(${kind})` : sql`(${kind} and not log.changes ?| ${without}::text[])`;
  const was = sql`log.changes->${link.property}::text->0`;
  const isNothing = link.isAdded ? sql`= 'null'::jsonb` : sql`<> 'null'::jsonb`;
  return sql`(${kind} and ${was} ${isNothing})`;
}

function factStart(after: AuditPlace | null, isNewest: boolean): Condition[] {
  if (after === null) return [];
  const side = isNewest ? sql`<` : sql`>`;
  return [
    sql`(head.at, head.seq) ${side}= (${instant(after.at)}, ${after.seq}::bigint)`,
    sql`(head.at, head.seq, log.ordinal) ${side} (${instant(after.at)}, ${after.seq}::bigint, ${after.ordinal}::integer)`,
  ];
}

interface FactRow extends LogRow {
  readonly ordinal: number;
}

const factColumns = sql`log.seq, log.ordinal, log.at, log.actor, log.operation, log.request_id, log.object_type,
  log.object_id, log.object_number, log.action, log.changes`;

function factOf(row: FactRow): AuditedFact {
  const [change] = loggedChanges([row]);
  return { seq: row.seq, ordinal: row.ordinal, cause: change!.cause, fact: change!.facts[0] ?? null };
}

import type {
  AlternateKey,
  DirectoryObject,
  NumberFilter,
  ObjectPage,
  ObjectQuery,
  ObjectReader,
  ObjectType,
  PopulationQuestion,
  Presence,
  Report,
  RuleValueSink,
  WantedProperties,
} from '@muster/directory';
import { objectTypes } from '@muster/directory';
import { foldCase, type Instant, type ObjectId } from '@muster/kernel';
import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import type { BoundStatement } from '../connection/prepared-statement.ts';
import { storable } from '../connection/storable-text.ts';
import { scanMatching } from '../populations/scan-matching.ts';
import { scanRuleValues } from '../populations/scan-rule-values.ts';
import { comparableText } from '../queries/compare.ts';
import { listObjects } from '../queries/list-objects.ts';
import { tableOf } from './column-of.ts';
import { type ObjectRow, objectOf } from './object-rows.ts';
import { rowReader } from './partial-rows.ts';
import { readById, readByIds } from './read-statements.ts';
import { timestampText } from './timestamp-text.ts';
import { uniqueKind } from './unique-values.ts';
import { objectOfWhole, type WholeRow } from './whole-rows.ts';

const presenceConditions: Readonly<Record<Presence, RawBuilder<unknown>>> = {
  live: sql`deleted_at is null`,
  deleted: sql`deleted_at is not null`,
  any: sql`true`,
};

const lookedUpColumns = { userPrincipalName: 'user_principal_name', employeeId: 'employee_id', mail: 'mail' } as const;

/** Reads objects on one connection. */
export class PostgresObjectReader implements ObjectReader {
  constructor(protected readonly connection: Connection) {}

  async find<T extends ObjectType>(type: T, id: ObjectId, presence: Presence = 'live') {
    if (presence === 'live') return (await this.readWhole(type, readById[type](id)))[0];
    const [found] = await this.select(type, sql`id = ${id}::uuid and ${presenceConditions[presence]}`);
    return found;
  }

  async findMany(ids: readonly ObjectId[], types: readonly ObjectType[], presence: Presence = 'live') {
    const found: DirectoryObject[][] = await Promise.all(
      types.map((type) => {
        if (presence === 'live') return this.readWhole(type, readByIds[type](ids));
        return this.select(type, sql`id = any(${ids}::uuid[]) and ${presenceConditions[presence]}`);
      }),
    );
    return found.flat();
  }

  async findByNumbers(numbers: readonly number[], types: readonly ObjectType[], wanted: WantedProperties = {}) {
    const found: DirectoryObject[][] = await Promise.all(
      types.map(async (type) => {
        const { byNumbers, objectOf } = rowReader(type, wanted[type]);
        return (await this.connection.rows(byNumbers(numbers))).map(objectOf);
      }),
    );
    return found.flat().sort((a, b) => a.number - b.number);
  }

  async findByKey<T extends ObjectType>(type: T, key: AlternateKey, value: string) {
    const folded = foldCase(storable(value));
    const [found] = await this.select(
      type,
      sql`id = (select object_id from unique_values where kind = ${uniqueKind(type, key)} and value = ${folded})
        and deleted_at is null`,
    );
    return found;
  }

  async findUsersByValues(property: keyof typeof lookedUpColumns, values: readonly string[]) {
    if (values.length === 0) return [];
    const wanted = sql.join(values.map((value) => sql`upper(${storable(value)}::text)`));
    const column = comparableText(sql.ref(lookedUpColumns[property]));
    return this.select('user', sql`${column} in (${wanted}) and deleted_at is null`);
  }

  list(query: ObjectQuery, within: NumberFilter | null): Promise<ObjectPage> {
    return listObjects(this.connection, query, within);
  }

  scan<T extends 'user' | 'device'>(type: T, after: number, limit: number) {
    return this.select(type, sql`number > ${after}::bigint and deleted_at is null order by number limit ${limit}`);
  }

  scanMatching(question: PopulationQuestion) {
    return scanMatching(this.connection, question);
  }

  async highestNumber(type: ObjectType): Promise<number> {
    const row = await this.connection.row<{ highest: number }>(
      sql`select coalesce(max(number), 0) as highest from ${sql.table(tableOf[type])}`,
    );
    return row!.highest;
  }

  scanRuleValues(type: 'user' | 'device', names: readonly string[], sink: RuleValueSink) {
    return scanRuleValues(this.connection, type, names, sink);
  }

  async countLive(type: ObjectType): Promise<number> {
    const row = await this.connection.row<{ count: number }>(
      sql`select count(*) as count from ${sql.table(tableOf[type])} where deleted_at is null`,
    );
    return row!.count;
  }

  reportsOf(managers: readonly ObjectId[]): Promise<Report[]> {
    return this.connection.rows(sql`
      select id, number, manager_id as "managerId" from users where manager_id = any(${managers}::uuid[]) and deleted_at is null order by number`);
  }

  managersOf(users: readonly ObjectId[]): Promise<{ id: ObjectId; managerId: ObjectId | null }[]> {
    return this.connection.rows(sql`
      select id, manager_id as "managerId" from users where id = any(${users}::uuid[]) and deleted_at is null`);
  }

  async deletedBefore(instant: Instant, limit: number) {
    const found: DirectoryObject[] = [];
    for (const type of objectTypes) {
      const isDue = sql`deleted_at < ${timestampText(instant)}::timestamptz`;
      found.push(...(await this.select(type, sql`${isDue} order by deleted_at, number limit ${limit}`)));
    }
    return found.sort((a, b) => a.deletedAt! - b.deletedAt! || a.number - b.number).slice(0, limit);
  }

  private async readWhole<T extends ObjectType>(type: T, statement: BoundStatement<WholeRow>) {
    return (await this.connection.rows(statement)).map((row) => objectOfWhole(type, row));
  }

  protected async select<T extends ObjectType>(type: T, rest: RawBuilder<unknown>): Promise<DirectoryObject<T>[]> {
    const table = sql.table(tableOf[type]);
    const rows = await this.connection.rows<ObjectRow>(sql`select * from ${table} where ${rest}`);
    return rows.map((row) => objectOf(type, row));
  }
}

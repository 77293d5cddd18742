import type { DirectoryObject, NewObject, ObjectReader, ObjectType, ObjectWriter, Presence } from '@muster/directory';
import type { ObjectId, ObjectNumber } from '@muster/kernel';
import { type RawBuilder, sql } from 'kysely';
import { toJson } from '../connection/storable-text.ts';
import { errors } from '../errors.ts';
import { columnsOf, tableOf } from './column-of.ts';
import { PostgresObjectReader } from './object-reader.ts';
import { changedColumns, newRowOf, type ObjectRow, objectOf, type StoredValues } from './object-rows.ts';
import { freeAllUniqueValues, moveUniqueValues, takeUniqueValues } from './unique-values.ts';

const purgeOrder: readonly ObjectType[] = ['group', 'application', 'servicePrincipal', 'user', 'device'];

interface Change {
  readonly before: DirectoryObject;
  readonly after: DirectoryObject;
}

/** Reads and writes objects in one transaction. */
export class PostgresObjectWriter extends PostgresObjectReader implements ObjectReader, ObjectWriter {
  async takeNumbers(count: number): Promise<ObjectNumber[]> {
    const rows = await this.connection.rows<{ number: ObjectNumber }>(
      sql`select nextval('object_number') as number from generate_series(1, ${count}::integer)`,
    );
    return rows.map(({ number }) => number).sort((a, b) => a - b);
  }

  async lock<T extends ObjectType>(type: T, id: ObjectId, presence: Presence = 'live') {
    const [found] = await this.select(type, sql`id = ${id}::uuid for update`);
    if (found === undefined || presence === 'any') return found;
    return (found.deletedAt === null) === (presence === 'live') ? found : undefined;
  }

  /** Live users only. Where users are spread over machines, an update that changes nothing takes the locks. */
  async lockUsers(ids: readonly ObjectId[]) {
    const wanted = sql`id = any(${ids}::uuid[])`;
    const rows = await this.connection.rows<ObjectRow>(
      this.connection.traits.isDistributed
        ? sql`update users set version = version where ${wanted} returning *`
        : sql`select * from users where ${wanted} order by id for update`,
    );
    return rows.map((row) => objectOf('user', row)).filter((user) => user.deletedAt === null);
  }

  async insert(objects: readonly NewObject[]): Promise<void> {
    const type = objects[0]?.type;
    if (type === undefined) return;
    if (objects.some((object) => object.type !== type)) throw new Error('objects of several types in one insert');
    const rows = objects.map(newRowOf);
    const names = [...new Set(rows.flatMap(Object.keys))].map((name) => sql.ref(name));
    const ruleVersion = type === 'group' ? sql`, rule_version` : sql``;
    await this.connection.run(sql`
      insert into ${sql.table(tableOf[type])} (version, ${sql.join(names)}${ruleVersion})
      select 1, ${sql.join(names)}${type === 'group' ? sql`, 0` : sql``}
      from jsonb_populate_recordset(null::${sql.table(tableOf[type])}, ${toJson(rows)}::jsonb)`);
    await takeUniqueValues(this.connection, objects);
  }

  async update(before: DirectoryObject, after: DirectoryObject): Promise<void> {
    await this.#store(before.type, [{ before, after }]);
  }

  async updateUsers(changes: readonly Change[]): Promise<void> {
    await this.#store('user', changes);
  }

  async setManagers(links: readonly { user: ObjectId; manager: ObjectId | null }[]): Promise<void> {
    if (links.length === 0) return;
    const managers = Object.fromEntries(links.map(({ user, manager }) => [user, manager]));
    await this.connection.run(sql`
      update users set version = version + 1, manager_id = (${toJson(managers)}::jsonb ->> id::text)::uuid
      where id = any(${Object.keys(managers)}::uuid[])`);
  }

  /** What is everywhere goes before what is spread: after a statement over several machines it could not be written. */
  async purge(objects: readonly DirectoryObject[]): Promise<void> {
    const idsOf = (type: ObjectType) => objects.filter((object) => object.type === type).map(({ id }) => id);
    const remove = async (table: string, column: string, ids: readonly ObjectId[]): Promise<void> => {
      if (ids.length === 0) return;
      await this.connection.run(sql`delete from ${sql.table(table)} where ${sql.ref(column)} = any(${ids}::uuid[])`);
    };
    await remove('application_secrets', 'application_id', idsOf('application'));
    await remove('app_role_grants', 'service_principal_id', idsOf('servicePrincipal'));
    for (const type of purgeOrder) await remove(tableOf[type], 'id', idsOf(type));
    await remove('passes', 'group_id', idsOf('group'));
    const [users, all] = [idsOf('user'), objects.map(({ id }) => id)];
    if (all.length === 0) return;
    await remove('password_hashes', 'user_id', users);
    if (users.length > 0) {
      await this.connection.run(sql`update users set manager_id = null where manager_id = any(${users}::uuid[])`);
    }
    await this.connection.run(
      sql`delete from relations where from_id = any(${all}::uuid[]) or to_id = any(${all}::uuid[])`,
    );
    await freeAllUniqueValues(this.connection, all);
  }

  /**
   * Stores what changed of several objects of one type, one statement, then moves unique values. Every column takes its
   * value from a parameter by the row's id, without a join, so that a distributed table can do it in place.
   */
  async #store(type: ObjectType, changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return;
    const patches: Record<string, StoredValues> = {};
    const versions: Record<string, number> = {};
    for (const { before, after } of changes) {
      patches[before.id] = changedColumns(before, after);
      versions[before.id] = before.version;
    }
    const patch = sql`(${toJson(patches)}::jsonb -> id::text)`;
    const names = new Set(Object.values(patches).flatMap(Object.keys));
    const assignments = [...names].map((name) => assignment(type, name, patch));
    const stored = await this.connection.run(sql`
      update ${sql.table(tableOf[type])} set ${sql.join([sql`version = version + 1`, ...assignments])}
      where id = any(${Object.keys(patches)}::uuid[]) and version = (${toJson(versions)}::jsonb ->> id::text)::bigint`);
    if (stored !== changes.length) throw errors.STORE_OBJECT_STALE({ expected: changes.length, stored });
    await moveUniqueValues(this.connection, changes);
  }
}

const fixedColumns: Readonly<Record<string, string>> = {
  deleted_at: 'timestamptz(3)',
  manager_id: 'uuid',
  extension_values: 'jsonb',
};

/** Sets a column for the rows whose patch names it. JSON null in a patch clears the column. */
function assignment(type: ObjectType, name: string, patch: RawBuilder<unknown>): RawBuilder<unknown> {
  const column = sql.ref(name);
  const sqlType = fixedColumns[name] ?? sqlTypeOf(type, name);
  const value = assigned(sql`${patch} ->${sql.raw(sqlType === 'jsonb' ? '' : '>')} ${sql.lit(name)}`, sqlType);
  return sql`${column} = case when ${patch} ? ${sql.lit(name)} then ${value} else ${column} end`;
}

/** Immutable functions only, so that every machine may work the value out for its own rows. */
function assigned(found: RawBuilder<unknown>, sqlType: string): RawBuilder<unknown> {
  if (sqlType === 'jsonb') return sql`nullif(${found}, 'null')`;
  if (sqlType === 'timestamptz(3)') return sql`to_timestamp((${found})::double precision / 1000)::timestamptz(3)`;
  return sql`(${found})::${sql.raw(sqlType)}`;
}

function sqlTypeOf(type: ObjectType, name: string): string {
  for (const column of columnsOf(type).values()) if (column.name === name) return column.sqlType;
  throw new Error(`objects of type ${type} have no column ${name}`);
}

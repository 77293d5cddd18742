import type { DirectoryObject, NewObject, ObjectReader, ObjectType, ObjectWriter, Presence } from '@muster/directory';
import type { ObjectId, ObjectNumber } from '@muster/kernel';
import { sql } from 'kysely';
import type { Statement } from '../connection/connection.ts';
import { toJson } from '../connection/storable-text.ts';
import { errors } from '../errors.ts';
import { tableOf } from './column-of.ts';
import { lockStatements, lockUsersInOrder, lockUsersInPlace } from './lock-statements.ts';
import { PostgresObjectReader } from './object-reader.ts';
import { newRowOf, objectOf } from './object-rows.ts';
import { freeAllUniqueValues, moveUniqueValues, takeUniqueValues } from './unique-values.ts';
import { type Change, updateMany, updateOne } from './update-statements.ts';
import { objectOfWhole } from './whole-rows.ts';

const purgeOrder: readonly ObjectType[] = [
  'group',
  'administrativeUnit',
  'application',
  'servicePrincipal',
  'user',
  'device',
];

/** Reads and writes objects in one transaction. */
export class PostgresObjectWriter extends PostgresObjectReader implements ObjectReader, ObjectWriter {
  /** Versions of the rows that this transaction has locked, as it has left them. */
  readonly #locked = new Map<ObjectId, number>();

  async takeNumbers(count: number): Promise<ObjectNumber[]> {
    const rows = await this.connection.rows<{ number: ObjectNumber }>(
      sql`select nextval('object_number') as number from generate_series(1, ${count}::integer)`,
    );
    return rows.map(({ number }) => number).sort((a, b) => a - b);
  }

  async lock<T extends ObjectType>(type: T, id: ObjectId, presence: Presence = 'live') {
    const [row] = await this.connection.rows(lockStatements[type](id));
    if (row === undefined) return undefined;
    const found = objectOfWhole(type, row);
    this.#noteLocked(found);
    if (presence === 'any') return found;
    return (found.deletedAt === null) === (presence === 'live') ? found : undefined;
  }

  /** Live users only. Where users are spread over machines, an update that changes nothing takes the locks. */
  async lockUsers(ids: readonly ObjectId[]) {
    const users = this.connection.traits.isDistributed
      ? (await this.connection.rows(lockUsersInPlace(ids))).map((row) => objectOf('user', row))
      : (await this.connection.rows(lockUsersInOrder(ids))).map((row) => objectOfWhole('user', row));
    for (const user of users) this.#noteLocked(user);
    return users.filter((user) => user.deletedAt === null);
  }

  async insert(objects: readonly NewObject[]): Promise<void> {
    const type = objects[0]?.type;
    if (type === undefined) return;
    if (objects.some((object) => object.type !== type)) throw new Error('objects of several types in one insert');
    const rows = objects.map(newRowOf);
    const names = [...new Set(rows.flatMap(Object.keys))].map((name) => sql.ref(name));
    const ruleVersion = type === 'group' ? sql`, rule_version` : sql``;
    const inserted = this.connection.run(sql`
      insert into ${sql.table(tableOf[type])} (version, ${sql.join(names)}${ruleVersion})
      select 1, ${sql.join(names)}${type === 'group' ? sql`, 0` : sql``}
      from jsonb_populate_recordset(null::${sql.table(tableOf[type])}, ${toJson(rows)}::jsonb)`);
    await Promise.all([inserted, takeUniqueValues(this.connection, objects)]);
  }

  async update(before: DirectoryObject, after: DirectoryObject): Promise<void> {
    await this.#store([{ before, after }], [updateOne(before, after)]);
  }

  async updateUsers(changes: readonly Change[]): Promise<void> {
    await this.#store(changes, updateMany('user', changes, this.connection.traits.isDistributed));
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
    await remove('permission_grants', 'client_id', idsOf('servicePrincipal'));
    await remove('permission_grants', 'resource_id', idsOf('servicePrincipal'));
    await remove('permission_grants', 'principal_id', idsOf('user'));
    const principals = (['user', 'group', 'servicePrincipal'] as const).flatMap(idsOf);
    await remove('app_role_assignments', 'principal_id', principals);
    await remove('app_role_assignments', 'resource_id', idsOf('servicePrincipal'));
    await remove('sign_in_records', 'user_id', idsOf('user'));
    for (const type of purgeOrder) await remove(tableOf[type], 'id', idsOf(type));
    await remove('passes', 'group_id', idsOf('group'));
    const [users, all] = [idsOf('user'), objects.map(({ id }) => id)];
    if (all.length === 0) return;
    await remove('password_hashes', 'user_id', users);
    await remove('linked_identities', 'user_id', users);
    await remove('second_factors', 'user_id', users);
    await remove('familiar_networks', 'user_id', users);
    await remove('invitations', 'user_id', users);
    if (users.length > 0) {
      await this.connection.run(sql`update users set manager_id = null where manager_id = any(${users}::uuid[])`);
    }
    await this.connection.run(
      sql`delete from relations where from_id = any(${all}::uuid[]) or to_id = any(${all}::uuid[])`,
    );
    await freeAllUniqueValues(this.connection, all);
  }

  /** Runs the updates, then moves unique values. */
  async #store(changes: readonly Change[], updates: readonly Statement<unknown>[]): Promise<void> {
    const stored = Promise.all(updates.map((update) => this.connection.run(update))).then((counts) => {
      const expected = changes.length;
      const found = counts.reduce((sum, count) => sum + count, 0);
      if (found !== expected) throw errors.STORE_OBJECT_STALE({ expected, stored: found });
    });
    // What this transaction has locked cannot be stale, so there is nothing to wait for.
    if (changes.every(({ before }) => this.#locked.get(before.id) === before.version)) this.connection.later(stored);
    else await stored;
    for (const { before } of changes) this.#locked.set(before.id, before.version + 1);
    await moveUniqueValues(this.connection, changes);
  }

  #noteLocked({ id, version }: DirectoryObject): void {
    this.#locked.set(id, version);
  }
}

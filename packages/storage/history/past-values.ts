import type { Fact, LifeEvent, PastExtension, PastValues, PropertyValue, Registration } from '@muster/directory';
import type { ObjectId, ObjectNumber } from '@muster/kernel';
import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';

/** Facts about the object itself. Those of a group that say who was added are passed over, in an index of their own. */
function factsOf(id: ObjectId, objectType: Fact['objectType']): RawBuilder<unknown> {
  const own = sql`fact.object_id = ${id}`;
  return objectType === 'group' ? sql`${own} and fact.object_type = 'group' and not (fact.changes ? 'members')` : own;
}

/** @see HistoryReader.lifeEvents */
export async function lifeEvents(
  connection: Connection,
  ids: readonly ObjectId[],
  place: number,
): Promise<ReadonlyMap<string, LifeEvent>> {
  const rows = await connection.rows<{
    object_id: string;
    seq: number;
    object_type: Fact['objectType'];
    object_number: ObjectNumber | null;
    action: LifeEvent['action'];
  }>(sql`
    select event.* from unnest(${ids}::text[]) as wanted(id) cross join lateral (
      select object_id, seq, object_type, object_number, action from change_log
      where object_id = wanted.id and seq <= ${place}::bigint and action <> 'update' order by seq desc limit 1) as event`);
  return new Map(
    rows.map((row) => [
      row.object_id,
      { seq: row.seq, objectType: row.object_type, objectNumber: row.object_number, action: row.action },
    ]),
  );
}

/** @see HistoryReader.valuesReplacedAfter */
export async function valuesReplacedAfter(
  connection: Connection,
  id: ObjectId,
  objectType: Fact['objectType'],
  place: number,
): Promise<PastValues> {
  const rows = await connection.rows<{ name: string; value: PropertyValue }>(sql`
    select distinct on (change.name) change.name, change.sides -> 0 as value
    from change_log as fact cross join lateral jsonb_each(fact.changes) as change(name, sides)
    where ${factsOf(id, objectType)} and fact.seq > ${place}::bigint
    order by change.name, fact.seq, fact.ordinal`);
  return new Map(rows.map(({ name, value }) => [name, value]));
}

/** @see HistoryReader.valuesSetUpTo */
export async function valuesSetUpTo(
  connection: Connection,
  id: ObjectId,
  objectType: Fact['objectType'],
  places: readonly number[],
  names: readonly string[] | null,
): Promise<ReadonlyMap<number, PastValues>> {
  const isWanted = names === null ? sql`true` : sql`change.name = any(${names}::text[])`;
  const rows = await connection.rows<{ place: number; name: string; value: PropertyValue }>(sql`
    select distinct on (wanted.place, change.name) wanted.place, change.name, change.sides -> 1 as value
    from unnest(${places}::bigint[]) as wanted(place)
    join change_log as fact on ${factsOf(id, objectType)} and fact.seq <= wanted.place
    cross join lateral jsonb_each(fact.changes) as change(name, sides)
    where ${isWanted}
    order by wanted.place, change.name, fact.seq desc, fact.ordinal desc`);
  const found = new Map<number, Map<string, PropertyValue>>(places.map((place) => [place, new Map()]));
  for (const { place, name, value } of rows) found.get(place)!.set(name, value);
  return found;
}

/** @see HistoryReader.registrationsUpTo */
export async function registrationsUpTo(
  connection: Connection,
  group: ObjectId,
  places: readonly number[],
): Promise<ReadonlyMap<number, Registration>> {
  const rows = await connection.rows<Registration & { place: number }>(sql`
    select wanted.place, registration.seq, approval.seq as approval
    from unnest(${places}::bigint[]) as wanted(place) cross join lateral (
      select fact.seq from change_log as fact
      where ${factsOf(group, 'group')} and fact.changes ? 'ruleVersion' and fact.seq <= wanted.place
      order by fact.seq desc limit 1) as registration
    left join lateral (
      select fact.seq from change_log as fact
      where ${factsOf(group, 'group')} and fact.operation = 'approve-membership-change'
        and fact.seq > registration.seq and fact.seq <= wanted.place
      order by fact.seq desc limit 1) as approval on true`);
  return new Map(rows.map(({ place, seq, approval }) => [place, { seq, approval }]));
}

/** @see HistoryReader.registrationsOf */
export async function registrationsOf(
  connection: Connection,
  groups: readonly ObjectId[],
  place: number,
): Promise<ReadonlyMap<ObjectId, number>> {
  if (groups.length === 0) return new Map();
  const rows = await connection.rows<{ id: ObjectId; seq: number }>(sql`
    select wanted.id, registration.seq
    from unnest(${groups}::text[]) as wanted(id) cross join lateral (
      select fact.seq from change_log as fact
      where fact.object_id = wanted.id and fact.object_type = 'group' and not (fact.changes ? 'members')
        and fact.changes ? 'ruleVersion' and fact.seq <= ${place}::bigint
      order by fact.seq desc limit 1) as registration`);
  return new Map(rows.map(({ id, seq }) => [id, seq]));
}

/** @see HistoryReader.extensionsAt */
export async function extensionsAt(connection: Connection, place: number): Promise<readonly PastExtension[]> {
  const rows = await connection.rows<{ id: string; action: Fact['action']; changes: Fact['changes'] }>(sql`
    select distinct on (object_id) object_id as id, action, changes from change_log
    where object_type = 'extensionProperty' and seq <= ${place}::bigint order by object_id, seq desc, ordinal desc`);
  return rows
    .filter(({ action }) => action === 'create')
    .map(({ id, changes }) => ({
      id,
      name: changes.name![1] as string,
      dataType: (changes.dataType?.[1] ?? null) as string | null,
    }));
}

import type { AlternateKey, DirectoryObject, NewObject, ObjectType, PropertyValue } from '@muster/directory';
import { foldCase } from '@muster/kernel';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { toJson } from '../connection/storable-text.ts';
import { uniqueValueTaken } from '../errors.ts';

/** A value that only one object may have. */
interface UniqueValue {
  readonly kind: string;
  readonly property: string;
  /** Folded: values that differ only in case are the same. */
  readonly value: string;
  readonly object_id: string;
}

type Keyed = Pick<DirectoryObject, 'type' | 'id' | 'properties'>;

/**
 * Properties whose values are unique among the objects of a type, deleted ones included. The nickname is that of a
 * Microsoft 365 group's mailbox; other groups may share one.
 *
 * @see Graph surface spec §5.3
 */
const uniqueProperties: Readonly<Record<ObjectType, readonly string[]>> = {
  user: ['userPrincipalName'],
  device: ['deviceId'],
  group: ['uniqueName', 'mailNickname'],
  application: ['appId', 'uniqueName', 'identifierUris'],
  servicePrincipal: ['appId', 'servicePrincipalNames'],
  administrativeUnit: [],
};

/** The name under which values of a property are kept; `group.mailNickname` holds those of Microsoft 365 groups. */
export function uniqueKind(type: ObjectType, property: AlternateKey | string): string {
  return `${type}.${property}`;
}

function uniqueValuesOf({ type, id, properties }: Keyed): UniqueValue[] {
  return uniqueProperties[type].flatMap((property) => {
    if (type === 'group' && property === 'mailNickname' && !isUnified(properties.groupTypes)) return [];
    const value = properties[property] ?? [];
    const texts = new Set((Array.isArray(value) ? value : [value]).map((text) => foldCase(String(text))));
    return [...texts].map((text) => ({ kind: uniqueKind(type, property), property, value: text, object_id: id }));
  });
}

/** Whether anything changed on which unique values depend; most changes touch nothing of it. */
function touchesUnique({ type, properties: was }: Keyed, { properties: is }: Keyed): boolean {
  if (type === 'group' && was.groupTypes !== is.groupTypes) return true;
  return uniqueProperties[type].some((property) => was[property] !== is[property]);
}

function isUnified(groupTypes: PropertyValue | undefined): boolean {
  return Array.isArray(groupTypes) && groupTypes.includes('Unified');
}

/**
 * Takes the unique values of new objects, one statement.
 *
 * @throws AppError UNIQUE_VALUE_TAKEN
 */
export function takeUniqueValues(connection: Connection, objects: readonly NewObject[]): Promise<void> {
  return take(connection, objects.flatMap(uniqueValuesOf));
}

/**
 * Moves unique values after changes: gives all old ones free first, so that objects can exchange theirs. At most two
 * statements; none when no unique value changed.
 *
 * @throws AppError UNIQUE_VALUE_TAKEN
 */
export async function moveUniqueValues(
  connection: Connection,
  changes: readonly { before: Keyed; after: Keyed }[],
): Promise<void> {
  const given: UniqueValue[] = [];
  const taken: UniqueValue[] = [];
  for (const { before, after } of changes) {
    if (!touchesUnique(before, after)) continue;
    const was = new Map(uniqueValuesOf(before).map((unique) => [keyOf(unique), unique]));
    for (const unique of uniqueValuesOf(after)) if (!was.delete(keyOf(unique))) taken.push(unique);
    given.push(...was.values());
  }
  await free(connection, given);
  await take(connection, taken);
}

async function free(connection: Connection, values: readonly UniqueValue[]): Promise<void> {
  if (values.length === 0) return;
  await connection.run(sql`
    delete from unique_values
    where value = any(${values.map(({ value }) => value)}::text[])
      and kind || ' ' || value || ' ' || object_id::text
        = any(${values.map((unique) => `${keyOf(unique)} ${unique.object_id}`)}::text[])`);
}

async function take(connection: Connection, values: readonly UniqueValue[]): Promise<void> {
  if (values.length === 0) return;
  // In one order everywhere, so that two transactions that want the same values wait for each other, not both.
  const sorted = [...values].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const rows = sorted.map(({ kind, value, object_id }) => ({ kind, value, object_id }));
  const stored = await connection.rows<{ kind: string; value: string }>(sql`
    insert into unique_values (kind, value, object_id)
    select kind, value, object_id from jsonb_to_recordset(${toJson(rows)}::jsonb)
      as new_value(kind text, value text, object_id uuid)
    on conflict do nothing
    returning kind, value`);
  if (stored.length === values.length) return;
  const free = new Set(stored.map(keyOf));
  // Each value was stored at most once: what is asked for a second time is taken, too.
  const refused = sorted.find((unique) => !free.delete(keyOf(unique)))!;
  throw uniqueValueTaken(refused.property);
}

function keyOf({ kind, value }: { kind: string; value: string }): string {
  return `${kind} ${value}`;
}

/** Gives free all unique values of the objects. */
export async function freeAllUniqueValues(connection: Connection, ids: readonly string[]): Promise<void> {
  await connection.run(sql`delete from unique_values where object_id = any(${ids}::uuid[])`);
}

import { type DirectoryObject, type ObjectType, objectTypes } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { prepared } from '../connection/prepared-statement.ts';
import { columnsOf, tableOf } from './column-of.ts';
import { compositeFields } from './composite-text.ts';
import { fixedColumns, type ObjectRow, objectOfTexts } from './object-rows.ts';

/** A whole row as one value: what has seventy columns takes the driver longer to describe than the database to find. */
export interface LockedRow {
  readonly fields: string;
}

/** By name: a statement that is kept must not change its result when a later version adds a column. */
function namesOf(type: ObjectType): string {
  return [...fixedColumns(type), ...[...columnsOf(type).values()].map(({ name }) => name)].join(', ');
}

function fieldsOf(type: ObjectType): string {
  return `row(${namesOf(type)})::text as fields`;
}

/** The object of a locked row. */
export function lockedObject<T extends ObjectType>(type: T, row: LockedRow): DirectoryObject<T> {
  return objectOfTexts(type, compositeFields(row.fields));
}

/** Reads and locks one object. */
export const lockStatements = Object.fromEntries(
  objectTypes.map((type) => [
    type,
    prepared(`select ${fieldsOf(type)} from ${tableOf[type]} where id = $1::uuid for update`),
  ]),
) as Readonly<Record<ObjectType, ReturnType<typeof prepared<[ObjectId], LockedRow>>>>;

/** Reads and locks users in the order of their ids. */
export const lockUsersInOrder = prepared<[readonly ObjectId[]], LockedRow>(
  `select ${fieldsOf('user')} from users where id = any($1::uuid[]) order by id for update`,
);

/** Where users are spread over machines, an update that changes nothing takes the locks; each gives what it has. */
export const lockUsersInPlace = prepared<[readonly ObjectId[]], ObjectRow>(
  `update users set version = version where id = any($1::uuid[]) returning ${namesOf('user')}`,
);

import { type ObjectType, objectTypes } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { prepared } from '../connection/prepared-statement.ts';
import { tableOf } from './column-of.ts';
import type { ObjectRow } from './object-rows.ts';
import { fieldsOf, namesOf, type WholeRow } from './whole-rows.ts';

/** Reads and locks one object. */
export const lockStatements = Object.fromEntries(
  objectTypes.map((type) => [
    type,
    prepared(`select ${fieldsOf(type)} from ${tableOf[type]} where id = $1::uuid for update`),
  ]),
) as Readonly<Record<ObjectType, ReturnType<typeof prepared<[ObjectId], WholeRow>>>>;

/** Reads and locks users in the order of their ids. */
export const lockUsersInOrder = prepared<[readonly ObjectId[]], WholeRow>(
  `select ${fieldsOf('user')} from users where id = any($1::uuid[]) order by id for update`,
);

/** Where users are spread over machines, an update that changes nothing takes the locks; each gives what it has. */
export const lockUsersInPlace = prepared<[readonly ObjectId[]], ObjectRow>(
  `update users set version = version where id = any($1::uuid[]) returning ${namesOf('user')}`,
);

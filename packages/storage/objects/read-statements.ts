import { type ObjectType, objectTypes } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { prepared } from '../connection/prepared-statement.ts';
import { tableOf } from './column-of.ts';
import { fieldsOf, type WholeRow } from './whole-rows.ts';

function forEachType<S>(statement: (type: ObjectType) => S): Readonly<Record<ObjectType, S>> {
  return Object.fromEntries(objectTypes.map((type) => [type, statement(type)])) as Record<ObjectType, S>;
}

const live = (type: ObjectType, condition: string) =>
  `select ${fieldsOf(type)} from ${tableOf[type]} where ${condition} and deleted_at is null`;

/** Reads one live object. */
export const readById = forEachType((type) => prepared<[ObjectId], WholeRow>(live(type, 'id = $1::uuid')));

/** Reads live objects by their ids. */
export const readByIds = forEachType((type) =>
  prepared<[readonly ObjectId[]], WholeRow>(live(type, 'id = any($1::uuid[])')),
);

import type { DirectoryObject, ObjectType } from '@muster/directory';
import type { BoundStatement } from '../connection/prepared-statement.ts';
import { repeated } from '../connection/prepared-statement.ts';
import { type Column, columnsOf, tableOf } from './column-of.ts';
import { fieldsOf, objectOfWhole, type WholeRow } from './whole-rows.ts';

/** A choice of columns of a type: how objects are read with them. */
export interface RowReader {
  byNumbers(numbers: readonly number[]): BoundStatement<WholeRow>;
  objectOf(row: WholeRow): DirectoryObject;
}

/**
 * The most choices that get a reader of their own: each is one more statement that every connection parses and keeps. Beyond,
 * rows are read as a whole.
 */
const maxChoices = 40;

const readers = new Map<string, RowReader>();

/**
 * What reads live objects with the properties of these names, as far as the type keeps them in columns of their own, and with
 * all directory extensions; with everything when no names are given. Of a row of seventy columns the database writes out,
 * and the process takes apart, only what is wanted.
 */
export function rowReader(type: ObjectType, wanted?: readonly string[]): RowReader {
  const all = [...columnsOf(type).values()];
  const columns = wanted === undefined ? all : all.filter(({ property }) => wanted.includes(property));
  const choice = columns.length === all.length ? type : `${type}: ${columns.map(({ name }) => name).join(' ')}`;
  const known = readers.get(choice);
  if (known !== undefined) return known;
  if (choice !== type && readers.size >= maxChoices) return rowReader(type);
  const made = makeReader(type, columns);
  readers.set(choice, made);
  return made;
}

function makeReader(type: ObjectType, columns: readonly Column[]): RowReader {
  const from = `from ${tableOf[type]} where number = any($1::bigint[]) and deleted_at is null`;
  const text = `select ${fieldsOf(type, columns)} ${from}`;
  return {
    byNumbers: (numbers) => repeated(text, [numbers]),
    objectOf: (row) => objectOfWhole(type, row, columns),
  };
}

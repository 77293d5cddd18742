import type { DirectoryObject, ObjectType } from '@muster/directory';
import { type Column, columnsOf } from './column-of.ts';
import { compositeFields } from './composite-text.ts';
import { fixedColumns, objectOfTexts } from './object-rows.ts';

/** A row as one value: what has seventy columns takes the driver longer to describe than the database to find. */
export interface WholeRow {
  readonly fields: string;
}

/** By name: a statement that is kept must not change its result when a later version adds a column. */
export function namesOf(type: ObjectType, columns: Iterable<Column> = columnsOf(type).values()): string {
  return [...fixedColumns(type), ...[...columns].map(({ name }) => name)].join(', ');
}

/** What a statement selects to read a row as a whole, or the columns of some properties. */
export function fieldsOf(type: ObjectType, columns?: Iterable<Column>): string {
  return `row(${namesOf(type, columns)})::text as fields`;
}

/** The object of a row read as a whole, or of the same columns as `fieldsOf` was given. */
export function objectOfWhole<T extends ObjectType>(
  type: T,
  row: WholeRow,
  columns: Iterable<Column> = columnsOf(type).values(),
): DirectoryObject<T> {
  return objectOfTexts(type, compositeFields(row.fields), columns);
}

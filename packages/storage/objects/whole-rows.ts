import type { DirectoryObject, ObjectType } from '@muster/directory';
import { columnsOf } from './column-of.ts';
import { compositeFields } from './composite-text.ts';
import { fixedColumns, objectOfTexts } from './object-rows.ts';

/** A whole row as one value: what has seventy columns takes the driver longer to describe than the database to find. */
export interface WholeRow {
  readonly fields: string;
}

/** By name: a statement that is kept must not change its result when a later version adds a column. */
export function namesOf(type: ObjectType): string {
  return [...fixedColumns(type), ...[...columnsOf(type).values()].map(({ name }) => name)].join(', ');
}

/** What a statement selects to read a row as a whole. */
export function fieldsOf(type: ObjectType): string {
  return `row(${namesOf(type)})::text as fields`;
}

/** The object of a row read as a whole. */
export function objectOfWhole<T extends ObjectType>(type: T, row: WholeRow): DirectoryObject<T> {
  return objectOfTexts(type, compositeFields(row.fields));
}

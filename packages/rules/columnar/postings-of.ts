import type { Column } from './column.ts';
import { GroupedPostings } from './grouped-postings.ts';
import type { Postings } from './postings.ts';
import { SinglePostings } from './single-postings.ts';

/** The postings of a column in the form that takes less room. Cost: the rows and their values. */
export function postingsOf(column: Column, rowCount: number): Postings {
  return SinglePostings.of(column, rowCount) ?? GroupedPostings.of(column, rowCount);
}

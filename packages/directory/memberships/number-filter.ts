import type { ReadonlyMemberSet } from '@muster/roster';
import type { NumberFilter } from '../ports/object-store.ts';

/** Above this many numbers a set goes to the database as a bit string. */
const longestNumberList = 2000;

/** The set as the database takes it. */
export function numberFilter(set: ReadonlyMemberSet): NumberFilter {
  return set.size <= longestNumberList
    ? { kind: 'numbers', numbers: [...set] }
    : { kind: 'bits', bits: set.toBitString(set.max) };
}

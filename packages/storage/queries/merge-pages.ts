import type { DirectoryObject, PageStart } from '@muster/directory';

/** One object of a page and what it is sorted by. */
export interface Listed {
  readonly object: DirectoryObject;
  readonly start: PageStart;
}

/** Lists of several types, each in order, as one list in that order. */
export function mergedPage(lists: readonly (readonly Listed[])[], direction: 'asc' | 'desc'): Listed[] {
  const sign = direction === 'asc' ? 1 : -1;
  return lists.flat().sort((a, b) => sign * compareStarts(a.start, b.start));
}

/** As the database compares them: null first, text by code point, then the number. */
function compareStarts(a: PageStart, b: PageStart): number {
  return compareKeys(a.sortKey, b.sortKey) || a.number - b.number;
}

function compareKeys(a: PageStart['sortKey'], b: PageStart['sortKey']): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}

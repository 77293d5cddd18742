import type { Column } from './list-column.ts';

type Sort = { readonly property: string; readonly isDescending: boolean };

/** What the address of a list says. */
export interface ListSearch {
  readonly search: string;
  readonly sort: Sort | undefined;
  /** Names of the columns that are shown; never none. */
  readonly columns: readonly string[];
  /** Filters that are on. */
  readonly toggles: ReadonlySet<string>;
}

/** Reads the query of the address; whatever is no column or no property to sort by is passed over. */
export function readListSearch(query: Readonly<Record<string, unknown>>, columns: readonly Column[]): ListSearch {
  const chosen = String(query.columns ?? '').split(',');
  const known = columns.filter(({ name }) => chosen.includes(name)).map(({ name }) => name);
  const first = columns.filter(({ isShownFirst }) => isShownFirst).map(({ name }) => name);
  return {
    search: query.search === undefined ? '' : String(query.search),
    sort: readSort(String(query.sort ?? ''), columns),
    columns: known.length === 0 ? first : known,
    toggles: new Set(Object.keys(query).filter((name) => query[name] === true)),
  };
}

function readSort(text: string, columns: readonly Column[]): Sort | undefined {
  const isDescending = text.startsWith('-');
  const property = isDescending ? text.slice(1) : text;
  return columns.some(({ sortedBy }) => sortedBy === property) ? { property, isDescending } : undefined;
}

/** The next order after a click on a heading: up, down, as it comes. */
export function sortText(present: Sort | undefined, property: string): string | undefined {
  if (present?.property !== property) return property;
  return present.isDescending ? undefined : `-${property}`;
}

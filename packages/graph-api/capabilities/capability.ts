/** A word of `$filter` whose support differs from property to property; `null` is the comparison with null. */
export type FilterWord =
  | 'eq'
  | 'ne'
  | 'not'
  | 'ge'
  | 'le'
  | 'in'
  | 'startsWith'
  | 'endsWith'
  | 'contains'
  | '$count'
  | 'null';

/** What may be done with a property: always (`default`), or only with advanced query parameters. */
export interface Capability {
  readonly filter: ReadonlySet<FilterWord>;
  readonly filterAdvanced: ReadonlySet<FilterWord>;
  readonly orderBy: 'default' | 'advanced' | undefined;
}

/** `property`, `property/field` (of a complex value or of the elements of a collection) or `property/*` → what may be done. */
export type CapabilityTable = Readonly<Record<string, Capability>>;

function words(text: string): ReadonlySet<FilterWord> {
  return new Set(text.split(' ').filter((word) => word !== '') as FilterWord[]);
}

/** One line of a table: words that always work, words that need advanced query parameters, sorting. */
export function filterable(filter: string, filterAdvanced = '', orderBy?: 'default' | 'advanced'): Capability {
  return { filter: words(filter), filterAdvanced: words(filterAdvanced), orderBy };
}

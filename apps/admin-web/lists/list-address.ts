/** What is asked of a collection; all of it is answered by the server. */
export interface ListQuestion {
  readonly collection: string;
  readonly select: readonly string[];
  /** As typed; empty for everything. */
  readonly search: string;
  /** Properties that the search looks into. */
  readonly searched: readonly string[];
  /** A condition in OData; empty for none. Never made of what somebody typed. */
  readonly filter: string;
  readonly sort: { readonly property: string; readonly isDescending: boolean } | undefined;
  readonly top: number;
}

/** The address of the first page, with the number of all that match. */
export function listAddress(question: ListQuestion): string {
  const { collection, select, search, searched, filter, sort, top } = question;
  // Quotes and backslashes would end the phrase.
  const words = search.replace(/["\\]/g, ' ').trim();
  const options: [string, string][] = [
    ['$select', ['id', ...select].join(',')],
    ['$top', String(top)],
    ['$count', 'true'],
  ];
  if (words !== '') options.push(['$search', searched.map((each) => `"${each}:${words}"`).join(' OR ')]);
  if (filter !== '') options.push(['$filter', filter]);
  if (sort !== undefined) options.push(['$orderby', `${sort.property}${sort.isDescending ? ' desc' : ''}`]);
  return `/${collection}?${options.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

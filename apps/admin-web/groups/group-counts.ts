/** The address of a collection that is asked for its number alone. */
export function countPath(collection: string, filter = ''): string {
  const condition = filter === '' ? '' : `&$filter=${encodeURIComponent(filter)}`;
  return `${collection}?$count=true&$top=1&$select=id${condition}`;
}

/** The number in the answer to such an address; undefined where the answer is a refusal. */
export function countOf(body: unknown): number | undefined {
  const count = (body as { '@odata.count'?: unknown } | undefined)?.['@odata.count'];
  return typeof count === 'number' ? count : undefined;
}

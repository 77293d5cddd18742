import { isExtensionName } from '@muster/directory';
import { parseFilter } from './filter-parser.ts';
import type { FilterNode } from './filter-tree.ts';
import { readQueryOptions } from './query-options.ts';

/**
 * Whether a query filters, sorts or searches by something that is called as extensions are, registered or not.
 *
 * @throws AppError those of `readQueryOptions` and `parseFilter`
 */
export function namesExtension(queryString: string): boolean {
  if (!/extension(?:_|%5f)/i.test(queryString)) return false;
  const options = readQueryOptions(queryString);
  const [filter, orderBy = '', search = ''] = [options.get('filter'), options.get('orderby'), options.get('search')];
  if (/(?:^|[\s,/])extension_/i.test(orderBy) || /"\s*extension_/i.test(search)) return true;
  return filter !== undefined && filter.trim() !== '' && isNamedIn(parseFilter(filter));
}

function isNamedIn(node: FilterNode): boolean {
  if ('terms' in node) return node.terms.some(isNamedIn);
  if ('term' in node) return isNamedIn(node.term);
  // Behind a cast stands the name second.
  return 'path' in node && node.path.some(({ text }) => isExtensionName(text));
}

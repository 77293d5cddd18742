import type { PermissionGrantQuery } from '@muster/directory';
import { toObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { parseFilter } from '../../odata/filter-parser.ts';
import type { FilterNode } from '../../odata/filter-tree.ts';

type GrantFilter = Omit<PermissionGrantQuery, 'limit' | 'after'>;

const idProperties = ['clientId', 'principalId', 'resourceId'] as const;

/**
 * Reads `$filter` of consents: `clientId`, `principalId`, `resourceId` and `consentType`, each compared by `eq`, joined by
 * `and`.
 *
 * @throws AppError FILTER_SYNTAX, FILTER_UNKNOWN_PROPERTY, FILTER_TYPE_MISMATCH, QUERY_UNSUPPORTED for anything else
 */
export function grantFilter(text: string | undefined): GrantFilter {
  if (text === undefined || text.trim() === '') return {};
  const node = parseFilter(text);
  const terms = node.kind === 'and' ? node.terms : [node];
  return Object.assign({}, ...terms.map(readTerm)) as GrantFilter;
}

function readTerm(term: FilterNode): GrantFilter {
  if (term.kind !== 'compare' || term.operator !== 'eq' || term.path.length !== 1) {
    throw graphErrors.QUERY_UNSUPPORTED({ reason: 'consents are compared by `eq`, joined by `and`' });
  }
  const written = term.path[0]!.text;
  const value = term.literal.kind === 'string' || term.literal.kind === 'guid' ? term.literal.value : undefined;
  const mismatch = (expected: string) =>
    graphErrors.FILTER_TYPE_MISMATCH({ property: written, expected, found: term.literal.kind });
  if (written.toLowerCase() === 'consenttype') {
    if (value === undefined) throw mismatch('a text');
    return { isForAll: value.toLowerCase() === 'allprincipals' };
  }
  const name = idProperties.find((each) => each.toLowerCase() === written.toLowerCase());
  if (name === undefined) {
    throw graphErrors.FILTER_UNKNOWN_PROPERTY({ property: written, type: 'oAuth2PermissionGrant' });
  }
  const id = value === undefined ? undefined : toObjectId(value);
  if (id === undefined) throw mismatch('a GUID');
  return { [name]: id };
}

import { type AppRoleAssignmentQuery, appRolePrincipals } from '@muster/directory';
import { toObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { parseFilter } from '../../odata/filter-parser.ts';
import type { FilterNode } from '../../odata/filter-tree.ts';

type AssignmentFilter = Pick<AppRoleAssignmentQuery, 'principalId' | 'principalType' | 'resourceId' | 'appRoleId'>;

const idProperties = ['principalId', 'resourceId', 'appRoleId'] as const;

/**
 * Reads `$filter` of app role assignments: `resourceId`, `principalId`, `appRoleId` and `principalType`, each compared by `eq`,
 * joined by `and`.
 *
 * @throws AppError FILTER_SYNTAX, FILTER_UNKNOWN_PROPERTY, FILTER_TYPE_MISMATCH, QUERY_UNSUPPORTED for anything else
 */
export function assignmentFilter(text: string | undefined): AssignmentFilter {
  if (text === undefined || text.trim() === '') return {};
  const node = parseFilter(text);
  const terms = node.kind === 'and' ? node.terms : [node];
  const filter: Record<string, string> = {};
  for (const [name, value] of terms.map(readTerm)) {
    if (Object.hasOwn(filter, name)) throw graphErrors.QUERY_UNSUPPORTED({ reason: `\`${name}\` is compared twice` });
    filter[name] = value;
  }
  return filter as AssignmentFilter;
}

function readTerm(term: FilterNode): readonly [string, string] {
  if (term.kind !== 'compare' || term.operator !== 'eq' || term.path.length !== 1) {
    throw graphErrors.QUERY_UNSUPPORTED({ reason: 'assignments are compared by `eq`, joined by `and`' });
  }
  const { literal } = term;
  const written = term.path[0]!.text;
  const value = literal.kind === 'string' || literal.kind === 'guid' ? literal.value : undefined;
  const mismatch = (expected: string) =>
    graphErrors.FILTER_TYPE_MISMATCH({ property: written, expected, found: literal.kind });
  if (written.toLowerCase() === 'principaltype') {
    const type = appRolePrincipals.find((each) => each.toLowerCase() === value?.toLowerCase());
    if (type === undefined) throw mismatch(`one of ${appRolePrincipals.join(', ')}`);
    return ['principalType', type];
  }
  const name = idProperties.find((each) => each.toLowerCase() === written.toLowerCase());
  if (name === undefined) throw graphErrors.FILTER_UNKNOWN_PROPERTY({ property: written, type: 'appRoleAssignment' });
  const id = value === undefined ? undefined : toObjectId(value);
  if (id === undefined) throw mismatch('a GUID');
  return [name, id];
}

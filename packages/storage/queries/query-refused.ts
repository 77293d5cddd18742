import type { QueryPath } from '@muster/directory';
import { errors } from '../errors.ts';

/** The error for a query that names something the store does not have or cannot compare. */
export function queryRefused(what: 'path' | 'property' | 'value' | 'order' | 'page start', path: QueryPath) {
  return errors.STORE_QUERY_REFUSED({ reason: `unusable ${what} at \`${path.join('/')}\`` });
}

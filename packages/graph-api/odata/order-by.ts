import type { Ordering } from '@muster/directory';
import { capabilityOf } from '../capabilities/capability-tables.ts';
import { graphErrors } from '../errors.ts';
import { type PropertyScope, resolveProperty, scopeTypeName } from './property-scope.ts';

/** A checked `$orderby`. */
export interface OrderBy {
  readonly ordering: Ordering;
  /** The type of the sort key. */
  readonly type: 'String' | 'Guid' | 'Boolean' | 'DateTimeOffset' | 'Int32';
  readonly isAdvanced: boolean;
}

const form = /^\s*([\w./]+)(?:\s+(asc|desc))?\s*$/i;

function unsupported(reason: string) {
  return graphErrors.QUERY_SORT_UNSUPPORTED({ reason });
}

/**
 * Reads `$orderby`: one property, ascending unless `desc` follows.
 *
 * @param strict false allows any property that has an order.
 * @throws AppError ORDER_BY_UNKNOWN_PROPERTY, QUERY_SORT_UNSUPPORTED
 * @see Graph surface spec §4.5
 */
export function readOrderBy(text: string | undefined, scope: PropertyScope, strict: boolean): OrderBy | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  if (text.includes(',')) throw unsupported('one property can be sorted by');
  const match = form.exec(text);
  if (match === null) throw unsupported('write a property and asc or desc');
  const property = resolveProperty(scope, match[1]!);
  if (property === undefined)
    throw graphErrors.ORDER_BY_UNKNOWN_PROPERTY({ property: match[1]!, type: scopeTypeName(scope) });
  const { type, isCollection, write } = property.definition;
  if (isCollection || type === 'Complex' || type === 'Binary' || write === 'writeOnly')
    throw unsupported(`\`${property.name}\` has no order`);
  const support = property.owners.map((owner) => capabilityOf(owner, [property.name], property.isExtension)?.orderBy);
  if (strict && support.every((one) => one === undefined))
    throw unsupported(`\`${property.name}\` cannot be sorted by`);
  const direction = match[2]?.toLowerCase() === 'desc' ? 'desc' : 'asc';
  return {
    ordering: { property: property.name, direction },
    type,
    isAdvanced: support.some((one) => one !== 'default'),
  };
}

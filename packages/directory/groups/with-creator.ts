import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { hasRoleFor, hasRoleIn } from '../authorization/authorize.ts';
import type { Operation } from '../authorization/permission-table.ts';
import { directoryErrors } from '../errors.ts';
import type { Properties } from '../objects/directory-object.ts';
import { groupTypesOf, isDynamic } from './group-kind.ts';

/** The operation that makes an ordinary group of this kind. */
export function creationOf(properties: Properties): Operation {
  return groupTypesOf(properties).includes('Unified') ? 'create Microsoft 365 groups' : 'create security groups';
}

interface Draft {
  readonly properties: Properties;
  readonly owners?: readonly ObjectId[];
  readonly members?: readonly ObjectId[];
  readonly unitId?: ObjectId | null;
}

/**
 * The owners and members of a new group, its creator included: a Microsoft 365 group is its creator's when nobody else is
 * named, and every group of somebody who creates it without a role.
 *
 * @throws AppError DUPLICATE_VALUES when such a person names themselves, who become owner anyway
 * @see Graph surface spec §6.5
 */
export function withCreator(
  { actor }: Caller,
  { properties, owners = [], members = [], unitId = null }: Draft,
): { readonly owners: readonly ObjectId[]; readonly members: readonly ObjectId[] } {
  if (actor.kind !== 'user') return { owners, members };
  const creation = creationOf(properties);
  const isAssignable = properties.isAssignableToRole === true;
  const operation = isAssignable ? 'create role-assignable groups' : creation;
  const isAdministrator = hasRoleFor(actor, operation) || (unitId !== null && hasRoleIn(actor, operation, unitId));
  if (!isAdministrator && owners.includes(actor.id)) throw directoryErrors.DUPLICATE_VALUES({});
  const isUnified = creation === 'create Microsoft 365 groups';
  if (isAdministrator && (!isUnified || owners.length > 0)) return { owners, members };
  const joins = isUnified && owners.length === 0 && !isDynamic(properties) && !members.includes(actor.id);
  return { owners: [actor.id, ...owners], members: joins ? [actor.id, ...members] : members };
}

import { newObjectId, type ObjectId, type ObjectNumber } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize, hasRoleIn } from '../authorization/authorize.ts';
import type { Operation } from '../authorization/permission-table.ts';
import { bareTarget, type Target } from '../authorization/target.ts';
import type { Change } from '../changes/change.ts';
import type { DirectoryObject, Properties } from '../objects/directory-object.ts';
import type { ObjectType } from '../objects/property-definition.ts';
import { requireObject } from '../objects/require-object.ts';

/** What is to be created, and the administrative unit that is to hold it from the first; null for none. */
export interface DraftInUnit {
  readonly type: ObjectType;
  readonly properties: Properties;
  readonly unitId: ObjectId | null;
}

/**
 * Lets the caller pass who may create such an object where it is to be. Inside a unit a role in the unit is enough; without one
 * it takes both the right to create and the right to decide what is in the unit.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export function authorizeCreating(caller: Caller, operation: Operation, draft: DraftInUnit): void {
  const { unitId } = draft;
  authorize(caller, operation, unitId === null ? undefined : targetIn(unitId, draft));
  if (unitId === null) return;
  const { actor } = caller;
  const isHolder = (actor.kind === 'user' || actor.kind === 'application') && hasRoleIn(actor, operation, unitId);
  if (!isHolder) authorize(caller, 'change administrative units');
}

/** The object as it will be. */
function targetIn(unitId: ObjectId, { type, properties }: DraftInUnit): Target {
  const number = 0 as ObjectNumber;
  const object: DirectoryObject = {
    type,
    id: newObjectId(),
    number,
    version: 1,
    deletedAt: null,
    managerId: null,
    properties,
  };
  return { ...bareTarget(object), administrativeUnits: new Set([unitId]) };
}

/**
 * Puts an object that the change has just created into its unit.
 *
 * @throws AppError RESOURCE_NOT_FOUND
 */
export async function placeInUnit(change: Change, object: DirectoryObject, unitId: ObjectId | null): Promise<void> {
  if (unitId === null) return;
  const unit = await requireObject(change.session, 'administrativeUnit', unitId);
  await change.catchUp();
  change.move(unit.number, object.number, true);
  change.fact(unit, 'update', { members: [null, object.id] });
}

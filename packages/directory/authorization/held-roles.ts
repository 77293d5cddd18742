import type { ObjectId } from '@muster/kernel';
import type { Actor } from '../actors/caller.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import type { HeldRole, HeldRoles } from './person-rights.ts';

/** Nobody's roles. */
export const noRoles: HeldRoles = { roles: [], unitsHolding: () => noUnits };
const noUnits: ReadonlySet<ObjectId> = new Set();

function heldBy(actor: Actor): HeldRoles {
  if (actor.kind === 'user') return actor.rights;
  return (actor.kind === 'application' ? actor.directoryRoles : undefined) ?? noRoles;
}

/** The roles of the directory that the actor holds; none for the operator and Muster itself, who need none. */
export function rolesOf(actor: Actor): readonly HeldRole[] {
  return heldBy(actor).roles;
}

/** Of the administrative units in which the actor holds a role, those that hold the object, as memory has it. */
export function unitsHolding(actor: Actor, { number }: DirectoryObject): ReadonlySet<ObjectId> {
  return heldBy(actor).unitsHolding(number);
}

import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { findResourceAction } from '../roles/resource-actions.ts';

const createForAll = findResourceAction('microsoft.directory/applications/create')!;

/** The owners of a new application: whoever registers it is one of them, unless it is an administrator of applications. */
export function withApplicationOwner({ actor }: Caller, owners: readonly ObjectId[]): readonly ObjectId[] {
  if (actor.kind !== 'user' || owners.includes(actor.id)) return owners;
  return actor.rights.roles.some((role) => role.actions.has(createForAll)) ? owners : [actor.id, ...owners];
}

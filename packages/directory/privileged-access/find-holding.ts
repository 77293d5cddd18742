import { AppError } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { isFound } from '../authorization/sight.ts';
import type { Change } from '../changes/change.ts';
import { directoryErrors } from '../errors.ts';
import { groupKind, isDynamic, isReadOnlyKind } from '../groups/group-kind.ts';
import type { DirectoryObject, Group } from '../objects/directory-object.ts';
import type { Held } from '../ports/privileged-access-store.ts';
import { checkScope, lockPrincipal } from '../roles/assign-role.ts';
import { requireRole } from '../roles/require-role.ts';
import { GroupHolding } from './group-holding.ts';
import type { Holding } from './holding.ts';
import { RoleHolding } from './role-holding.ts';

/**
 * Looks up what a request is about, in the words of such requests when it does not exist.
 *
 * @throws AppError SCHEDULE_ROLE_NOT_FOUND, ROLE_SCOPE_NOT_ALLOWED, SCHEDULE_GROUP_NOT_FOUND, GROUP_ACCESS_NOT_MANAGED
 */
export async function findHolding(change: Change, { type, id, scope }: Held): Promise<Holding> {
  if (type === 'group') return groupHolding(change, { type, id, scope });
  const missing = directoryErrors.SCHEDULE_ROLE_NOT_FOUND({ id: id.slice(0, 64) });
  const role = await insteadOfNotFound(requireRole(change.session, id), missing);
  return new RoleHolding(change, role, await checkScope(change, role, scope));
}

async function groupHolding(change: Change, { id, scope }: Held & { readonly type: 'group' }): Promise<GroupHolding> {
  const group = await change.session.objects.lock('group', id);
  if (group === undefined) throw directoryErrors.SCHEDULE_GROUP_NOT_FOUND({ id });
  refuseUnmanaged(group);
  return new GroupHolding(change, group, scope);
}

/** @throws AppError GROUP_ACCESS_NOT_MANAGED for groups whose members come from a rule or from elsewhere */
export function refuseUnmanaged({ properties }: Group): void {
  if (isDynamic(properties))
    throw directoryErrors.GROUP_ACCESS_NOT_MANAGED({ reason: 'its rule decides who is a member' });
  if (isReadOnlyKind(groupKind(properties)) || properties.onPremisesSyncEnabled === true) {
    throw directoryErrors.GROUP_ACCESS_NOT_MANAGED({ reason: 'its members come from elsewhere' });
  }
}

/**
 * To a person who does not see a group and has nothing to do with it, it does not exist.
 *
 * @throws AppError SCHEDULE_GROUP_NOT_FOUND
 */
export async function refuseUnseen(caller: Caller, holding: Holding, principal: DirectoryObject): Promise<void> {
  if (!(holding instanceof GroupHolding) || isFound(caller.actor, holding.group)) return;
  for (const kind of ['eligibility', 'assignment'] as const) {
    if ((await holding.schedules(kind, [principal.id])).length > 0) return;
  }
  if (!(await holding.isEligibleByGroup(principal)))
    throw directoryErrors.SCHEDULE_GROUP_NOT_FOUND({ id: holding.held.id });
}

/** The principal, locked. @throws AppError SCHEDULE_SUBJECT_NOT_FOUND, ROLE_PRINCIPAL_NOT_ALLOWED */
export async function findPrincipal(change: Change, id: DirectoryObject['id']): Promise<DirectoryObject> {
  const missing = directoryErrors.SCHEDULE_SUBJECT_NOT_FOUND({ id });
  return insteadOfNotFound(lockPrincipal(change, id), missing);
}

function insteadOfNotFound<T>(work: Promise<T>, instead: AppError): Promise<T> {
  return work.catch((problem: unknown) => {
    throw problem instanceof AppError && problem.code === 'RESOURCE_NOT_FOUND' ? instead : problem;
  });
}

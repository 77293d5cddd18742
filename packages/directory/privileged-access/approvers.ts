import type { ObjectId } from '@muster/kernel';
import type { Caller, PersonActor } from '../actors/caller.ts';
import { authorizeSome, isAllowed } from '../authorization/authorize.ts';
import type { Directory } from '../context.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { RoleRequest } from '../ports/privileged-access-store.ts';
import { type ApprovalRule, settingsOf } from './role-settings.ts';

/** Whether the person decides about requests for the role; never about their own. Memory has to be caught up. */
export async function isApprover(
  directory: Directory,
  session: ReadSession,
  actor: PersonActor,
  request: Pick<RoleRequest, 'principalId' | 'createdBy'>,
  { approvers }: ApprovalRule,
): Promise<boolean> {
  if (request.principalId === actor.id || request.createdBy.id === actor.id) return false;
  if (approvers.length === 0) return isAllowed(actor, 'assign roles for a time');
  if (approvers.some(({ kind, id }) => kind === 'user' && id === actor.id)) return true;
  const ids = approvers.filter(({ kind }) => kind === 'group').map(({ id }) => id);
  if (ids.length === 0) return false;
  const [[person], groups] = await Promise.all([
    session.objects.findMany([actor.id], ['user']),
    session.objects.findMany(ids, ['group']),
  ]);
  return person !== undefined && groups.some((group) => directory.memberships.has(group.number, person.number));
}

/** The most approvals that are looked through, newest first. */
const mostApprovals = 1000;

/**
 * The requests that the person who is signed in decides about, or one of them, newest first, with those that are decided. Cost:
 * a few statements, and one or two for each role with approvers of its own.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function listApprovals(
  directory: Directory,
  caller: Caller,
  id?: ObjectId,
): Promise<readonly RoleRequest[]> {
  const { actor } = caller;
  authorizeSome(caller, 'ask for roles for oneself');
  if (actor.kind !== 'user') return [];
  return directory.store.read(async (session) => {
    await session.catchUpMemberships();
    const filter = { needsApproval: true, limit: mostApprovals } as const;
    const all = await session.privilegedAccess.requests(id === undefined ? filter : { ...filter, id });
    const stored = new Map((await session.privilegedAccess.roleSettings()).map((each) => [each.roleId, each]));
    const byRole = new Map<ObjectId, boolean>();
    const own: RoleRequest[] = [];
    for (const request of all) {
      const { roleId, principalId, createdBy } = request;
      if (principalId === actor.id || createdBy.id === actor.id) continue;
      const rule = settingsOf(roleId, stored.get(roleId)).rules.Approval_EndUser_Assignment;
      const isOne = byRole.get(roleId) ?? (await isApprover(directory, session, actor, request, rule));
      byRole.set(roleId, isOne);
      if (isOne) own.push(request);
    }
    return own;
  });
}

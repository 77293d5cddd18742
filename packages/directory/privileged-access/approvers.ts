import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import type { Surroundings } from '../authorization/authorize-for.ts';
import type { Directory } from '../context.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { AccessRequest, Held } from '../ports/privileged-access-store.ts';
import { accessOperations } from './access-operations.ts';
import { type ApprovalRule, settingsKey, settingsOf } from './access-settings.ts';
import { governedBy, mayManage } from './managing.ts';
import { mostListed } from './reading.ts';

/** Whether the person decides about requests for what is held; never about their own. Memory has to be caught up. */
export async function isApprover(
  surroundings: Surroundings,
  caller: Caller,
  { held, principalId, createdBy }: Pick<AccessRequest, 'held' | 'principalId' | 'createdBy'>,
  { approvers }: ApprovalRule,
): Promise<boolean> {
  const { actor } = caller;
  if (actor.kind !== 'user' || principalId === actor.id || createdBy.id === actor.id) return false;
  if (approvers.length === 0) return mayManage(surroundings, caller, 'assignment', held);
  if (approvers.some(({ kind, id }) => kind === 'user' && id === actor.id)) return true;
  const ids = approvers.filter(({ kind }) => kind === 'group').map(({ id }) => id);
  if (ids.length === 0) return false;
  const { directory, session } = surroundings;
  const [[person], groups] = await Promise.all([
    session.objects.findMany([actor.id], ['user']),
    session.objects.findMany(ids, ['group']),
  ]);
  return person !== undefined && groups.some((group) => directory.memberships.has(group.number, person.number));
}

/** The most decided approvals that are looked through, newest first. */
const mostDecided = 1000;

/** Those that wait, and the newest of those that are decided; newest first. */
async function approvalsOf(session: ReadSession, type: Held['type']): Promise<readonly AccessRequest[]> {
  const { privilegedAccess } = session;
  const filter = { type, needsApproval: true } as const;
  const waiting = await privilegedAccess.requests({ ...filter, isWaiting: true, limit: mostListed });
  const decided = await privilegedAccess.requests({ ...filter, isWaiting: false, limit: mostDecided });
  return [...waiting, ...decided].sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
}

/**
 * The requests that the person who is signed in decides about, or one of them, newest first: all that wait, up to 5,000, and those
 * of the newest 1,000 decided ones. Cost:
 * a few statements, and up to four for each role, or each access to a group, about which somebody asks.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function listApprovals(
  directory: Directory,
  caller: Caller,
  type: Held['type'],
  id?: ObjectId,
): Promise<readonly AccessRequest[]> {
  const { actor } = caller;
  authorizeSome(caller, accessOperations[type].own);
  if (actor.kind !== 'user') return [];
  return directory.store.read(async (session) => {
    await session.catchUpMemberships();
    const one = { type, needsApproval: true, limit: 1 } as const;
    const all =
      id === undefined ? await approvalsOf(session, type) : await session.privilegedAccess.requests({ ...one, id });
    const heldIds = [...new Set(all.map(({ held }) => held.id))];
    const stored = await session.privilegedAccess.accessSettings(type, heldIds);
    const settings = new Map(stored.map((each) => [settingsKey(each.governed), each]));
    const decided = new Map<string, boolean>();
    const own: AccessRequest[] = [];
    for (const request of all) {
      if (request.principalId === actor.id || request.createdBy.id === actor.id) continue;
      const governed = governedBy(request.held);
      const key = settingsKey(governed);
      const rule = settingsOf(governed, settings.get(key)).rules.Approval_EndUser_Assignment;
      const isOne = decided.get(key) ?? (await isApprover({ directory, session }, caller, request, rule));
      decided.set(key, isOne);
      if (isOne) own.push(request);
    }
    return own;
  });
}

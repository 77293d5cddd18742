import type { ObjectId, ObjectNumber } from '@muster/kernel';
import type { Change } from '../changes/change.ts';
import type { ObjectTransition } from '../changes/object-transition.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject, User } from '../objects/directory-object.ts';
import type { RoleAssignment } from '../ports/role-store.ts';
import { roleIds } from './built-in-role-ids.ts';

const globalAdministrator = roleIds.globalAdministrator as ObjectId;

/**
 * Refuses a change after which nobody who can sign in would be Global Administrator any more, when somebody was before:
 * whether the role is taken away, the account disabled, deleted or made a guest's, or the membership in the group that holds
 * the role lost, and by whatever use case. Whoever holds the role for a time only does not count.
 *
 * Changes that can take the role from somebody run alone, so that two of them cannot each count on the other's person. A
 * change that disables, deletes or converts nobody, and takes no role, costs nothing.
 *
 * @throws AppError LAST_GLOBAL_ADMINISTRATOR
 */
export async function keepAnAdministrator(change: Change): Promise<void> {
  const leaving = change.transitions.filter(ceases).map(({ before }) => before as User);
  if (leaving.length === 0 && change.rolesTaken.length === 0) return;
  await change.catchUp();
  const held = await change.session.roles.assignments({ roleId: globalAdministrator, scope: '/', at: change.now });
  // Who is Global Administrator for a time only is none whom the directory could rest on.
  const assignments = held.filter(({ endsAt }) => endsAt === null);
  const groups = await groupsOf(change, assignments);
  const timed = await timedMembers(change, groups);
  const isLasting = (group: ObjectId, user: ObjectId) =>
    !timed.has(`${group} ${user}`) && !change.wasTimed(group, user);
  if (!(await wasAdministrator(change, leaving, assignments, groups, isLasting))) return;
  change.requireExclusive();
  const gone = new Set(leaving.map((user) => user.id));
  if (await isAnybodyLeft(change, assignments, groups, { gone, isLasting })) return;
  throw directoryErrors.LAST_GLOBAL_ADMINISTRATOR({});
}

/** Whether the membership of the user in the group is, or was before the change, one without an end. */
type IsLasting = (group: ObjectId, user: ObjectId) => boolean;

type Group = Pick<DirectoryObject, 'id' | 'number'>;

/** Whoever has yet to accept an invitation has nothing to sign in with, and perhaps never comes. */
function canSignIn(object: DirectoryObject | null): boolean {
  if (object?.type !== 'user' || object.deletedAt !== null) return false;
  const { accountEnabled, externalUserState } = object.properties;
  return accountEnabled !== false && externalUserState !== 'PendingAcceptance';
}

/** Whether an account that could sign in as somebody of this directory no longer can. */
function ceases({ before, after }: ObjectTransition): boolean {
  if (before?.type !== 'user' || !canSignIn(before)) return false;
  if (after === null || !canSignIn(after)) return true;
  return before.properties.userType !== 'Guest' && after.properties.userType === 'Guest';
}

/** The living groups that hold the role. */
async function groupsOf(change: Change, assignments: readonly RoleAssignment[]): Promise<readonly Group[]> {
  const ids = assignments.filter((each) => each.principalType === 'group').map((each) => each.principalId);
  return ids.length === 0 ? [] : change.session.objects.findMany(ids, ['group']);
}

/** Whether the change takes the role from somebody who could use it. */
async function wasAdministrator(
  change: Change,
  leaving: readonly User[],
  assignments: readonly RoleAssignment[],
  groups: readonly Group[],
  isLasting: IsLasting,
): Promise<boolean> {
  const { memberships } = change.directory;
  const holders = new Set(assignments.map((each) => each.principalId));
  const isHolder = (user: User) =>
    holders.has(user.id) ||
    groups.some((group) => memberships.has(group.number, user.number) && isLasting(group.id, user.id));
  if (leaving.some(isHolder)) return true;
  for (const { principal, ofGroup, roleId, scope } of change.rolesTaken) {
    const isRole = roleId === globalAdministrator && scope === '/';
    const wasOfGroup = ofGroup !== null && holders.has(ofGroup) && !change.wasTimed(ofGroup, principal);
    if ((isRole || wasOfGroup) && (await couldUse(change, principal))) return true;
  }
  return false;
}

/** Whether the principal is a user who can sign in, or a group that had one, as memory has it from before this change. */
async function couldUse(change: Change, principal: ObjectId): Promise<boolean> {
  const [object] = await change.session.objects.findMany([principal], ['user', 'group'], 'any');
  if (object === undefined) return false;
  if (object.type === 'user') return canSignIn(object);
  return hasUser(change, object.number, (user) => !change.wasTimed(object.id, user.id));
}

/** Group and user of those who are members for a time only: the directory cannot rest on them. */
async function timedMembers(change: Change, groups: readonly Group[]): Promise<ReadonlySet<string>> {
  if (groups.length === 0) return new Set();
  const wanted = { kind: 'assignment', access: 'member', groups: groups.map(({ id }) => id) } as const;
  const found = await change.session.privilegedAccess.groupSchedules(wanted);
  const ending = found.filter(({ isBegun, endsAt }) => isBegun && endsAt !== null);
  return new Set(ending.map(({ groupId, principalId }) => `${groupId} ${principalId}`));
}

async function isAnybodyLeft(
  change: Change,
  assignments: readonly RoleAssignment[],
  groups: readonly Group[],
  { gone, isLasting }: { readonly gone: ReadonlySet<ObjectId>; readonly isLasting: IsLasting },
): Promise<boolean> {
  const ids = assignments.map((each) => each.principalId).filter((id) => !gone.has(id));
  for (let i = 0; i < ids.length; i += 1000) {
    if ((await change.session.objects.findMany(ids.slice(i, i + 1000), ['user'])).some(canSignIn)) return true;
  }
  for (const { id, number } of groups) {
    const stays = (user: DirectoryObject) =>
      !gone.has(user.id) && isLasting(id, user.id) && change.isMember(number, user.number);
    if (await hasUser(change, number, stays)) return true;
  }
  return false;
}

/** Whether among the group's members, as memory has them, there is one who can sign in and satisfies the condition. */
async function hasUser(
  change: Change,
  group: ObjectNumber,
  condition: (user: DirectoryObject) => boolean,
): Promise<boolean> {
  const members = change.directory.memberships.membersOf(group);
  for (let last = 0; ; ) {
    const numbers = members.page(last, 1000);
    if (numbers.length === 0) return false;
    const users = await change.session.objects.findByNumbers(numbers, ['user']);
    if (users.some((user) => canSignIn(user) && condition(user))) return true;
    last = numbers.at(-1)!;
  }
}

import type { Instant, ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { isAllowed } from '../authorization/authorize.ts';
import { readOperation } from '../authorization/operations-by-type.ts';
import { authorizeMembers } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { memberTypes } from '../groups/add-members.ts';
import { requireObject } from '../objects/require-object.ts';
import { authorizeExplanation } from './explain-membership.ts';

/** The most members that are asked about at once. */
export const mostMembersSince = 999;

/** A direct member of a group, with the time of the change that brought it in. */
export interface MemberSince {
  readonly id: ObjectId;
  readonly since: Instant;
}

/**
 * Since when each of these objects is a direct member of the group: the `since` of their explanations, for a page of members at once.
 * Those that are no direct members, or that the caller may not read, are left out. Cost: some statements whatever their number, and
 * one more for every 200 ledger rows of the group that may hold them.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, TOO_MANY_IDS
 */
export async function membersSince(
  directory: Directory,
  caller: Caller,
  { groupId, memberIds }: { readonly groupId: ObjectId; readonly memberIds: readonly ObjectId[] },
): Promise<readonly MemberSince[]> {
  authorizeExplanation(caller);
  const [count, limit] = [memberIds.length, mostMembersSince];
  if (count > limit) throw directoryErrors.TOO_MANY_IDS({ property: 'ids', count, limit });
  return directory.store.snapshot(async (session) => {
    const group = await requireObject(session, 'group', groupId);
    authorizeMembers(caller, [group]);
    const types = memberTypes.filter((type) => isAllowed(caller.actor, readOperation[type]));
    const members = await session.objects.findMany([...new Set(memberIds)], types);
    const pairs = members.map(({ number }) => ({ group: group.number, member: number }));
    const moves = await session.history.lastMoves(pairs, await session.history.present());
    const joined = new Map(moves.flatMap((move) => (move.joined ? [[move.member, move.seq] as const] : [])));
    const times = await session.log.timesOf([...new Set(joined.values())]);
    return members.flatMap(({ id, number }) => {
      const since = times.get(joined.get(number) ?? -1);
      return since === undefined ? [] : [{ id, since }];
    });
  });
}

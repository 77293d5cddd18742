import type { ObjectNumber } from '@muster/kernel';
import { MemberSet } from '@muster/roster';
import type { Change } from '../changes/change.ts';
import { dropGroupSchedules } from './drop-group-schedules.ts';
import { noteEnd } from './take-access.ts';

/**
 * Forgets that people were members of groups for a time, when they are none any more because somebody removed them or they
 * or the group were deleted: at its end the schedule would take away what was given to them anew. Costs nothing for changes
 * that take nobody out of a group without a rule, a statement otherwise.
 */
export async function forgetMemberships(change: Change): Promise<void> {
  const left = leftByHand(change);
  if (left.size === 0) return;
  const wanted = { kind: 'assignment', access: 'member', groupNumbers: [...left.keys()] } as const;
  const all = await change.session.privilegedAccess.groupSchedules(wanted);
  const ended = all.filter((each) => each.isBegun && left.get(each.groupNumber)?.has(each.principalNumber));
  for (const each of ended) noteEnd(change, each);
  await dropGroupSchedules(change, ended);
}

/** Group without a rule → numbers of those who leave it. */
function leftByHand(change: Change): ReadonlyMap<ObjectNumber, MemberSet> {
  const found = new Map<ObjectNumber, MemberSet>();
  const isByHand = (group: ObjectNumber) => change.directory.rules.find(group) === undefined;
  for (const [member, { left }] of change.movements()) {
    for (const group of left) {
      if (isByHand(group)) found.set(group, (found.get(group) ?? MemberSet.of()).addAll(MemberSet.of([member])));
    }
  }
  for (const [group, { left }] of change.bulkMovements()) {
    if (left.size > 0 && isByHand(group)) found.set(group, left.clone().addAll(found.get(group) ?? MemberSet.of()));
  }
  return found;
}

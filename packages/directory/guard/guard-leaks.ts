import type { ObjectNumber } from '@muster/kernel';
import type { Change } from '../changes/change.ts';
import { directoryErrors } from '../errors.ts';
import { exceedsLeaving } from './guard-limits.ts';
import { guardsOf } from './guards-of.ts';

/**
 * Refuses the batch of an import or sync with which, within an hour, more people would have left a group by its rule than
 * the guard lets a pass put out unasked: what a pass may not do at once, many small writes may not do one by one.
 *
 * Three statements for a batch that makes anybody leave; none otherwise.
 *
 * @throws AppError IMPORT_EMPTIES_GROUP
 */
export async function guardLeaks(change: Change): Promise<void> {
  if (change.importSource === null) return;
  const leaving = leavingByRule(change);
  if (leaving.size === 0) return;
  const { session, directory, now } = change;
  const sums = await session.rules.countLeaving(change.importSource, now, leaving);
  const guards = await guardsOf(session, [...leaving.keys()]);
  for (const [group, { limits, name }] of guards) {
    const left = sums.get(group)!;
    const members = directory.memberships.memberCount(group) - leaving.get(group)! + left;
    if (exceedsLeaving(limits, members, left)) {
      throw directoryErrors.IMPORT_EMPTIES_GROUP({ group: name, left, members });
    }
  }
}

/** Groups that a rule governs → how many members this change takes out of them. */
function leavingByRule(change: Change): Map<ObjectNumber, number> {
  const leaving = new Map<ObjectNumber, number>();
  for (const { left } of change.movements().values()) {
    for (const group of left) {
      if (change.directory.rules.find(group) !== undefined) leaving.set(group, (leaving.get(group) ?? 0) + 1);
    }
  }
  // Rules over memberships and reporting lines take others out as well.
  for (const [group, { left }] of change.bulkMovements()) {
    if (left.size > 0 && change.directory.rules.find(group) !== undefined) {
      leaving.set(group, (leaving.get(group) ?? 0) + left.size);
    }
  }
  return leaving;
}

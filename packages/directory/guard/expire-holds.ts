import { systemCaller } from '../actors/caller.ts';
import type { Directory } from '../context.ts';
import { updateGroup } from '../groups/update-group.ts';

/**
 * Pauses the groups whose request for approval nobody answered in time: their members stay as they are until somebody
 * decides. Background work; any number of processes may do it.
 *
 * @returns how many groups were paused
 */
export async function expireHolds(directory: Directory): Promise<number> {
  const expired = await directory.store.read((session) => session.rules.expiredHolds(directory.clock()));
  for (const { groupId } of expired) {
    await updateGroup(directory, systemCaller, groupId, { properties: { membershipRuleProcessingState: 'Paused' } });
  }
  return expired.length;
}

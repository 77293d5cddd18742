import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import type { Directory } from '../context.ts';
import type { Pass } from '../ports/rule-store.ts';
import { type PassProgress, progressOf } from './pass-progress.ts';

/** A pass that is not finished, with the name of its group. */
export interface OpenPass {
  readonly pass: Pass;
  readonly progress: PassProgress;
  readonly groupName: string;
}

/**
 * Passes that run, wait for a worker or wait for approval, in the order in which their rules were registered, at most
 * 1,000. Three statements.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function listPasses(directory: Directory, caller: Caller): Promise<readonly OpenPass[]> {
  authorize(caller, 'read groups');
  return directory.store.read(async (session) => {
    const passes = await session.rules.openPasses(1000);
    const groups = await session.objects.findMany(
      passes.map((pass) => pass.groupId),
      ['group'],
    );
    const names = new Map<ObjectId, string>(groups.map((group) => [group.id, group.properties.displayName as string]));
    const now = directory.clock();
    return passes.map((pass) => ({ pass, progress: progressOf(pass, now), groupName: names.get(pass.groupId) ?? '' }));
  });
}

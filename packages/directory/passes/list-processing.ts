import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { asSeen } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import type { Group } from '../objects/directory-object.ts';
import type { UnsettledPass, UnsettledPlace, UnsettledState } from '../ports/rule-store.ts';

/** The most groups on a page. */
export const mostProcessedGroups = 200;

export interface ProcessingRequest {
  /** Null for all states, in the order of `unsettledStates`. */
  readonly state: UnsettledState | null;
  /** The last one of the page before; null for the first page. */
  readonly after: UnsettledPlace | null;
  /** More than `mostProcessedGroups` counts as that. */
  readonly limit: number;
}

/** A group that is not in line with its rule, or not yet. */
export interface ProcessedGroup {
  /** As the caller sees it. */
  readonly group: Group;
  readonly pass: UnsettledPass;
}

export interface Processing {
  /** How many groups there are in each state, whichever was asked for. */
  readonly counts: Readonly<Record<UnsettledState, number>>;
  readonly page: readonly ProcessedGroup[];
  /** Where the next page begins; null on the last one. */
  readonly next: UnsettledPlace | null;
}

/**
 * The groups that are not in line with their rules: those whose change waits for an approval, those whose rule cannot be
 * applied, those that a pass works on, and those that wait for one. Three statements, by index, whatever the number of groups.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function listProcessing(
  directory: Directory,
  caller: Caller,
  request: ProcessingRequest,
): Promise<Processing> {
  authorize(caller, 'read groups');
  const limit = Math.min(request.limit, mostProcessedGroups);
  return directory.store.snapshot(async (session) => {
    const counts = await session.rules.countUnsettled();
    const found = await session.rules.unsettledPasses(request.state, request.after, limit + 1);
    const passes = found.slice(0, limit);
    const ids = passes.map(({ groupId }) => groupId);
    const groups = ids.length === 0 ? [] : await session.objects.findMany(ids, ['group']);
    const byId = new Map(groups.map((group) => [group.id, asSeen(caller, group as Group)]));
    const page = passes.flatMap((pass) => {
      const group = byId.get(pass.groupId);
      return group === undefined ? [] : [{ group, pass }];
    });
    return { counts, page, next: found.length > limit ? passes.at(-1)! : null };
  });
}

import { formatInstant, type Instant, type ObjectId } from '@muster/kernel';
import { and, andNot, type ReadonlyMemberSet } from '@muster/roster';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { asSeen, authorizeMembers, isShown } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { memberTypes } from '../groups/add-members.ts';
import type { DirectoryObject, Group } from '../objects/directory-object.ts';
import { besideMembers } from './beside-members.ts';
import { pastMoment } from './past-moment.ts';
import { pastObject } from './past-object.ts';

/** The lists of which a page can be asked for. */
export const pastMemberLists = ['members', 'joinedSince', 'leftSince'] as const;
export type PastMemberList = (typeof pastMemberLists)[number];

/** The most objects on a page. */
export const mostPastMembers = 999;

export interface PastMembersQuestion {
  readonly groupId: ObjectId;
  readonly at: Instant;
  readonly list: PastMemberList;
  /** The page begins behind this object number; 0 for the first. */
  readonly after: number;
  /** More than `mostPastMembers` counts as that. */
  readonly limit: number;
}

export interface PastMembers {
  /** Direct members at that instant. */
  readonly members: number;
  /** Present members who were none then, and those who were and are none now. */
  readonly joinedSince: number;
  readonly leftSince: number;
  /** Of the list asked for, each as the caller sees it; those who do not exist any more are counted alone. */
  readonly page: readonly DirectoryObject[];
  /** Where the next page begins; null on the last one. */
  readonly next: number | null;
}

/**
 * Who was in a group directly at an instant, and who came and went since. The group may be deleted.
 *
 * Cost: the ledger's entries since then, of all groups, at most `limits.historyEntries`, and the objects of the page.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, INSTANT_IN_FUTURE, HISTORY_TOO_SHORT, HISTORY_TOO_BUSY
 */
export async function pastMembers(
  directory: Directory,
  caller: Caller,
  question: PastMembersQuestion,
): Promise<PastMembers> {
  authorize(caller, 'read groups');
  authorize(caller, 'explain memberships');
  const { at, list } = question;
  return directory.store.read(async (session) => {
    const { place } = await pastMoment(directory, session, at);
    const { object: group } = await pastObject(session, question.groupId, ['group'], await session.history.present());
    authorizeMembers(caller, [group as Group]);
    const { told, members: present } = await besideMembers(directory, session, group, (most) =>
      session.history.movedSince(group.number, place, most),
    );
    if (told.isCut) throw directoryErrors.HISTORY_TOO_BUSY({ at: formatInstant(at) });
    const then = andNot(present, told.wasOut).addAll(told.wasIn);
    const lists: Readonly<Record<PastMemberList, ReadonlyMemberSet>> = {
      members: then,
      joinedSince: and(present, told.wasOut),
      leftSince: andNot(told.wasIn, present),
    };
    const limit = Math.min(question.limit, mostPastMembers);
    const numbers = lists[list].page(question.after, limit);
    const found = numbers.length === 0 ? [] : await session.objects.findByNumbers(numbers, memberTypes);
    return {
      members: then.size,
      joinedSince: lists.joinedSince.size,
      leftSince: lists.leftSince.size,
      page: found.filter((each) => isShown(caller, each)).map((each) => asSeen(caller, each)),
      next: numbers.length > 0 && numbers.length === limit ? numbers.at(-1)! : null,
    };
  });
}

import type { ObjectId } from '@muster/kernel';
import { and, andNot, type ReadonlyMemberSet } from '@muster/roster';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { asSeen, authorizeMembers, isShown } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import { requireObject } from '../objects/require-object.ts';
import { membershipSet } from './membership-set.ts';

/** The lists a comparison can give a page of. */
export const comparisonLists = ['inBoth', 'onlyInFirst', 'onlyInSecond'] as const;
export type ComparisonList = (typeof comparisonLists)[number];

/** The most objects on a page of a comparison. */
export const mostComparedObjects = 999;

export interface ComparisonRequest {
  readonly first: ObjectId;
  readonly second: ObjectId;
  /** Whether members of groups within the groups count. */
  readonly isTransitive: boolean;
  readonly list: ComparisonList;
  /** The page begins behind this object number; 0 for the first. */
  readonly after: number;
  /** More than `mostComparedObjects` counts as that. */
  readonly limit: number;
}

export interface MemberComparison {
  readonly inBoth: number;
  readonly onlyInFirst: number;
  readonly onlyInSecond: number;
  /** Of the list asked for, each as the caller sees it. */
  readonly page: readonly DirectoryObject[];
  /** Where the next page begins; null on the last one. */
  readonly next: number | null;
}

const memberTypes = ['user', 'device', 'group', 'servicePrincipal'] as const;

/**
 * Who is a member of both groups, and who of one alone. Exact.
 *
 * Cost: some passes over the bits of the two groups' members, with `isTransitive` of those of the groups within them, and the
 * objects of the page.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function compareMembers(
  { store, memberships }: Directory,
  caller: Caller,
  request: ComparisonRequest,
): Promise<MemberComparison> {
  authorize(caller, 'read groups');
  return store.read(async (session) => {
    const first = await requireObject(session, 'group', request.first);
    const second = await requireObject(session, 'group', request.second);
    authorizeMembers(caller, [first, second]);
    await session.catchUpMemberships();
    const relation = request.isTransitive ? 'transitiveMembers' : 'members';
    const [left, right] = [first, second].map(({ number }) => membershipSet(memberships, relation, number));
    const lists: Readonly<Record<ComparisonList, ReadonlyMemberSet>> = {
      inBoth: and(left!, right!),
      onlyInFirst: andNot(left!, right!),
      onlyInSecond: andNot(right!, left!),
    };
    const limit = Math.min(request.limit, mostComparedObjects);
    const numbers = lists[request.list].page(request.after, limit);
    const found = numbers.length === 0 ? [] : await session.objects.findByNumbers(numbers, memberTypes);
    return {
      inBoth: lists.inBoth.size,
      onlyInFirst: lists.onlyInFirst.size,
      onlyInSecond: lists.onlyInSecond.size,
      page: found.filter((each) => isShown(caller, each)).map((each) => asSeen(caller, each)),
      next: numbers.length > 0 && numbers.length === limit ? numbers.at(-1)! : null,
    };
  });
}

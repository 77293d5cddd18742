import type { Caller } from '../actors/caller.ts';
import type { Directory } from '../context.ts';
import { askedPair, authorizeExplanation, type MembershipQuestion } from './explain-membership.ts';
import { explainMoves } from './explain-moves.ts';
import type { ExplainedMove } from './membership-explanation.ts';
import { pastMoment } from './past-moment.ts';

export interface HistoryQuestion extends MembershipQuestion {
  readonly order: 'oldest' | 'newest';
  /** 1 to 999. */
  readonly limit: number;
  /** The page begins behind the change with this place; null for the first page. */
  readonly after: number | null;
}

/** A page of somebody's comings and goings. */
export interface MembershipHistory {
  readonly moves: readonly ExplainedMove[];
  /** `after` of the next page; null on the last one. */
  readonly next: number | null;
}

/**
 * Every time a member came into a group directly or went out of it, with the reason. Both may be deleted.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function membershipHistory(
  directory: Directory,
  caller: Caller,
  question: HistoryQuestion,
): Promise<MembershipHistory> {
  authorizeExplanation(caller);
  const { order, limit, after } = question;
  return directory.store.snapshot(async (session) => {
    const { place, dateExtensions } = await pastMoment(directory, session, null);
    const { group, member } = await askedPair(session, caller, question, place);
    const pair = { group: group.object.number, member: member.object.number };
    const from = order === 'oldest' && after !== null ? after + 1 : 1;
    const to = order === 'newest' && after !== null ? after - 1 : place;
    const found = await session.history.moves(pair, { from, to, order, limit: limit + 1 });
    const shown = found.slice(0, limit);
    const ends = { group: group.object, member: member.object, dateExtensions };
    return {
      moves: await explainMoves(session, ends, shown),
      next: found.length > limit ? shown.at(-1)!.seq : null,
    };
  });
}

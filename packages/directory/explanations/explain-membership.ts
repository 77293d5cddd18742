import type { Instant, ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize, authorizeAny } from '../authorization/authorize.ts';
import { readOperation } from '../authorization/operations-by-type.ts';
import { authorizeMembers } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import { memberTypes } from '../groups/add-members.ts';
import { isDynamic } from '../groups/group-kind.ts';
import type { Device, DirectoryObject, Group, User } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { Move } from '../ports/history.ts';
import { explainMoves, ruleChangesAt } from './explain-moves.ts';
import type {
  ExplainedMove,
  ExplainedRule,
  MembershipExplanation,
  PathStep,
  PresentSchedule,
  RuleStanding,
} from './membership-explanation.ts';
import { type NestedPath, nestedPath } from './nested-path.ts';
import { type PastMoment, pastMoment } from './past-moment.ts';
import { nameOf, namesOf, type PastObject, pastObject } from './past-object.ts';
import { pastRule, verdictAt } from './past-rule.ts';

/** Whose membership is asked about. */
export interface MembershipQuestion {
  readonly groupId: ObjectId;
  readonly memberId: ObjectId;
}

/**
 * Why somebody is a member of a group, or is not: now, or at any instant since the directory was made. Both may be
 * deleted, also for good, as long as they were there once.
 *
 * Works on log and ledger alone, in one snapshot of the database; a number of statements that does not grow with the
 * directory, and one more for every 200 ledger rows of the group that may hold the member.
 *
 * @param question `at` is null for the present
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, HISTORY_TOO_SHORT, INSTANT_IN_FUTURE
 */
export async function explainMembership(
  directory: Directory,
  caller: Caller,
  question: MembershipQuestion & { readonly at: Instant | null },
): Promise<MembershipExplanation> {
  authorizeExplanation(caller);
  return directory.store.snapshot(async (session) => {
    const moment = await pastMoment(directory, session, question.at);
    const { group, member } = await askedPair(session, caller, question, moment.place);
    const pair = { group: group.object.number, member: member.object.number };
    const [direct] = await session.history.lastMoves([pair], moment.place);
    const isDirect = direct?.joined === true;
    const isPossible = !isDirect && group.state === 'live' && member.state === 'live';
    const path = isPossible ? await nestedPath(session, pair.group, member.object, moment.place) : [];
    const rule =
      group.state === 'live' ? await explainedRule(directory, session, group, member, moment, isDirect) : null;
    return {
      group: { ...nameOf(group.object), state: group.state },
      member: { ...nameOf(member.object), state: member.state },
      at: moment.at,
      isMember: isDirect || path.length > 0,
      means: isDirect ? (rule === null ? 'assigned' : 'rule') : path.length > 0 ? 'nested' : null,
      path: await pathSteps(session, group, member, path),
      rule,
      schedule: isDirect && moment.isPresent ? await presentSchedule(session, group, member) : null,
      ...(await movesAround(session, group, member, moment, path, direct)),
    };
  });
}

/** The schedule by which somebody is a member; null when it is by hand or by a rule. Two statements at most. */
async function presentSchedule(
  session: ReadSession,
  group: PastObject,
  member: PastObject,
): Promise<PresentSchedule | null> {
  if (isDynamic(group.object.properties)) return null;
  const wanted = {
    kind: 'assignment',
    access: 'member',
    groups: [group.object.id],
    principals: [member.object.id],
  } as const;
  const [found] = await session.privilegedAccess.groupSchedules(wanted);
  if (found?.isBegun !== true) return null;
  const { activatedUsing, startsAt: since, endsAt: until, requestId } = found;
  const [request] = requestId === null ? [] : await session.privilegedAccess.requests({ id: requestId, limit: 1 });
  return {
    isActivated: activatedUsing !== null,
    since,
    until,
    justification: request?.justification ?? null,
    approvedBy: request?.review?.by.name ?? null,
  };
}

/** @throws AppError INSUFFICIENT_PRIVILEGES */
export function authorizeExplanation(caller: Caller): void {
  authorize(caller, 'read groups');
  authorize(caller, 'explain memberships');
  authorizeAny(
    caller,
    memberTypes.map((type) => readOperation[type]),
  );
}

/** @throws AppError RESOURCE_NOT_FOUND, INSUFFICIENT_PRIVILEGES when the caller may not read such members */
export async function askedPair(
  session: ReadSession,
  caller: Caller,
  { groupId, memberId }: MembershipQuestion,
  place: number,
): Promise<{ group: PastObject; member: PastObject }> {
  const group = await pastObject(session, groupId, ['group'], place);
  authorizeMembers(caller, [group.object as Group]);
  const member = await pastObject(session, memberId, memberTypes, place);
  authorize(caller, readOperation[member.object.type]);
  return { group, member };
}

async function explainedRule(
  directory: Directory,
  session: ReadSession,
  group: PastObject,
  member: PastObject,
  moment: PastMoment,
  isDirect: boolean,
): Promise<ExplainedRule | null> {
  const rule = await pastRule(directory, session, group.object, moment);
  if (rule === null) return null;
  const isAsked = rule.checked !== null && member.state === 'live' && isRuled(member.object);
  const verdict = isAsked ? await verdictAt(session, rule.checked!, member.object as User | Device, moment) : null;
  const setBy = (await ruleChangesAt(session, group.object.id, [moment.place])).get(moment.place) ?? null;
  return {
    text: rule.text,
    standing: await standingOf(session, group, rule, moment, isDirect === (verdict?.details.result ?? false)),
    setBy,
    details: verdict?.details ?? null,
    isManagerMissing: verdict?.isManagerMissing ?? false,
  };
}

const isRuled = (object: DirectoryObject) => object.type === 'user' || object.type === 'device';

async function standingOf(
  session: ReadSession,
  { object }: PastObject,
  rule: { readonly isPaused: boolean; readonly problem: string | null },
  moment: PastMoment,
  agrees: boolean,
): Promise<RuleStanding> {
  if (rule.problem !== null) return { kind: 'broken', problem: rule.problem };
  if (rule.isPaused) return { kind: 'paused' };
  if (agrees) return { kind: 'applied' };
  const pass = moment.isPresent ? await session.rules.pass(object.id) : undefined;
  const held = pass?.held ?? null;
  if (held !== null) return { kind: 'held', leaving: held.leaving, joining: held.joining, until: held.until };
  return { kind: 'pending', passStatus: pass?.status ?? null, passMessage: pass?.errorMessage ?? null };
}

async function pathSteps(
  session: ReadSession,
  group: PastObject,
  member: PastObject,
  path: NestedPath,
): Promise<readonly PathStep[]> {
  if (path.length === 0) return [];
  const name = await namesOf(
    session,
    path.map((step) => step.memberId),
    ['group'],
  );
  const times = await session.log.timesOf(path.map((step) => step.seq));
  const named = path.map((step, i) => (i === path.length - 1 ? nameOf(member.object) : name(step.memberId, 'group')));
  return path.map((step, i) => ({
    group: i === 0 ? nameOf(group.object) : named[i - 1]!,
    member: named[i]!,
    since: times.get(step.seq)!,
  }));
}

/** The move since which it is so, and the one that ended it. */
async function movesAround(
  session: ReadSession,
  group: PastObject,
  member: PastObject,
  moment: PastMoment,
  path: NestedPath,
  direct: Move | undefined,
): Promise<{ since: ExplainedMove | null; next: ExplainedMove | null }> {
  const { dateExtensions, place } = moment;
  const ends = { group: group.object, member: member.object, dateExtensions };
  const pair = { group: group.object.number, member: member.object.number };
  const range = { from: place + 1, to: Number.MAX_SAFE_INTEGER, order: 'oldest', limit: 1 } as const;
  const later = moment.isPresent ? [] : await session.history.moves(pair, range);
  const own = path.length === 0 && direct !== undefined ? [direct] : [];
  const explained = await explainMoves(session, ends, [...own, ...later]);
  const next = explained.find((move) => move.seq > place) ?? null;
  if (path.length === 0) return { since: explained.find((move) => move.seq <= place) ?? null, next };
  const youngest = path.reduce((a, b) => (b.seq > a.seq ? b : a));
  const at = path.indexOf(youngest);
  const outer = at === 0 ? group.object.id : path[at - 1]!.memberId;
  const step = {
    group: { id: outer, number: youngest.group, type: 'group' },
    member: {
      id: youngest.memberId,
      number: youngest.member,
      type: at === path.length - 1 ? member.object.type : 'group',
    },
    dateExtensions,
  } as const;
  const [since] = await explainMoves(session, step, [youngest]);
  return { since: since ?? null, next };
}

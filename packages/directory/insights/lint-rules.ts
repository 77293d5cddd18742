import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize, authorizeAny } from '../authorization/authorize.ts';
import { authorizeMembers, mayReadMembers } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import type { Group } from '../objects/directory-object.ts';
import { requireObject } from '../objects/require-object.ts';
import { GroupExaminer } from './group-examiner.ts';
import { type GroupInsight, hasFindings } from './group-insight.ts';
import { type CandidatesFor, candidatesDirectly, indexCandidates } from './overlap-candidates.ts';

/** The most groups on a page. */
export const mostExaminedGroups = 200;

/** Some groups, in order of their numbers. */
export interface InsightPage {
  /** Those with findings. */
  readonly insights: readonly GroupInsight[];
  /** How many groups were looked at. */
  readonly examined: number;
  /** Where the next page begins; null on the last one. */
  readonly next: ObjectNumber | null;
}

/**
 * What there is to say about one group and its rule, findings or not.
 *
 * Cost: `examineRule` and `examineInTable`, and one membership test for every group there is.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function lintGroup(directory: Directory, caller: Caller, groupId: ObjectId): Promise<GroupInsight> {
  const examiner = await begin(directory, caller, async () => candidatesDirectly(directory.memberships));
  const group = await directory.store.read((session) => requireObject(session, 'group', groupId));
  authorizeMembers(caller, [group]);
  const [insight] = await examiner.examine([group]);
  return insight!;
}

/**
 * What there is to say about some groups: groups with rules and groups without, the latter for their members' sake.
 *
 * Cost: as `lintGroup` for each, and two passes over all memberships for the first page; the pages after it, for ten minutes, use
 * what was learnt then, so that an overlap that came about since may be missing. Groups with hidden membership are left out for
 * those who may not know their members.
 *
 * @param request.after the page begins behind this group number; 0 for the first
 * @param request.limit more than `mostExaminedGroups` counts as that
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function lintPage(
  directory: Directory,
  caller: Caller,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<InsightPage> {
  const examiner = await begin(directory, caller, () => sharedCandidates(directory, after === 0));
  const page = await examinePage(directory, caller, examiner, after, Math.min(limit, mostExaminedGroups));
  if (page.next === null) shared.delete(directory);
  return page;
}

/**
 * What there is to say about all groups, page by page, in bounded memory. The overlaps are looked up in an index made once.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function* lintRules(directory: Directory, caller: Caller): AsyncGenerator<InsightPage> {
  const examiner = await begin(directory, caller, () => indexCandidates(directory.memberships));
  for (let after: number | null = 0; after !== null; ) {
    const page: InsightPage = await examinePage(directory, caller, examiner, after, mostExaminedGroups);
    yield page;
    after = page.next;
  }
}

async function begin(
  directory: Directory,
  caller: Caller,
  findCandidates: () => Promise<CandidatesFor>,
): Promise<GroupExaminer> {
  authorize(caller, 'read groups');
  authorizeAny(caller, ['read users', 'read devices']);
  const objects = await directory.columns.reach();
  const everybody = await directory.store.read(async (session) => {
    await session.catchUpMemberships();
    await directory.rules.refresh(session);
    return (await session.objects.countLive('user')) + (await session.objects.countLive('device'));
  });
  return new GroupExaminer(directory, caller, objects, everybody, await findCandidates());
}

async function examinePage(
  { store, rules }: Directory,
  caller: Caller,
  examiner: GroupExaminer,
  after: number,
  limit: number,
): Promise<InsightPage> {
  const query = { types: ['group'], scope: { kind: 'all' }, filter: null, orderBy: null, wantsCount: false } as const;
  const start = after === 0 ? null : { number: after as ObjectNumber, sortKey: null };
  const { objects, next } = await store.read(async (session) => {
    await session.catchUpMemberships();
    await rules.refresh(session);
    return session.objects.list({ ...query, limit, after: start }, null);
  });
  const seen = (objects as readonly Group[]).filter((group) => mayReadMembers(caller.actor, group));
  const insights = await examiner.examine(seen);
  return { insights: insights.filter(hasFindings), examined: objects.length, next: next?.number ?? null };
}

/** Pages of one walk share an index: made on the first page, let go of on the last one. */
const shared = new WeakMap<Directory, { readonly candidates: CandidatesFor; readonly madeAt: Instant }>();
const sharedForMs = 600_000;

async function sharedCandidates(directory: Directory, isFirst: boolean): Promise<CandidatesFor> {
  const known = shared.get(directory);
  const now = directory.clock();
  if (!isFirst && known !== undefined && now - known.madeAt < sharedForMs) return known.candidates;
  const candidates = await indexCandidates(directory.memberships);
  shared.set(directory, { candidates, madeAt: now });
  return candidates;
}

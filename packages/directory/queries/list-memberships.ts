import type { ObjectNumber } from '@muster/kernel';
import { andNot, MemberSet, type ReadonlyMemberSet } from '@muster/roster';
import type { Caller } from '../actors/caller.ts';
import { unitMemberTypes } from '../authorization/role-reach.ts';
import { authorizeRelation } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import { memberTypes } from '../groups/add-members.ts';
import { type MembershipRelation, membershipSet } from '../memberships/membership-set.ts';
import { numberFilter } from '../memberships/number-filter.ts';
import { seenMemberships } from '../memberships/seen-memberships.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import type { ObjectType } from '../objects/property-definition.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { ObjectPage } from '../ports/object-store.ts';
import type { ObjectQuery, PageStart, Scope } from './object-query.ts';
import { requireStart } from './require-start.ts';

/** Where a list of memberships starts. */
export interface MembershipScope extends Extract<Scope, { kind: 'relation' }> {
  readonly relation: MembershipRelation;
}

/** Objects in the relation, and the types of which such objects can be. */
interface Related {
  readonly numbers: ReadonlyMemberSet;
  readonly types: readonly ObjectType[];
}

/** What a page would hold if memory had nothing to catch up on. */
interface PageAhead {
  readonly set: ReadonlyMemberSet;
  readonly changeCount: number;
  readonly numbers: readonly number[];
  readonly objects: Promise<readonly DirectoryObject[]> | undefined;
}

/**
 * A page of the objects in a membership relation to an object. Where it starts, what memory lacks and, when the object
 * was asked about before, the page as memory has it at this moment go to the database in one message. What the
 * answer changes in the page is read again.
 *
 * INVARIANT: objects are used for just the numbers that memory gives after it has caught up; what was looked up ahead
 * never decides who is in the page.
 *
 * @throws AppError RESOURCE_NOT_FOUND, INSUFFICIENT_PRIVILEGES when the caller may not follow the relation from there
 */
export async function listMemberships(
  directory: Directory,
  session: ReadSession,
  caller: Caller,
  query: ObjectQuery,
  scope: MembershipScope,
): Promise<ObjectPage> {
  const found = requireStart(session, scope);
  const caughtUp = session.catchUpMemberships();
  const known = directory.knownNumbers.get(scope.of);
  const ahead = known === undefined ? undefined : lookAhead(directory, session, query, scope, known);
  await Promise.allSettled([found, caughtUp, ahead?.objects]);
  const start = await found;
  authorizeRelation(caller, scope.relation, start);
  await caughtUp;
  directory.knownNumbers.remember(start.id, start.number);
  const { memberships } = directory;
  const isLevel = known === start.number && memberships.changeCount === ahead?.changeCount;
  const whole = isLevel ? ahead!.set : membershipSet(memberships, scope.relation, start.number);
  const seen = await seenMemberships({ directory, session }, caller, scope.relation, start, query.types, whole);
  const set = await withoutUnitsOfGroups(directory, session, query, scope, start, seen);
  const held = start.type === 'administrativeUnit' ? unitMemberTypes : memberTypes;
  return listWithin(session, query, { numbers: set, types: held }, ahead);
}

/**
 * Whoever is in a group is not in the administrative units that hold the group. One statement, for objects that are in groups
 * within groups or units.
 */
async function withoutUnitsOfGroups(
  { memberships }: Directory,
  session: ReadSession,
  { types }: ObjectQuery,
  { relation }: MembershipScope,
  start: DirectoryObject,
  set: ReadonlyMemberSet,
): Promise<ReadonlyMemberSet> {
  if (relation !== 'transitiveMemberOf' || !types.includes('administrativeUnit')) return set;
  const beyond = [...set].filter((whole) => !memberships.has(whole, start.number));
  const units: number[] = [];
  for (let i = 0; i < beyond.length; i += 10_000) {
    const part = beyond.slice(i, i + 10_000);
    const found = await session.objects.findByNumbers(part, ['administrativeUnit'], {
      administrativeUnit: ['displayName'],
    });
    units.push(...found.map((unit) => unit.number));
  }
  return units.length === 0 ? set : andNot(set, MemberSet.of(units));
}

function lookAhead(
  { memberships }: Directory,
  session: ReadSession,
  query: ObjectQuery,
  { relation }: MembershipScope,
  number: ObjectNumber,
): PageAhead {
  const set = membershipSet(memberships, relation, number);
  const numbers = isPlain(query) ? pageAfter(set, query, query.after?.number ?? 0) : [];
  const objects = numbers.length > 0 ? findPlain(session, query, numbers) : undefined;
  return { set, changeCount: memberships.changeCount, numbers, objects };
}

/** Nothing but the numbers says who is in the page and in which order. */
function isPlain({ filter, orderBy }: ObjectQuery): boolean {
  return filter === null && orderBy === null;
}

/**
 * A plain list costs its page, however large the set is. INVARIANT: who is deleted is in no set, so that the set of all
 * types is its own count.
 */
async function listWithin(
  session: ReadSession,
  query: ObjectQuery,
  found: Related,
  ahead: PageAhead | undefined,
): Promise<ObjectPage> {
  if (!isPlain(query)) return session.objects.list(query, numberFilter(found.numbers));
  const [count, page] = [countOf(session, query, found), pageOfNumbers(session, query, found.numbers, ahead)];
  await Promise.allSettled([count, page]);
  return { ...(await page), count: await count };
}

async function countOf(session: ReadSession, query: ObjectQuery, { numbers, types }: Related): Promise<number | null> {
  if (!query.wantsCount) return null;
  if (types.every((type) => query.types.includes(type))) return numbers.size;
  return (await session.objects.list({ ...query, limit: 0, after: null }, numberFilter(numbers))).count;
}

/** Walks the set from the page's start and stops when the page is full: never the whole set. */
async function pageOfNumbers(
  session: ReadSession,
  query: ObjectQuery,
  set: ReadonlyMemberSet,
  ahead: PageAhead | undefined,
): Promise<Omit<ObjectPage, 'count'>> {
  const found: DirectoryObject[] = [];
  for (let position = query.after?.number ?? 0; found.length <= query.limit; ) {
    const numbers = pageAfter(set, query, position);
    if (numbers.length === 0) break;
    const isAhead = ahead?.objects !== undefined && isSame(numbers, ahead.numbers);
    found.push(...(await (isAhead ? ahead.objects! : findPlain(session, query, numbers))));
    position = numbers.at(-1)!;
  }
  const objects = found.slice(0, query.limit);
  const last = objects.at(-1);
  const next: PageStart | null =
    found.length > query.limit && last !== undefined ? { number: last.number, sortKey: null } : null;
  return { objects, next };
}

/** One number more than the page holds, to see whether another one follows. */
function pageAfter(set: ReadonlyMemberSet, { limit }: ObjectQuery, position: number): readonly number[] {
  return limit === 0 ? [] : set.page(position, limit + 1);
}

function findPlain(session: ReadSession, { types, wanted }: ObjectQuery, numbers: readonly number[]) {
  return session.objects.findByNumbers(numbers, types, wanted);
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((number, i) => number === b[i]);
}

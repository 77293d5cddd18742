import type { ObjectId, ObjectNumber } from '@muster/kernel';
import { type LedgerSource, MemberSet, type ReadonlyMemberSet } from '@muster/roster';
import { type Caller, operatorCaller } from '../actors/caller.ts';
import type { Directory } from '../context.ts';
import { memberTypes } from '../groups/add-members.ts';
import type { WriteSession } from '../ports/directory-store.ts';
import { differingColumns } from './check-columns.ts';
import { expectedMembers } from './expected-members.ts';
import { replayLedger } from './replay-ledger.ts';

/** One thing that is not as it should be. */
export interface Difference {
  readonly kind:
    | 'a rule selects it, the ledger does not have it'
    | 'the ledger has it, no rule selects it'
    | 'the ledger has it, memory does not'
    | 'memory has it, the ledger does not'
    | 'the member does not exist'
    | 'the group does not exist'
    | 'the columns do not hold the member as it is';
  /** 0 for a difference that is of no group. */
  readonly groupNumber: ObjectNumber;
  readonly groupId: ObjectId | null;
  readonly memberNumber: ObjectNumber;
}

export interface Verification {
  readonly groups: number;
  readonly rules: number;
  readonly objects: number;
  readonly memberships: number;
  /** Groups whose pass is not finished: their members are on their way and were not compared. */
  readonly pending: readonly ObjectId[];
  /** Groups whose rule does not compile: their members are frozen and were not compared. */
  readonly broken: readonly ObjectId[];
  readonly differences: readonly Difference[];
}

/**
 * Recomputes every membership the slow way and lists every difference: the ledger is replayed from its first row and
 * held against memory; every rule is compiled anew and asked about every object, without any index, and held against
 * the ledger; every member and every group must exist; columns that are
 * filled must hold every object as it is. Holds the exclusive key: writes wait while it runs.
 *
 * Cost: rules × objects, and the whole ledger.
 */
export async function verify(
  directory: Directory,
  ledger: LedgerSource,
  caller: Caller = operatorCaller,
): Promise<Verification> {
  void caller;
  return directory.store.write('exclusive', async (session) => {
    await session.catchUpMemberships();
    const truth = await replayLedger(ledger);
    const expected = await expectedMembers(session, directory.clock(), truth);
    const groupIds = await idsOfGroups(session, [...truth.keys(), ...expected.members.keys()]);
    const differences: Difference[] = [];
    const compare = (
      group: ObjectNumber,
      [inFirst, onlyFirst]: readonly [ReadonlyMemberSet, Difference['kind']],
      [inSecond, onlySecond]: readonly [ReadonlyMemberSet, Difference['kind']],
    ) => {
      const note = (kind: Difference['kind'], members: ReadonlyMemberSet) => {
        for (const memberNumber of members) {
          differences.push({ kind, groupNumber: group, groupId: groupIds.get(group) ?? null, memberNumber });
        }
      };
      note(onlyFirst, inFirst.clone().removeAll(inSecond));
      note(onlySecond, inSecond.clone().removeAll(inFirst));
    };
    for (const group of new Set([...truth.keys(), ...directory.memberships.groupNumbers()])) {
      const ofLedger = truth.get(group) ?? MemberSet.of();
      compare(
        group,
        [ofLedger, 'the ledger has it, memory does not'],
        [directory.memberships.membersOf(group), 'memory has it, the ledger does not'],
      );
    }
    for (const [group, members] of expected.members) {
      compare(
        group,
        [members, 'a rule selects it, the ledger does not have it'],
        [truth.get(group) ?? MemberSet.of(), 'the ledger has it, no rule selects it'],
      );
    }
    differences.push(...(await missingMembers(session, truth, groupIds)), ...missingGroups(truth, groupIds));
    for (const memberNumber of await differingColumns(session, directory.columns)) {
      const kind = 'the columns do not hold the member as it is';
      differences.push({ kind, groupNumber: 0 as ObjectNumber, groupId: null, memberNumber });
    }
    const memberships = [...truth.values()].reduce((sum, members) => sum + members.size, 0);
    return { ...expected.counts, groups: groupIds.size, memberships, differences };
  });
}

async function idsOfGroups(
  session: WriteSession,
  numbers: readonly ObjectNumber[],
): Promise<Map<ObjectNumber, ObjectId>> {
  const unique = [...new Set(numbers)];
  const ids = new Map<ObjectNumber, ObjectId>();
  for (let i = 0; i < unique.length; i += 10_000) {
    for (const group of await session.objects.findByNumbers(unique.slice(i, i + 10_000), [
      'group',
      'administrativeUnit',
    ])) {
      ids.set(group.number, group.id);
    }
  }
  return ids;
}

function missingGroups(
  truth: ReadonlyMap<ObjectNumber, MemberSet>,
  groupIds: ReadonlyMap<ObjectNumber, ObjectId>,
): Difference[] {
  const missing = [...truth].filter(([groupNumber]) => !groupIds.has(groupNumber));
  return missing.flatMap(([groupNumber, set]) =>
    [...set].map((memberNumber): Difference => {
      return { kind: 'the group does not exist', groupNumber, groupId: null, memberNumber };
    }),
  );
}

async function missingMembers(
  session: WriteSession,
  truth: ReadonlyMap<ObjectNumber, MemberSet>,
  groupIds: ReadonlyMap<ObjectNumber, ObjectId>,
): Promise<Difference[]> {
  const members = MemberSet.of();
  for (const set of truth.values()) members.addAll(set);
  const living = MemberSet.of();
  for (let after = 0; ; ) {
    const page = members.page(after, 10_000);
    for (const object of await session.objects.findByNumbers(page, memberTypes)) living.add(object.number);
    if (page.length < 10_000) break;
    after = page.at(-1)!;
  }
  const dead = members.removeAll(living);
  if (dead.size === 0) return [];
  return [...truth].flatMap(([groupNumber, set]) =>
    [...set]
      .filter((memberNumber) => dead.has(memberNumber))
      .map((memberNumber): Difference => {
        const groupId = groupIds.get(groupNumber) ?? null;
        return { kind: 'the member does not exist', groupNumber, groupId, memberNumber };
      }),
  );
}

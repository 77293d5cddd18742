import type { ObjectNumber } from '@muster/kernel';
import type { LedgerRow } from '@muster/roster';
import type { Caller } from '../actors/caller.ts';
import { authorize, isAllowed } from '../authorization/authorize.ts';
import { readOperation } from '../authorization/operations-by-type.ts';
import { mayReadMembers } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { explainedChange } from '../explanations/explained-change.ts';
import type { ExplainedChange, NamedObject } from '../explanations/membership-explanation.ts';
import { nameOf } from '../explanations/past-object.ts';
import { memberTypes } from '../groups/add-members.ts';
import type { AdministrativeUnit, Group } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { MoveCounts } from '../ports/history.ts';

/** The most groups of one answer, and the most members that are named of each. */
export const mostMovedGroups = 50;
export const mostMovedMembers = 20;

/** Somebody who came or went. */
export interface MovedMember extends NamedObject {
  readonly joined: boolean;
}

/** What a change moved into and out of one group or unit. */
export interface MovedGroup extends MoveCounts {
  readonly group: NamedObject;
  /** Some of them, as far as they still exist and the caller may read them. */
  readonly members: readonly MovedMember[];
  /** For a pass, the change that put the rule in force; null for other changes. */
  readonly ruleChange: ExplainedChange | null;
}

export interface AuditMovements {
  /** The change's place in the log. */
  readonly seq: number;
  /** Memberships, groups and units altogether, those included that are not listed. */
  readonly counts: MoveCounts & { readonly groups: number };
  /** Those of which most was moved, in that order. */
  readonly groups: readonly MovedGroup[];
}

interface Movements extends MoveCounts {
  readonly number: ObjectNumber;
  readonly some: readonly { readonly member: number; readonly joined: boolean }[];
}

/**
 * Which memberships a change of the log moved, with what followed from it in the same transaction: who came into which groups and
 * went out of them; of a pass, which change of a rule it carried out. Groups that are gone, and those whose members the caller may
 * not know, are counted and not listed.
 *
 * Cost: the change's rows of the ledger, and some statements.
 *
 * @param id as the caller named the entry; `seq` the change that it names, undefined for none
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function auditMovements(
  directory: Directory,
  caller: Caller,
  { id, seq }: { readonly id: string; readonly seq: number | undefined },
): Promise<AuditMovements> {
  authorize(caller, 'explain memberships');
  authorize(caller, 'read groups');
  return directory.store.snapshot(async (session) => {
    const change = seq === undefined ? undefined : await session.log.change(seq);
    if (change === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    const moved = movementsOf(await session.log.ledgerRowsOf(change.seq));
    const groups = await listedGroups(session, caller, moved);
    const isPass = change.cause.operation === 'pass';
    const ruleChanges = isPass ? await ruleChangesOf(session, [...groups.values()], change.seq) : undefined;
    const nameOfMember = await memberNames(session, caller, [...groups.keys()]);
    const sum = (count: (each: Movements) => number) => moved.reduce((all, each) => all + count(each), 0);
    return {
      seq: change.seq,
      counts: { joined: sum(({ joined }) => joined), left: sum(({ left }) => left), groups: moved.length },
      groups: [...groups].map(([{ joined, left, some }, group]) => ({
        group: nameOf(group),
        joined,
        left,
        members: some.flatMap(({ member, joined: isIn }) => {
          const name = nameOfMember(member);
          return name === undefined ? [] : [{ ...name, joined: isIn }];
        }),
        ruleChange: ruleChanges?.get(group.id) ?? null,
      })),
    };
  });
}

/** What the rows moved, by group, those of which most was moved first. */
function movementsOf(rows: readonly LedgerRow[]): readonly Movements[] {
  const found = new Map<ObjectNumber, { joined: number; left: number; some: { member: number; joined: boolean }[] }>();
  const add = (group: ObjectNumber, members: readonly number[], count: number, joined: boolean) => {
    const own = found.get(group) ?? { joined: 0, left: 0, some: [] };
    own[joined ? 'joined' : 'left'] += count;
    const room = Math.max(0, mostMovedMembers - own.some.length);
    own.some.push(...members.slice(0, room).map((member) => ({ member, joined })));
    found.set(group, own);
  };
  for (const row of rows) {
    if (row.kind === 'member') {
      for (const group of row.joined) add(group, [row.member], 1, true);
      for (const group of row.left) add(group, [row.member], 1, false);
      continue;
    }
    for (const isIn of [true, false]) {
      const set = isIn ? row.joined : row.left;
      if (set.size > 0) add(row.group, set.page(0, mostMovedMembers), set.size, isIn);
    }
  }
  return [...found]
    .map(([number, own]) => ({ number, ...own }))
    .sort((a, b) => b.joined + b.left - a.joined - a.left || a.number - b.number);
}

async function listedGroups(
  session: ReadSession,
  caller: Caller,
  moved: readonly Movements[],
): Promise<ReadonlyMap<Movements, Group | AdministrativeUnit>> {
  const first = moved.slice(0, mostMovedGroups);
  const types = ['group', 'administrativeUnit'] as const;
  const readable = types.filter((type) => isAllowed(caller.actor, readOperation[type]));
  const found =
    first.length === 0
      ? []
      : await session.objects.findByNumbers(
          first.map(({ number }) => number),
          readable,
        );
  const byNumber = new Map(found.map((each) => [each.number, each as Group | AdministrativeUnit]));
  return new Map(
    first.flatMap((each) => {
      const group = byNumber.get(each.number);
      return group !== undefined && mayReadMembers(caller.actor, group) ? [[each, group] as const] : [];
    }),
  );
}

/** Two statements, whatever the number of groups. */
async function ruleChangesOf(
  session: ReadSession,
  groups: readonly (Group | AdministrativeUnit)[],
  place: number,
): Promise<ReadonlyMap<string, ExplainedChange>> {
  const ids = groups.map(({ id }) => id);
  const registered = await session.history.registrationsOf(ids, place);
  const changes = await session.history.changesAbout([...new Set(registered.values())], ids);
  const view = { dateExtensions: new Set<string>(), rule: null };
  return new Map(
    [...registered].flatMap(([id, seq]) => {
      const change = changes.get(seq);
      return change === undefined ? [] : [[id, explainedChange(change, id, view)] as const];
    }),
  );
}

async function memberNames(
  session: ReadSession,
  caller: Caller,
  moved: readonly Movements[],
): Promise<(member: number) => NamedObject | undefined> {
  const numbers = [...new Set(moved.flatMap(({ some }) => some.map(({ member }) => member)))];
  const types = memberTypes.filter((type) => isAllowed(caller.actor, readOperation[type]));
  const found = numbers.length === 0 ? [] : await session.objects.findByNumbers(numbers, types);
  const names = new Map<number, NamedObject>(found.map((each) => [each.number, nameOf(each)]));
  return (member) => names.get(member);
}

import { AppError, type ObjectId } from '@muster/kernel';
import { type GroupRow, type LedgerRow, type MemberRow, MemberSet } from '@muster/roster';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor, authorizeRoleAssignable } from '../authorization/authorize-for.ts';
import { restoreOperation } from '../authorization/operations-by-type.ts';
import { asSeen } from '../authorization/sight.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { memberTypes } from '../groups/add-members.ts';
import { isDynamic, isRuleActive, mayContain } from '../groups/group-kind.ts';
import { describeChange } from '../objects/describe-change.ts';
import type { AdministrativeUnit, DirectoryObject, Group, User } from '../objects/directory-object.ts';
import { lockObject } from '../objects/require-object.ts';
import { refuseCircularNesting, refuseCircularRestore } from '../rules/refuse-circle.ts';
import { reviveRulesNaming } from '../rules/revive-rules.ts';
import { requireDeleted, restorableTypes } from './deleted-items.ts';

/**
 * Brings a deleted object back. A user joins every group whose rule selects it now, the assigned groups it was in when it
 * was deleted, as far as they still are assigned groups, and the administrative units. A dynamic group is filled anew from its rule by a
 * pass; an assigned group gets back the members it had that still exist. Memberships for a time do not come back.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, DELETED_VALUE_TAKEN when somebody else has the
 *   object's user principal name or mail nickname now, RULE_CIRCLE when groups would depend on themselves
 * @see rule language spec §7.9; Graph surface spec §11.3
 */
export async function restoreDeletedItem(directory: Directory, caller: Caller, id: ObjectId): Promise<DirectoryObject> {
  authorizeSome(caller, ...restorableTypes.map((type) => restoreOperation[type]));
  return changeDirectory(directory, caller, 'restore-deleted-item', 'exclusive', async (change) => {
    const found = await requireDeleted(change.session, id);
    await authorizeFor(change, caller, restoreOperation[found.type], found);
    await authorizeRoleAssignable(change, caller, found);
    const before = await lockObject(change.session, found.type, id, 'deleted');
    const after = { ...before, version: before.version + 1, deletedAt: null, properties: restoredProperties(before) };
    await change.session.objects.update(before, after).catch(asTaken);
    change.fact(after, 'restore', describeChange(before, after));
    if (after.type === 'user') change.transitions.push({ before: null, after: after as User });
    await change.catchUp();
    await rejoin(change, caller, after);
    if (isWhole(after)) await refill(change, after);
    if (after.type === 'group') await refuseCircularNesting(change);
    await reviveRulesNaming(change, id, true);
    return asSeen(caller, after);
  });
}

/** Whether it has members. */
function isWhole(object: DirectoryObject): object is Group | AdministrativeUnit {
  return object.type === 'group' || object.type === 'administrativeUnit';
}

/** Deletion put the id before the user principal name to free the name. */
function restoredProperties(object: DirectoryObject): DirectoryObject['properties'] {
  if (object.type !== 'user') return object.properties;
  const name = object.properties.userPrincipalName as string;
  const prefix = object.id.replaceAll('-', '');
  return { ...object.properties, userPrincipalName: name.startsWith(prefix) ? name.slice(prefix.length) : name };
}

function asTaken(problem: unknown): never {
  if (problem instanceof AppError && problem.code === 'UNIQUE_VALUE_TAKEN') {
    const property = problem.extras.details?.[0]?.target ?? 'userPrincipalName';
    throw directoryErrors.DELETED_VALUE_TAKEN({ property }, { ...problem.extras, cause: problem });
  }
  throw problem;
}

interface Deletion {
  readonly rows: readonly LedgerRow[];
  /** Groups, and members, of memberships that were for a time: they do not come back. */
  readonly timed: ReadonlySet<ObjectId>;
}

/** What the change that deleted the object wrote down. */
async function deletionOf(change: Change, object: DirectoryObject): Promise<Deletion> {
  const deletion = await change.session.log.lastChangeOf(object.id, 'delete');
  if (deletion === undefined) return { rows: [], timed: new Set() };
  const ended = deletion.facts.filter((fact) => fact.objectType === 'groupAssignment' && fact.action === 'purge');
  const ends = ended.map(({ changes }) => [changes.groupId![0] as ObjectId, changes.principalId![0] as ObjectId]);
  const own = ends.filter((pair) => pair.includes(object.id)).flat();
  return { rows: await change.session.log.ledgerRowsOf(deletion.seq), timed: new Set(own) };
}

/** Who brings somebody back into a group to which roles can be assigned gives them its roles. */
async function rejoin(change: Change, caller: Caller, object: DirectoryObject): Promise<void> {
  const { rows, timed } = await deletionOf(change, object);
  const own = rows.find((row): row is MemberRow => row.kind === 'member' && row.member === object.number);
  if (own === undefined) return;
  for (const group of await change.session.objects.findByNumbers([...own.left], ['group', 'administrativeUnit'])) {
    if (group.type === 'administrativeUnit') {
      change.move(group.number, object.number, true);
      continue;
    }
    if (isDynamic(group.properties) || timed.has(group.id)) continue;
    if (!mayContain(group.properties, object.type, object.properties)) continue;
    await authorizeRoleAssignable(change, caller, group);
    change.move(group.number, object.number, true);
  }
}

async function refill(change: Change, group: Group | AdministrativeUnit): Promise<void> {
  if (group.type === 'group' && isDynamic(group.properties)) {
    if (isRuleActive(group.properties)) await refuseCircularRestore(change, group);
    await change.registerRule(group, isRuleActive(group.properties));
    return;
  }
  const { rows, timed } = await deletionOf(change, group);
  const own = rows.find((row): row is GroupRow => row.kind === 'group' && row.group === group.number);
  if (own === undefined) return;
  const living = MemberSet.of();
  const numbers = [...own.left];
  for (let i = 0; i < numbers.length; i += 10_000) {
    const found = await change.session.objects.findByNumbers(numbers.slice(i, i + 10_000), memberTypes);
    for (const object of found) if (!timed.has(object.id)) living.add(object.number);
  }
  change.moveMany(group.number, living, MemberSet.of());
}

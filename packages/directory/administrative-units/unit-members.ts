import type { ObjectId, ObjectNumber } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { unitMemberTypes } from '../authorization/role-reach.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { lockMembers, memberName } from '../groups/add-members.ts';
import type { AdministrativeUnit } from '../objects/directory-object.ts';
import { requireObject } from '../objects/require-object.ts';

const maxReferences = 20;

/** Administrative units that one object can be in. @see B2B and governance spec §11 */
export const maxUnitsOfObject = 30;

/**
 * Puts users, groups and devices into an administrative unit: all of them or, when one cannot be put there, none. From the
 * next request on, roles in the unit reach them.
 *
 * @param ids at most 20
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, TOO_MANY_REFERENCES, MEMBER_TYPE_NOT_ALLOWED,
 *   UNIT_MEMBER_EXISTS, TOO_MANY_UNITS
 * @see Graph surface spec §6.4, §11.3
 */
export async function addUnitMembers(
  directory: Directory,
  caller: Caller,
  unitId: ObjectId,
  ids: readonly ObjectId[],
): Promise<void> {
  authorize(caller, 'change administrative units');
  refuseManyReferences(ids);
  await changeDirectory(directory, caller, 'add-unit-members', 'shared', async (change) => {
    const unit = await requireObject(change.session, 'administrativeUnit', unitId);
    await addUnitMembersIn(change, unit, ids);
  });
}

/** @throws AppError TOO_MANY_REFERENCES */
export function refuseManyReferences(ids: readonly ObjectId[]): void {
  if (ids.length > maxReferences) throw directoryErrors.TOO_MANY_REFERENCES({ count: ids.length });
}

/** Puts objects into a unit, within a change. Two statements, and one more for each group and device. */
export async function addUnitMembersIn(
  change: Change,
  unit: AdministrativeUnit,
  ids: readonly ObjectId[],
): Promise<void> {
  if (ids.length === 0) return;
  const members = await lockMembers(change, ids);
  for (const member of members) {
    if (unitMemberTypes.includes(member.type)) continue;
    throw directoryErrors.MEMBER_TYPE_NOT_ALLOWED({ member: memberName(member), group: 'unit' });
  }
  await change.catchUp();
  if (members.some((member) => change.isMember(unit.number, member.number))) {
    throw directoryErrors.UNIT_MEMBER_EXISTS({});
  }
  await refuseManyUnits(
    change,
    members.map((member) => member.number),
  );
  for (const { id, number } of members) {
    change.move(unit.number, number, true);
    change.fact(unit, 'update', { members: [null, id] });
  }
}

/** @throws AppError TOO_MANY_UNITS when one of the objects is in as many as there may be */
async function refuseManyUnits(change: Change, members: readonly ObjectNumber[]): Promise<void> {
  const { memberships } = change.directory;
  const held = members.map((member) => memberships.groupsOf(member)).filter(({ length }) => length >= maxUnitsOfObject);
  const all = [...new Set(held.flat())].sort((a, b) => a - b);
  const units = new Set<ObjectNumber>();
  for (let i = 0; i < all.length; i += 10_000) {
    const found = await change.session.objects.findByNumbers(all.slice(i, i + 10_000), ['administrativeUnit']);
    for (const { number } of found) units.add(number);
  }
  const isFull = held.some((numbers) => numbers.filter((number) => units.has(number)).length >= maxUnitsOfObject);
  if (isFull) throw directoryErrors.TOO_MANY_UNITS({ limit: maxUnitsOfObject });
}

/**
 * Takes an object out of an administrative unit.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND (also when the object is not in the unit)
 */
export async function removeUnitMember(
  directory: Directory,
  caller: Caller,
  unitId: ObjectId,
  memberId: ObjectId,
): Promise<void> {
  authorize(caller, 'change administrative units');
  await changeDirectory(directory, caller, 'remove-unit-member', 'shared', async (change) => {
    const { objects } = change.session;
    const unit = await requireObject(change.session, 'administrativeUnit', unitId);
    const [found] = await objects.findMany([memberId], unitMemberTypes);
    const member = found === undefined ? undefined : await objects.lock(found.type, found.id);
    await change.catchUp();
    if (member === undefined || !change.isMember(unit.number, member.number)) {
      throw directoryErrors.RESOURCE_NOT_FOUND({ id: memberId });
    }
    change.move(unit.number, member.number, false);
    change.fact(unit, 'update', { members: [member.id, null] });
  });
}

import { groupKind } from '../groups/group-kind.ts';
import type { ObjectType } from '../objects/property-definition.ts';
import type { HeldRole } from './person-rights.ts';
import type { Target } from './target.ts';

/** Types of which objects can be in administrative units. */
export const unitMemberTypes: readonly ObjectType[] = ['user', 'group', 'device'];

/**
 * Whether what the role allows by an action counts for the object; without an object, whether it counts everywhere. A role in
 * an administrative unit reaches what is in the unit, and of the unit itself nothing but what it shows.
 */
export function covers({ scope }: HeldRole, action: string, target: Target | undefined): boolean {
  if (scope.kind === 'directory') return true;
  if (target === undefined) return false;
  if (scope.kind === 'object') return target.object.id === scope.id;
  if (target.object.type === 'administrativeUnit') return target.object.id === scope.id && action.endsWith('/read');
  return unitMemberTypes.includes(target.object.type) && target.administrativeUnits.has(scope.id);
}

const groupChange =
  /^microsoft\.directory\/groups(\.unified|\.security|AssignableToRoles)?\/(?!create$|standard\/read$|hiddenMembers\/read$)/;

/**
 * Actions on `groups.unified`, `groups.security` and `groupsAssignableToRoles` reach groups of that kind only, and no other
 * reaches groups to which roles can be assigned.
 */
export function isOfKind(action: string, target: Target | undefined): boolean {
  const match = groupChange.exec(action);
  if (match === null) return true;
  const [, kind] = match;
  if (target === undefined || target.object.type !== 'group') return kind === undefined;
  const { properties } = target.object;
  const isAssignable = properties.isAssignableToRole === true;
  if (isAssignable || kind === 'AssignableToRoles') return isAssignable && kind === 'AssignableToRoles';
  if (kind === undefined) return true;
  return groupKind(properties) === (kind === '.unified' ? 'Microsoft 365' : 'security');
}

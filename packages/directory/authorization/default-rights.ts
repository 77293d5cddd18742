import type { ObjectId } from '@muster/kernel';
import type { AuthorizationPolicy } from '../policies/authorization-policy.ts';
import type { Target } from './target.ts';

/**
 * A right that people have without a role.
 *
 * - `self`: on their own user; `owner`: on what they own; `joined`: on groups of which they are direct members.
 * - The others hold everywhere, as long as the authorization policy says so.
 */
export type DefaultRight =
  | 'always'
  | 'self'
  | 'owner'
  | 'joined'
  | 'allowedToReadOtherUsers'
  | 'allowedToCreateSecurityGroups'
  | 'allowedToCreateApps'
  | 'allowedToInviteAsMember'
  | 'allowedToInviteAsGuest';

/** Default right → how the documentation words it. */
export const defaultRightWords: Readonly<Record<DefaultRight, string>> = {
  always: 'yes',
  self: 'themselves',
  owner: 'what they own',
  joined: 'groups they are direct members of',
  allowedToReadOtherUsers: 'while `allowedToReadOtherUsers`',
  allowedToCreateSecurityGroups: 'while `allowedToCreateSecurityGroups`',
  allowedToCreateApps: 'while `allowedToCreateApps`',
  allowedToInviteAsMember: 'while `allowInvitesFrom` is `everyone` or `adminsGuestInvitersAndAllMembers`',
  allowedToInviteAsGuest: 'while `allowInvitesFrom` is `everyone`',
};

/** Whether the right holds for the person on this object; without an object, whether it holds whatever the object. */
export function holds(right: DefaultRight, person: ObjectId, policy: AuthorizationPolicy, target?: Target): boolean {
  switch (right) {
    case 'always':
      return true;
    case 'self':
      return target?.object.type === 'user' && target.object.id === person;
    case 'owner':
      return target?.owners.has(person) ?? false;
    case 'allowedToInviteAsMember':
      return policy.allowInvitesFrom === 'everyone' || policy.allowInvitesFrom === 'adminsGuestInvitersAndAllMembers';
    case 'allowedToInviteAsGuest':
      return policy.allowInvitesFrom === 'everyone';
    case 'joined':
      return target?.members.has(person) ?? false;
    default:
      return policy.defaultUserRolePermissions[right];
  }
}

/** Whether there may be an object on which the right holds. */
export function mayHold(right: DefaultRight, person: ObjectId, policy: AuthorizationPolicy): boolean {
  return right === 'self' || right === 'owner' || right === 'joined' || holds(right, person, policy);
}

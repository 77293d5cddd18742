import type { ObjectId, ObjectNumber } from '@muster/kernel';
import type { AuthorizationPolicy } from '../policies/authorization-policy.ts';
import type { RoleScope } from '../roles/role-scope.ts';

/** How much of the directory a person may use without any role. */
export type Level = 'member' | 'guest' | 'restrictedGuest';

export const levels: readonly Level[] = ['member', 'guest', 'restrictedGuest'];

/** A role that a person holds at this moment, and where it counts. */
export interface HeldRole {
  /** The definition's id; the template id of a built-in role. */
  readonly roleId: string;
  readonly displayName: string;
  /** Names of resource actions. */
  readonly actions: ReadonlySet<string>;
  readonly scope: RoleScope;
  /** The role-assignable group through which the person holds it; null when it is the person's own. */
  readonly viaGroup: ObjectId | null;
}

/** The roles that somebody holds, a person or an application. */
export interface HeldRoles {
  readonly roles: readonly HeldRole[];
  /** Of the administrative units in which they hold a role, those that hold the object, as memory has it. */
  readonly unitsHolding: (object: ObjectNumber) => ReadonlySet<ObjectId>;
}

/** What a person may do, as it stood when the request began. */
export interface PersonRights extends HeldRoles {
  readonly level: Level;
  readonly policy: AuthorizationPolicy;
  /** Whether the person is a direct member of the group or of the administrative unit. */
  readonly isMemberOf: (group: ObjectNumber) => boolean;
  /** Groups with hidden membership that the person owns. */
  readonly ownedHiddenGroups: ReadonlySet<ObjectNumber>;
}

import { roleIds } from '../roles/built-in-role-ids.ts';
import type { HeldRole } from './person-rights.ts';

/** What guards a user's account against limited administrators. */
export interface Protection {
  /** Ids of the roles that the user holds or can activate, now or later, at whatever scope, directly or through a group. */
  readonly roles: ReadonlySet<string>;
  /** One of the roles is privileged: whoever holds it can take over accounts or rights of others. */
  readonly isPrivileged: boolean;
  /** The user is a member or an owner of a group to which roles can be assigned. */
  readonly isInRoleAssignableGroup: boolean;
}

/** What is taken to guard an account about which nothing is known: everything. */
export const fullProtection: Protection = {
  roles: new Set(['unknown']),
  isPrivileged: true,
  isInRoleAssignableGroup: true,
};

const everybodysAdministrators: ReadonlySet<string> = new Set([
  roleIds.globalAdministrator,
  roleIds.privilegedAuthenticationAdministrator,
]);

const harmless = [roleIds.directoryReaders, roleIds.guestInviter, roleIds.messageCenterReader, roleIds.reportsReader];

/** Limited administrator → the administrators on whom they may act, those of their own kind included. */
const within: ReadonlyMap<string, ReadonlySet<string>> = new Map<string, ReadonlySet<string>>([
  ...[roleIds.helpdeskAdministrator, roleIds.passwordAdministrator, roleIds.authenticationAdministrator].map(
    (role) => [role, new Set<string>([...harmless, role])] as const,
  ),
  [
    roleIds.userAdministrator,
    new Set<string>([
      ...harmless,
      roleIds.groupsAdministrator,
      roleIds.helpdeskAdministrator,
      roleIds.licenseAdministrator,
      roleIds.usageSummaryReportsReader,
      roleIds.userAdministrator,
    ]),
  ],
]);

/**
 * Whether somebody with this role may touch what the account rests on: password, name, phone, whether it is enabled.
 *
 * @see B2B and governance spec §2.2, Graph surface spec §12.1; narrower than Microsoft Entra ID, which lets a Helpdesk
 *   Administrator reach further roles, where the specification leaves it open
 */
export function mayActOn(role: HeldRole, { roles, isInRoleAssignableGroup }: Protection): boolean {
  if (everybodysAdministrators.has(role.roleId)) return true;
  if (isInRoleAssignableGroup) return false;
  const reached = within.get(role.roleId);
  return [...roles].every((each) => reached?.has(each) === true);
}

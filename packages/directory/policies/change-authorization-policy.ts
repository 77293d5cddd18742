import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { PropertyValue } from '../objects/directory-object.ts';
import {
  type AuthorizationPolicy,
  authorizationPolicyDocument,
  guestRoleIds,
  invitationRights,
  policyDocument,
  readAuthorizationPolicy,
} from './authorization-policy.ts';

/** The members that are given; of `defaultUserRolePermissions` those that are given. */
export type AuthorizationPolicyPatch = Partial<Omit<AuthorizationPolicy, 'defaultUserRolePermissions'>> & {
  readonly defaultUserRolePermissions?: Partial<AuthorizationPolicy['defaultUserRolePermissions']>;
};

/** @throws AppError INSUFFICIENT_PRIVILEGES */
export async function getAuthorizationPolicy(directory: Directory, caller: Caller): Promise<AuthorizationPolicy> {
  authorize(caller, 'read the authorization policy');
  return directory.store.read((session) => readAuthorizationPolicy(session.settings));
}

/**
 * Changes what people may do without a role, on every node from the next request on.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, PROPERTY_INVALID
 */
export async function updateAuthorizationPolicy(
  directory: Directory,
  caller: Caller,
  patch: AuthorizationPolicyPatch,
): Promise<void> {
  authorize(caller, 'change the authorization policy');
  checkPatch(patch);
  // Alone, so that of two changes at a time neither is lost.
  await changeDirectory(directory, caller, 'update-authorization-policy', 'exclusive', async (change) => {
    const { settings } = change.session;
    const before = await readAuthorizationPolicy(settings);
    const permissions = { ...before.defaultUserRolePermissions, ...patch.defaultUserRolePermissions };
    const after: AuthorizationPolicy = { ...before, ...patch, defaultUserRolePermissions: permissions };
    const changes = describe(before, after);
    if (Object.keys(changes).length === 0) return;
    await settings.saveDocument(authorizationPolicyDocument, policyDocument(after));
    change.fact({ type: 'authorizationPolicy', id: 'authorizationPolicy' }, 'update', changes);
  });
}

const longestList = 20;

function checkPatch({ allowInvitesFrom, guestUserRoleId, defaultUserRolePermissions }: AuthorizationPolicyPatch): void {
  const invalid = (property: string, reason: string) => directoryErrors.PROPERTY_INVALID({ property, reason });
  if (allowInvitesFrom !== undefined && !invitationRights.includes(allowInvitesFrom)) {
    throw invalid('allowInvitesFrom', `one of ${invitationRights.join('; ')} is expected`);
  }
  const levels: readonly string[] = Object.values(guestRoleIds);
  if (guestUserRoleId !== undefined && !levels.includes(guestUserRoleId)) {
    throw invalid('guestUserRoleId', `one of ${levels.join('; ')} is expected`);
  }
  const granted = defaultUserRolePermissions?.permissionGrantPoliciesAssigned ?? [];
  if (granted.length > longestList || granted.some((each) => each.length > 256)) {
    throw invalid('permissionGrantPoliciesAssigned', `up to ${longestList} names of up to 256 characters are expected`);
  }
}

/** Changed member → values before and after; those of `defaultUserRolePermissions` under their own names. */
function describe(
  before: AuthorizationPolicy,
  after: AuthorizationPolicy,
): Record<string, readonly [PropertyValue, PropertyValue]> {
  const flat = ({ defaultUserRolePermissions, ...rest }: AuthorizationPolicy): Record<string, PropertyValue> => ({
    ...rest,
    ...defaultUserRolePermissions,
  });
  const [was, is] = [flat(before), flat(after)];
  const changed = Object.keys(is).filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]));
  return Object.fromEntries(changed.map((name) => [name, [was[name]!, is[name]!] as const]));
}

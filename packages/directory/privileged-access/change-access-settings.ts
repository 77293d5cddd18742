import type { ObjectId } from '@muster/kernel';
import { type Caller, loggedActor } from '../actors/caller.ts';
import { authorize, authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor, type Surroundings } from '../authorization/authorize-for.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { PropertyValue } from '../objects/directory-object.ts';
import { requireObject } from '../objects/require-object.ts';
import { type Governed, groupAccesses } from '../ports/privileged-access-store.ts';
import { builtInRoles } from '../roles/built-in-roles.ts';
import { requireRole } from '../roles/require-role.ts';
import { accessOperations } from './access-operations.ts';
import {
  type AccessSettings,
  type RoleRules,
  readSettings,
  settingsKey,
  settingsOf,
  storedSettings,
} from './access-settings.ts';
import { checkRoleRule } from './check-role-rule.ts';
import { authorizeGroupAccess } from './managing.ts';
import type { RoleRuleId } from './rule-ids.ts';

/**
 * The settings of every role: built-in ones by name, then the organisation's own.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function listRoleSettings(directory: Directory, caller: Caller): Promise<readonly AccessSettings[]> {
  authorize(caller, 'read role settings');
  return directory.store.read(async (session) => {
    const [stored, custom] = await Promise.all([
      session.privilegedAccess.accessSettings('role'),
      session.roles.customRoles(),
    ]);
    const byRole = new Map(stored.map((each) => [settingsKey(each.governed), each]));
    const ids = [...builtInRoles.map((role) => role.templateId as ObjectId), ...custom.map((role) => role.id)];
    return ids.map((id) => settingsOf({ type: 'role', id }, byRole.get(id)));
  });
}

/**
 * The settings for members and for owners of one group.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function listGroupSettings(
  directory: Directory,
  caller: Caller,
  groupId: ObjectId,
): Promise<readonly AccessSettings[]> {
  authorizeSome(caller, 'read settings of access to groups');
  return directory.store.read(async (session) => {
    await requireGoverned(
      { directory, session },
      caller,
      { type: 'group', id: groupId, scope: 'member' },
      'readSettings',
    );
    return Promise.all(groupAccesses.map((scope) => readSettings(session, { type: 'group', id: groupId, scope })));
  });
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND for an unknown role or group */
export async function getAccessSettings(
  directory: Directory,
  caller: Caller,
  governed: Governed,
): Promise<AccessSettings> {
  authorizeSome(caller, accessOperations[governed.type].readSettings);
  return directory.store.read(async (session) =>
    readSettings(session, await requireGoverned({ directory, session }, caller, governed, 'readSettings')),
  );
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND */
async function requireGoverned(
  surroundings: Surroundings,
  caller: Caller,
  governed: Governed,
  asking: 'readSettings' | 'changeSettings',
): Promise<Governed> {
  const operation = accessOperations[governed.type][asking];
  if (governed.type === 'role') {
    authorize(caller, operation);
    return { type: 'role', id: (await requireRole(surroundings.session, governed.id)).id };
  }
  const group = await requireObject(surroundings.session, 'group', governed.id);
  if (asking === 'readSettings') await authorizeFor(surroundings, caller, operation, group);
  else await authorizeGroupAccess(surroundings, caller, operation, group);
  return governed;
}

/**
 * Changes one rule of a role, or of an access to a group, for every request from now on; what was granted before stays as it
 * was granted.
 *
 * @param patch the members that are given
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND for an unknown role or group, PROPERTY_INVALID
 */
export async function updateAccessRule<Id extends RoleRuleId>(
  directory: Directory,
  caller: Caller,
  asked: Governed,
  ruleId: Id,
  patch: Partial<RoleRules[Id]>,
): Promise<AccessSettings> {
  authorizeSome(caller, accessOperations[asked.type].changeSettings);
  return changeDirectory(directory, caller, `update-${asked.type}-settings`, 'exclusive', async (change) => {
    const governed = await requireGoverned(change, caller, asked, 'changeSettings');
    const stored = await storedSettings(change.session, governed);
    const before = settingsOf(governed, stored);
    const rule = { ...before.rules[ruleId], ...patch };
    checkRoleRule(ruleId, rule);
    if (governed.type === 'group' && 'notificationRecipients' in rule) {
      await refuseForeignRecipients(change, rule.notificationRecipients as readonly string[]);
    }
    if (JSON.stringify(rule) === JSON.stringify(before.rules[ruleId])) return before;
    const value = rule as unknown as PropertyValue;
    const { id, name } = loggedActor(caller.actor);
    const after = {
      governed,
      rules: { ...stored?.rules, [ruleId]: value },
      modifiedAt: change.now,
      modifiedBy: { id, name },
    };
    await change.session.privilegedAccess.saveAccessSettings(after);
    factOfRule(change, governed, { [ruleId]: [before.rules[ruleId] as unknown as PropertyValue, value] });
    return settingsOf(governed, after);
  });
}

/**
 * Anybody can come to own a group: nobody is to write to strangers in the name of the directory by the settings of theirs.
 *
 * @throws AppError PROPERTY_INVALID for addresses outside the directory's own domains
 */
async function refuseForeignRecipients(change: Change, addresses: readonly string[]): Promise<void> {
  if (addresses.length === 0) return;
  const domains = await change.session.settings.domains();
  const own = new Set(domains.filter(({ isVerified }) => isVerified).map(({ id }) => id));
  const isOwn = (address: string) => own.has(address.slice(address.indexOf('@') + 1).toLowerCase());
  if (addresses.every(isOwn)) return;
  const reason = 'of a group only addresses in the domains of the directory are expected';
  throw directoryErrors.PROPERTY_INVALID({ property: 'notificationRecipients', reason });
}

function factOfRule(
  change: Change,
  governed: Governed,
  changes: Readonly<Record<string, readonly [PropertyValue, PropertyValue]>>,
): void {
  if (governed.type === 'role') change.fact({ type: 'roleSettings', id: governed.id }, 'update', changes);
  else {
    const accessId = [governed.scope, governed.scope] as const;
    change.fact({ type: 'groupAccessSettings', id: governed.id }, 'update', { accessId, ...changes });
  }
}

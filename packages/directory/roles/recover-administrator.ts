import type { ObjectId } from '@muster/kernel';
import { operatorCaller } from '../actors/caller.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { decidePassword, newPassword } from '../credentials/new-password.ts';
import { removeAllFactors } from '../credentials/second-factors.ts';
import { describeChange } from '../objects/describe-change.ts';
import type { User } from '../objects/directory-object.ts';
import { lockObject } from '../objects/require-object.ts';
import { assignForGoodIn } from './assign-for-good.ts';
import { roleIds } from './built-in-role-ids.ts';

/** What a recovery had to do. */
export interface Recovery {
  readonly user: User;
  /** The account was disabled. */
  readonly wasDisabled: boolean;
  /** The user did not hold the role Global Administrator, or for a time only. */
  readonly wasNoAdministrator: boolean;
  /** Second factors that were taken away. */
  readonly removedFactors: number;
}

/**
 * Makes a user Global Administrator again, for when nobody else can: enables the account, sets a password that has to be
 * changed at the next sign-in, takes the second factors away, which may be lost or somebody else's, ends the sessions, and
 * gives the role. For the command line on the directory's own machine alone; the change log keeps it under
 * `recover-administrator`.
 *
 * @throws AppError RESOURCE_NOT_FOUND, PASSWORD_TOO_WEAK
 */
export async function recoverAdministrator(directory: Directory, id: ObjectId, password: string): Promise<Recovery> {
  const next = await newPassword(directory, id, { password, forceChangePasswordNextSignIn: true });
  return changeDirectory(directory, operatorCaller, 'recover-administrator', 'shared', async (change) => {
    const { objects, roles } = change.session;
    const before = await lockObject(change.session, 'user', id);
    const globalAdministrator = roleIds.globalAdministrator as ObjectId;
    const held = await roles.assignments({ roleId: globalAdministrator, principals: [id], scope: '/' });
    const assignment = { roleDefinitionId: globalAdministrator, principalId: id, directoryScopeId: '/' };
    const wasNoAdministrator = !held.some(({ startsAt, endsAt }) => endsAt === null && startsAt <= change.now);
    if (wasNoAdministrator) await assignForGoodIn(change, assignment);
    const { stamp, beside } = await decidePassword(change, before, next);
    await beside?.(change.session);
    const properties = { ...before.properties, accountEnabled: true, ...stamp };
    const user: User = { ...before, version: before.version + 1, properties };
    await objects.update(before, user);
    change.fact(user, 'update', describeChange(before, user));
    change.transitions.push({ before, after: user });
    const removedFactors = await removeAllFactors(change, user);
    return { user, wasDisabled: before.properties.accountEnabled === false, wasNoAdministrator, removedFactors };
  });
}

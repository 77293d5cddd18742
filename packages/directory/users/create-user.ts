import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { requireProperties } from '../objects/check-properties.ts';
import { describeCreation } from '../objects/describe-change.ts';
import type { Properties, User } from '../objects/directory-object.ts';
import { issuerOf } from '../organization/domains.ts';
import { checkManager } from './manager-rules.ts';
import { newUser } from './new-user.ts';
import { hashSecret, readPassword } from './password.ts';
import { checkUserPrincipalName } from './user-principal-name.ts';

export interface CreateUser {
  /** Writable properties; `passwordProfile` carries the password and is never stored as such. */
  readonly properties: Properties;
  readonly managerId?: ObjectId | null;
}

/**
 * Creates a user. When it returns the user is a member of every group whose rule selects it.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, PROPERTY_REQUIRED, PROPERTY_INVALID, DOMAIN_NOT_VERIFIED,
 *   PASSWORD_TOO_WEAK, UNIQUE_VALUE_TAKEN, MANAGER_INVALID
 */
export async function createUser(directory: Directory, caller: Caller, input: CreateUser): Promise<User> {
  authorize(caller, 'create users');
  const { passwordProfile, ...properties } = input.properties;
  requireProperties('user', input.properties);
  const password = readPassword(passwordProfile);
  const passwordHash = await hashSecret(password.password);
  return changeDirectory(directory, caller, 'create-user', 'shared', async (change) => {
    const { session, now } = change;
    const managerId = input.managerId ?? null;
    if (managerId !== null) await checkManager(session, null, managerId);
    const [number] = await session.objects.takeNumbers(1);
    const user = newUser({ properties, managerId }, number!, await issuerOf(session), now);
    checkUserPrincipalName(user.properties.userPrincipalName as string, await session.settings.domains());
    await session.objects.insert([user]);
    await session.settings.savePasswordHash(user.id, passwordHash, password.mustChange);
    const after: User = { ...user, version: 1, deletedAt: null };
    change.fact(after, 'create', describeCreation(after));
    change.transitions.push({ before: null, after });
    return after;
  });
}

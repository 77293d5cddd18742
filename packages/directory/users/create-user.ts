import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeCreating, placeInUnit } from '../administrative-units/create-in-unit.ts';
import { changeObjects } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { hashNewPassword, readPasswordProfile } from '../credentials/password-profile.ts';
import { directoryErrors } from '../errors.ts';
import { requireProperties } from '../objects/check-properties.ts';
import { describeCreation } from '../objects/describe-change.ts';
import type { Properties, User } from '../objects/directory-object.ts';
import { issuerAmong } from '../organization/domains.ts';
import type { WriteSession } from '../ports/directory-store.ts';
import { checkManager } from './manager-rules.ts';
import { newUser } from './new-user.ts';
import { checkUserPrincipalName } from './user-principal-name.ts';

export interface CreateUser {
  /** Writable properties; `passwordProfile` carries the password and is never stored as such. */
  readonly properties: Properties;
  readonly managerId?: ObjectId | null;
  /** The administrative unit that is to hold the user from the first. */
  readonly unitId?: ObjectId | null;
}

/**
 * Creates a user. When it returns the user is a member of every group whose rule selects it.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND for an unknown unit, PROPERTY_REQUIRED, PROPERTY_INVALID, DOMAIN_NOT_VERIFIED,
 *   PASSWORD_TOO_WEAK, UNIQUE_VALUE_TAKEN, MANAGER_INVALID
 */
export async function createUser(directory: Directory, caller: Caller, input: CreateUser): Promise<User> {
  const unitId = input.unitId ?? null;
  authorizeCreating(caller, 'create users', { type: 'user', properties: input.properties, unitId });
  const { passwordProfile, ...properties } = input.properties;
  requireProperties('user', input.properties);
  const { password, ...flags } = readPasswordProfile(passwordProfile);
  if (password === null) throw directoryErrors.PROPERTY_REQUIRED({ property: 'passwordProfile', resource: 'User' });
  const hash = await hashNewPassword(directory, password, properties);
  const managerId = input.managerId ?? null;
  const look = async (session: WriteSession) => {
    const [, [number], domains] = await Promise.all([
      managerId === null ? undefined : checkManager(session, null, managerId),
      session.objects.takeNumbers(1),
      session.settings.domains(),
    ]);
    return { number: number!, domains };
  };
  return changeObjects(directory, caller, 'create-user', look, async (change, found) => {
    const { session, now } = change;
    const user = newUser({ properties, managerId }, found.number, issuerAmong(found.domains), now);
    checkUserPrincipalName(user.properties.userPrincipalName as string, found.domains);
    await Promise.all([
      session.objects.insert([user]),
      session.credentials.savePassword(user.id, { hash, ...flags, changedAt: now }),
    ]);
    const after: User = { ...user, version: 1, deletedAt: null };
    change.fact(after, 'create', describeCreation(after));
    change.transitions.push({ before: null, after });
    await placeInUnit(change, after, unitId);
    return after;
  });
}

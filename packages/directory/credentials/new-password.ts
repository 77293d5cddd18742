import type { ObjectId } from '@muster/kernel';
import type { Change } from '../changes/change.ts';
import type { Decision } from '../changes/run-convoy.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { enqueueMail } from '../mail/enqueue-mail.ts';
import type { Properties, PropertyValue, User } from '../objects/directory-object.ts';
import { requireObject } from '../objects/require-object.ts';
import { hashNewPassword, type PasswordProfile, readPasswordProfile } from './password-profile.ts';
import { securityMail } from './security-mail.ts';

/** A password to be stored, or what is demanded of the present one. */
export interface NewPassword extends Omit<PasswordProfile, 'password'> {
  /** Null leaves the password as it is. */
  readonly hash: string | null;
}

/**
 * Reads `passwordProfile` for a user who exists, checks the password and hashes it. Before the transaction, because
 * hashing takes long.
 *
 * @param patch what else is to change: names that the user is about to have count as theirs
 * @throws AppError PROPERTY_REQUIRED, PASSWORD_TOO_WEAK, RESOURCE_NOT_FOUND
 */
export async function newPassword(
  directory: Directory,
  id: ObjectId,
  profile: PropertyValue,
  patch: Properties = {},
): Promise<NewPassword> {
  const { password, ...flags } = readPasswordProfile(profile);
  if (password === null) return { hash: null, ...flags };
  const user = await directory.store.read((session) => requireObject(session, 'user', id));
  return { hash: await hashNewPassword(directory, password, { ...user.properties, ...patch }), ...flags };
}

/** What comes of a new password: properties of the user that change with it, and what is stored beside the user. */
export interface PasswordDecision {
  readonly stamp: Properties;
  readonly beside?: NonNullable<Decision['beside']>;
}

export const noPassword: PasswordDecision = { stamp: {} };

/**
 * Decides about the password of a locked user. A new one ends all sessions, and a mail tells the user of it.
 *
 * @throws AppError PROPERTY_REQUIRED when a change is demanded of somebody who has no password
 */
export async function decidePassword(change: Change, user: User, password: NewPassword): Promise<PasswordDecision> {
  const { id } = user;
  const { hash, mustChange, mustChangeWithSecondFactor } = password;
  const { now } = change;
  if (hash !== null) {
    const stored = { hash, mustChange, mustChangeWithSecondFactor, changedAt: now };
    const mail = await securityMail(change, user, 'passwordChanged');
    return {
      stamp: { lastPasswordChangeDateTime: now, signInSessionsValidFromDateTime: now },
      async beside(session) {
        await session.credentials.savePassword(id, stored);
        if (mail !== undefined) await enqueueMail(session, mail, now);
      },
    };
  }
  const present = await change.session.credentials.passwordOf(id);
  if (present === undefined && mustChange) {
    throw directoryErrors.PROPERTY_REQUIRED({ property: 'passwordProfile', resource: 'User' });
  }
  if (present === undefined) return noPassword;
  const demanded = { ...present, mustChange, mustChangeWithSecondFactor };
  return { stamp: {}, beside: ({ credentials }) => credentials.savePassword(id, demanded) };
}

/** The user with a new password and nothing else changed. */
export async function withPassword(change: Change, user: User, password: NewPassword): Promise<Decision> {
  const { stamp, beside } = await decidePassword(change, user, password);
  const after: User = { ...user, version: user.version + 1, properties: { ...user.properties, ...stamp } };
  return beside === undefined ? { after: user } : { after, beside };
}

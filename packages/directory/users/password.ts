import { hash, verify } from '@node-rs/argon2';
import { directoryErrors } from '../errors.ts';
import type { PropertyValue } from '../objects/directory-object.ts';

/** A new password for a user, as `passwordProfile` carries it. */
export interface NewPassword {
  readonly password: string;
  readonly mustChange: boolean;
}

const characterClasses = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u];

/**
 * Reads `passwordProfile`. A password has 8 to 256 characters of at least three of the four kinds: lower case, upper
 * case, digits, others.
 *
 * @throws AppError PROPERTY_REQUIRED, PASSWORD_TOO_WEAK
 */
export function readPassword(profile: PropertyValue | undefined): NewPassword {
  const fields = (profile ?? {}) as Readonly<Record<string, PropertyValue>>;
  const { password } = fields;
  if (typeof password !== 'string' || password === '') {
    throw directoryErrors.PROPERTY_REQUIRED({ property: 'passwordProfile', resource: 'User' });
  }
  if (password.length < 8 || password.length > 256) {
    throw directoryErrors.PASSWORD_TOO_WEAK({ reason: 'a password has 8 to 256 characters' });
  }
  if (characterClasses.filter((each) => each.test(password)).length < 3) {
    throw directoryErrors.PASSWORD_TOO_WEAK({
      reason: 'a password has three of: lower case letters, upper case letters, digits, other characters',
    });
  }
  return { password, mustChange: fields.forceChangePasswordNextSignIn !== false };
}

/** Argon2id hash of a password or client secret, PHC form. Takes some tens of milliseconds, on another thread. */
export function hashSecret(secret: string): Promise<string> {
  return hash(secret);
}

/** True when the secret belongs to the hash. Takes some tens of milliseconds, on another thread. */
export function verifySecret(secretHash: string, secret: string): Promise<boolean> {
  return verify(secretHash, secret);
}

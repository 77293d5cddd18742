import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { Properties, PropertyValue } from '../objects/directory-object.ts';
import { hashSecret } from './password-hash.ts';
import { type PasswordContext, passwordContext, passwordResults } from './password-rules.ts';

/** What `passwordProfile` says. */
export interface PasswordProfile {
  /** Null where only the flags were given. */
  readonly password: string | null;
  readonly mustChange: boolean;
  readonly mustChangeWithSecondFactor: boolean;
}

/**
 * Reads `passwordProfile`. A new password must be changed at the next sign-in unless the profile says otherwise.
 *
 * @throws AppError PROPERTY_REQUIRED when it says nothing
 */
export function readPasswordProfile(profile: PropertyValue | undefined): PasswordProfile {
  const fields = (profile ?? {}) as Readonly<Record<string, PropertyValue>>;
  const { password, forceChangePasswordNextSignIn: force, forceChangePasswordNextSignInWithMfa: forceWithMfa } = fields;
  const hasPassword = typeof password === 'string' && password !== '';
  if (!hasPassword && typeof force !== 'boolean' && typeof forceWithMfa !== 'boolean') {
    throw directoryErrors.PROPERTY_REQUIRED({ property: 'passwordProfile', resource: 'User' });
  }
  const mustChangeWithSecondFactor = forceWithMfa === true;
  const byDefault = hasPassword && forceWithMfa === undefined;
  const mustChange = mustChangeWithSecondFactor || (typeof force === 'boolean' ? force : byDefault);
  return { password: hasPassword ? password : null, mustChange, mustChangeWithSecondFactor };
}

/** @throws AppError PASSWORD_TOO_WEAK naming the first rule that it does not keep */
export function checkPasswordRules(password: string, context: PasswordContext): void {
  const broken = passwordResults(password, context).find((result) => !result.isKept);
  if (broken !== undefined) throw directoryErrors.PASSWORD_TOO_WEAK({ reason: broken.message });
}

/**
 * Checks a new password for a user with these properties and hashes it. One statement, and some tens of milliseconds.
 *
 * @throws AppError PASSWORD_TOO_WEAK
 */
export async function hashNewPassword(directory: Directory, password: string, properties: Properties): Promise<string> {
  const organization = await directory.store.read((session) => session.settings.organization());
  checkPasswordRules(password, passwordContext(organization, properties));
  return hashSecret(password);
}

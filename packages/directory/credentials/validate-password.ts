import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import type { Directory } from '../context.ts';
import { type PasswordContext, passwordContext, passwordResults, type RuleResult } from './password-rules.ts';

/**
 * Holds a password against the rules for everybody and the directory's own, without the names of any user.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function validatePassword(
  directory: Directory,
  caller: Caller,
  password: string,
): Promise<readonly RuleResult[]> {
  authorize(caller, 'validate passwords');
  const organization = await directory.store.read((session) => session.settings.organization());
  const context: PasswordContext = passwordContext(organization, {});
  return passwordResults(password, context);
}

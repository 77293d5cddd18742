import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { tryUnderBrakes } from './braked-try.ts';
import { applicationBrakes } from './sign-in-brakes.ts';

/** Somebody presents a secret in the name of an application. */
export interface SecretTry {
  /** As it was sent; there need not be such an application. */
  readonly appId: string;
  readonly clientAddress: string;
}

/**
 * Lets somebody try a secret of an application, unless there were too many wrong ones of late for it from this network, or
 * for all applications. Not to be asked for a secret that has matched before: an application is not slowed down by what
 * others try in its name, from whichever network. Two short transactions beside the look.
 *
 * @param look whether the secret is right; what it throws does not count as a try
 * @throws AppError TOO_MANY_WRONG_SECRETS
 */
export async function tryApplicationSecret(
  directory: Directory,
  attempt: SecretTry,
  look: () => Promise<boolean>,
): Promise<boolean> {
  const brakes = await applicationBrakes(directory, attempt.appId, attempt.clientAddress);
  const tried = await tryUnderBrakes(directory, brakes, look);
  if (tried.isRight) return true;
  if (tried.wasLooked) return false;
  const retryAfterSeconds = Math.max(1, Math.ceil(tried.retryAfterMs / 1000));
  throw directoryErrors.TOO_MANY_WRONG_SECRETS({ seconds: retryAfterSeconds }, { inner: { retryAfterSeconds } });
}

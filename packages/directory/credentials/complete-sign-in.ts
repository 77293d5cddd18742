import type { ObjectId } from '@muster/kernel';
import type { Directory } from '../context.ts';
import { requireObject } from '../objects/require-object.ts';
import { directorySecret } from './directory-secret.ts';
import { browserToken } from './known-browser.ts';
import { networkOf } from './network-of.ts';
import { recordEvent, type SignInDetails } from './sign-in-log.ts';

/** Networks remembered of one user: the newest. */
const mostNetworks = 20;

export interface CompleteSignIn extends SignInDetails {
  readonly userId: ObjectId;
  /** The token that the browser showed, if it showed one. */
  readonly browser?: string | null;
  /** How the user proved who they are, for the log: `password`, `password, softwareOath`, `fido2`. */
  readonly method: string;
}

/**
 * Says that somebody is signed in, with every factor asked for: their network and their browser are familiar from now on,
 * and the log of sign-ins has it.
 *
 * @returns the token for the browser to keep and show next time, good for 180 days; it proves nothing but that this browser
 *   was the user's before, and keeps what it said of up to four others
 * @throws AppError RESOURCE_NOT_FOUND
 */
export async function completeSignIn(directory: Directory, input: CompleteSignIn): Promise<{ browser: string }> {
  const { userId, clientAddress } = input;
  const now = directory.clock();
  const user = await directory.store.read((session) => requireObject(session, 'user', userId));
  await directory.store.write('shared', ({ credentials }) =>
    credentials.rememberNetwork(userId, networkOf(clientAddress), now, mostNetworks),
  );
  await recordEvent(directory, input, input.method, 'success', user);
  const secret = await directorySecret(directory);
  return { browser: browserToken(secret, input.browser, userId, now) };
}

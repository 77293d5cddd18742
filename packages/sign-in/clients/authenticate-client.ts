import type { Instant } from '@muster/kernel';
import { signInErrors } from '../errors.ts';
import type { RegisteredClient, SecretVerifier } from '../ports.ts';

/**
 * Checks the secret an application presents. That a secret has expired, or that the application is disabled, is told
 * only to who knows the secret.
 *
 * Cost: one verification for each secret of the application, until one matches.
 *
 * @throws AppError SIGN_IN_SECRET_WRONG, SIGN_IN_SECRET_EXPIRED, SIGN_IN_CLIENT_DISABLED.
 */
export async function authenticateClient(
  client: RegisteredClient,
  presented: string,
  verifier: SecretVerifier,
  now: Instant,
): Promise<void> {
  const { appId, displayName } = client;
  const latestFirst = client.secrets.toSorted((a, b) => b.endsAt - a.endsAt);
  for (const { hash, endsAt } of latestFirst) {
    if (!(await verifier.verify(hash, presented))) continue;
    if (endsAt <= now) throw signInErrors.SIGN_IN_SECRET_EXPIRED({ appId });
    if (!client.isEnabled) throw signInErrors.SIGN_IN_CLIENT_DISABLED({ appId, displayName });
    return;
  }
  throw signInErrors.SIGN_IN_SECRET_WRONG({ appId });
}

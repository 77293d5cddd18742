import type { Instant } from '@muster/kernel';
import { signInErrors } from '../errors.ts';
import type { RegisteredClient, RegisteredSecret, SecretBrake } from '../ports.ts';
import type { RememberedVerifier } from './remembered-verifier.ts';

/** With what secrets are checked, and where the request came from. */
export interface ClientCheck {
  readonly secrets: RememberedVerifier;
  readonly brake: SecretBrake;
  readonly clientAddress: string;
}

/**
 * Checks the secret an application presents. That a secret has expired, or that the application is disabled, is told
 * only to who knows the secret. A secret that has matched before in this process is not slowed down by wrong ones.
 *
 * Cost: one verification for each secret of the application, until one matches; of equal questions at once only one.
 *
 * @throws AppError SIGN_IN_SECRET_WRONG, SIGN_IN_SECRET_EXPIRED, SIGN_IN_CLIENT_DISABLED, and those of the brake
 */
export async function authenticateClient(
  client: RegisteredClient,
  presented: string,
  check: ClientCheck,
  now: Instant,
): Promise<void> {
  const { appId, displayName } = client;
  const secret = await secretPresented(client, presented, check);
  if (secret === undefined) throw signInErrors.SIGN_IN_SECRET_WRONG({ appId });
  if (secret.endsAt <= now) throw signInErrors.SIGN_IN_SECRET_EXPIRED({ appId });
  if (!client.isEnabled) throw signInErrors.SIGN_IN_CLIENT_DISABLED({ appId, displayName });
}

async function secretPresented(
  { appId, secrets }: RegisteredClient,
  presented: string,
  check: ClientCheck,
): Promise<RegisteredSecret | undefined> {
  const latestFirst = secrets.toSorted((a, b) => b.endsAt - a.endsAt);
  const known = latestFirst.find(({ hash }) => check.secrets.hasMatched(hash, presented));
  if (known !== undefined && (await check.secrets.verify(known.hash, presented))) return known;
  const hashes = latestFirst.map(({ hash }) => hash);
  const { clientAddress } = check;
  // Many servers of one application may begin at once: together they are one try.
  const matching = await check.secrets.firstMatching(hashes, `${appId} ${clientAddress}`, presented, (look) =>
    check.brake.tryTo({ appId, clientAddress }, look),
  );
  return latestFirst.find(({ hash }) => hash === matching);
}

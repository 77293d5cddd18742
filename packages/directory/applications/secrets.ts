import { randomBytes, randomUUID } from 'node:crypto';
import type { Instant, ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize, authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { hashSecret } from '../credentials/password-hash.ts';
import { directoryErrors } from '../errors.ts';
import { lockObject, requireObject } from '../objects/require-object.ts';
import type { ApplicationSecret } from '../ports/settings-store.ts';

const twoYears = 2 * 365 * 86_400_000;
/** Each costs a verification when somebody signs in with a wrong one. */
const maxSecrets = 50;

export interface NewSecret {
  readonly displayName: string | null;
  readonly startsAt: Instant | null;
  /** Null for two years from now. */
  readonly endsAt: Instant | null;
  /** Chosen by the operator; made here when absent. */
  readonly secretText?: string;
}

/**
 * Gives an application a client secret. The text is returned once and kept only as a hash.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, PROPERTY_INVALID, TOO_MANY_SECRETS above 50
 */
export async function addSecret(
  directory: Directory,
  caller: Caller,
  applicationId: ObjectId,
  input: NewSecret,
): Promise<{ secret: ApplicationSecret; secretText: string }> {
  authorizeSome(caller, 'change secrets of applications');
  const secretText = input.secretText ?? randomBytes(30).toString('base64url');
  const hash = await hashSecret(secretText);
  return changeDirectory(directory, caller, 'add-secret', 'shared', async (change) => {
    const application = await lockObject(change.session, 'application', applicationId);
    await authorizeFor(change, caller, 'change secrets of applications', application);
    const present = await change.session.settings.secretsOf([applicationId]);
    if (present.length >= maxSecrets) throw directoryErrors.TOO_MANY_SECRETS({ limit: maxSecrets });
    const startsAt = input.startsAt ?? change.now;
    const endsAt = input.endsAt ?? ((startsAt + twoYears) as Instant);
    if (endsAt <= startsAt) {
      throw directoryErrors.PROPERTY_INVALID({ property: 'endDateTime', reason: 'it lies before startDateTime' });
    }
    const { displayName } = input;
    const hint = secretText.slice(0, 3);
    const secret: ApplicationSecret = { keyId: randomUUID(), applicationId, displayName, hint, hash, startsAt, endsAt };
    await change.session.settings.insertSecret(secret);
    change.fact(application, 'update', { passwordCredentials: [null, secret.keyId] });
    return { secret, secretText };
  });
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND (also when the application has no such secret) */
export async function removeSecret(
  directory: Directory,
  caller: Caller,
  applicationId: ObjectId,
  keyId: string,
): Promise<void> {
  authorizeSome(caller, 'change secrets of applications');
  await changeDirectory(directory, caller, 'remove-secret', 'shared', async (change) => {
    const application = await lockObject(change.session, 'application', applicationId);
    await authorizeFor(change, caller, 'change secrets of applications', application);
    if (!(await change.session.settings.removeSecret(applicationId, keyId))) {
      throw directoryErrors.RESOURCE_NOT_FOUND({ id: keyId });
    }
    change.fact(application, 'update', { passwordCredentials: [keyId, null] });
  });
}

/**
 * The application's secrets without their texts or hashes.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function listSecrets(
  directory: Directory,
  caller: Caller,
  applications: readonly ObjectId[],
): Promise<readonly Omit<ApplicationSecret, 'hash'>[]> {
  authorize(caller, 'read applications');
  return directory.store.read(async (session) => {
    if (applications.length === 1) await requireObject(session, 'application', applications[0]!);
    const secrets = await session.settings.secretsOf(applications);
    return secrets.map(({ hash: _, ...shown }) => shown);
  });
}

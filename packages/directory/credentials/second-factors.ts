import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import type { Change } from '../changes/change.ts';
import { changeObjects } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { enqueueMail } from '../mail/enqueue-mail.ts';
import type { PropertyValue, User } from '../objects/directory-object.ts';
import { lockObject, requireObject } from '../objects/require-object.ts';
import type { FactorKind, StoredFactor, StoredPassword } from '../ports/credential-store.ts';
import type { WriteSession } from '../ports/directory-store.ts';
import { requireFreshProof } from './fresh-proof.ts';
import { securityMail } from './security-mail.ts';

/** How many of a kind a user may have. */
export const mostFactors: Readonly<Record<FactorKind, number>> = { softwareOath: 5, fido2: 10, temporaryAccessPass: 1 };

/** Fields of `data` that may be shown. */
const shownFields = ['aaGuid', 'attestationLevel', 'startsAt', 'endsAt', 'isUsableOnce', 'transports', 'credentialId'];

/** A second factor without its secrets. */
export type SecondFactor = Omit<StoredFactor, 'isConfirmed'>;

export function withoutSecrets({ isConfirmed: _, ...factor }: StoredFactor): SecondFactor {
  const shown = Object.entries(factor.data).filter(([name]) => shownFields.includes(name));
  return { ...factor, data: Object.fromEntries(shown) };
}

/**
 * The user's second factors, oldest first; for whoever signs the user in. Passes that have expired are among them. One
 * statement.
 */
export async function listSecondFactors(directory: Directory, userId: ObjectId): Promise<readonly SecondFactor[]> {
  const factors = await directory.store.read((session) => session.credentials.factorsOf(userId));
  return factors.filter(({ isConfirmed }) => isConfirmed).map(withoutSecrets);
}

/** How a user can prove who they are. */
export interface AuthenticationMethods {
  /** Null for somebody without a password of their own; never the hash. */
  readonly password: Omit<StoredPassword, 'hash'> | null;
  readonly factors: readonly SecondFactor[];
}

/**
 * The user's password, as far as it may be shown, and second factors.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function listAuthenticationMethods(
  directory: Directory,
  caller: Caller,
  userId: ObjectId,
): Promise<AuthenticationMethods> {
  authorizeSome(caller, 'read authentication methods');
  return directory.store.read(async (session) => {
    const user = await requireObject(session, 'user', userId);
    await authorizeFor({ directory, session }, caller, 'read authentication methods', user);
    const stored = await session.credentials.passwordOf(userId);
    const factors = await session.credentials.factorsOf(userId);
    const { hash: _, ...password } = stored ?? { hash: '' };
    return {
      password: stored === undefined ? null : (password as Omit<StoredPassword, 'hash'>),
      factors: factors.filter(({ isConfirmed }) => isConfirmed).map(withoutSecrets),
    };
  });
}

/**
 * Takes a second factor away. Sessions that were begun with it go on; `revokeSignInSessions` ends them.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, FRESH_PROOF_NEEDED, RESOURCE_NOT_FOUND (also when the user has no such factor of the kind)
 */
export async function removeSecondFactor(
  directory: Directory,
  caller: Caller,
  userId: ObjectId,
  kind: FactorKind,
  id: ObjectId,
): Promise<void> {
  authorizeSome(caller, 'change authentication methods');
  await changeFactors(directory, caller, 'remove-authentication-method', userId, async (change, user, factors) => {
    await authorizeFor(change, caller, 'change authentication methods', user);
    await requireFreshProof(change, caller, userId);
    const factor = factors.find((each) => each.id === id && each.kind === kind);
    if (factor === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    await change.session.credentials.removeFactor(userId, id);
    await noteFactor(change, user, factor, false);
  });
}

/** Takes every second factor of a locked user away, within a change. @returns how many there were */
export async function removeAllFactors(change: Change, user: User): Promise<number> {
  const { credentials } = change.session;
  const factors = await credentials.factorsOf(user.id);
  for (const factor of factors) {
    await credentials.removeFactor(user.id, factor.id);
    if (factor.isConfirmed) await noteFactor(change, user, factor, false);
  }
  return factors.filter(({ isConfirmed }) => isConfirmed).length;
}

/** Changes the second factors of a locked user in a transaction of the log. */
export async function changeFactors<R>(
  directory: Directory,
  caller: Caller,
  operation: string,
  userId: ObjectId,
  work: (change: Change, user: User, factors: readonly StoredFactor[]) => Promise<R>,
): Promise<R> {
  const lock = (session: WriteSession) => lockObject(session, 'user', userId);
  return changeObjects(directory, caller, operation, lock, async (change, user) =>
    work(change, user, await change.session.credentials.factorsOf(userId)),
  );
}

/** The log and a mail to the user say that there is a factor, or is no more; never its secrets. */
export async function noteFactor(
  change: Change,
  user: User,
  { id, kind }: StoredFactor,
  isNew: boolean,
): Promise<void> {
  const said: PropertyValue = { id, kind };
  change.fact(user, 'update', { authenticationMethods: isNew ? [null, said] : [said, null] });
  const mail = await securityMail(change, user, isNew ? 'added' : 'removed', kind);
  if (mail !== undefined) await enqueueMail(change.session, mail, change.now);
}

/** @throws AppError TOO_MANY_FACTORS */
export function refuseTooMany(factors: readonly StoredFactor[], kind: FactorKind): void {
  const limit = mostFactors[kind];
  const present = factors.filter((factor) => factor.kind === kind && factor.isConfirmed).length;
  if (present >= limit) throw directoryErrors.TOO_MANY_FACTORS({ kind, limit });
}

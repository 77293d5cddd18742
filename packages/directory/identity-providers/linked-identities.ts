import { createHash } from 'node:crypto';
import { foldCase, type ObjectId } from '@muster/kernel';
import type { Change } from '../changes/change.ts';
import type { PropertyValue, User } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { identityErrors } from './errors.ts';
import { passcodeIssuer } from './identity-provider.ts';

/** An account elsewhere. Both texts count letter for letter. */
export interface AccountElsewhere {
  /** The issuer of the ID token; `mail` for an account that is proved by passcodes, with the folded address as subject. */
  readonly issuer: string;
  readonly subject: string;
}

/** The account elsewhere of somebody who proves their address by passcodes. */
export function passcodeAccount(address: string): AccountElsewhere {
  return { issuer: passcodeIssuer, subject: foldCase(address) };
}

/** The id under which an account elsewhere is kept; nobody finds the subject from it without knowing it. */
export function identityIdOf({ issuer, subject }: AccountElsewhere): string {
  return createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('hex');
}

/**
 * The user as whom the account elsewhere signs in here; undefined when nobody is linked. The only way from an account
 * elsewhere to a user: an address alone never finds one. One statement.
 */
export async function linkedUserId(session: ReadSession, account: AccountElsewhere): Promise<ObjectId | undefined> {
  return (await session.identities.linkedIdentity(identityIdOf(account)))?.userId;
}

/**
 * Links the account elsewhere to the user, in place of whatever was linked before. Somebody who lies among the deleted items
 * loses it: whoever left, or was taken out, comes back as somebody new.
 *
 * @param identityIssuer how `identities` name the provider
 * @returns `identities` of the user after it; the caller stores them
 * @throws AppError IDENTITY_TAKEN
 */
export async function linkIdentity(
  change: Change,
  user: User,
  account: AccountElsewhere,
  provider: { readonly id: string; readonly identityIssuer: string },
): Promise<PropertyValue> {
  const { identities, objects } = change.session;
  await identities.unlinkIdentities(user.id);
  const identityId = identityIdOf(account);
  const { issuer } = account;
  const link = { identityId, issuer, userId: user.id, providerId: provider.id, linkedAt: change.now };
  if (!(await identities.linkIdentity(link))) {
    const owner = await linkedUserId(change.session, account);
    const isDeleted = owner !== undefined && (await objects.find('user', owner)) === undefined;
    if (!isDeleted) throw identityErrors.IDENTITY_TAKEN({ issuer });
    await identities.unlinkIdentities(owner);
    await identities.linkIdentity(link);
  }
  const federated = { signInType: 'federated', issuer: provider.identityIssuer, issuerAssignedId: null };
  return [federated, ...ownIdentities(user)];
}

/**
 * Takes all accounts elsewhere from the user.
 *
 * @returns `identities` of the user after it; the caller stores them
 */
export async function unlinkIdentities(change: Change, user: User): Promise<PropertyValue> {
  await change.session.identities.unlinkIdentities(user.id);
  return ownIdentities(user);
}

function ownIdentities(user: User): readonly PropertyValue[] {
  const identities = (user.properties.identities ?? []) as readonly { signInType: string }[];
  return identities.filter(({ signInType }) => signInType !== 'federated') as readonly PropertyValue[];
}

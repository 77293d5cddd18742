import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { type BuiltInProvider, type IdentityProvider, passcodeProviderId, providerOf } from './identity-provider.ts';

const passcodes: BuiltInProvider = {
  id: passcodeProviderId,
  kind: 'builtIn',
  builtInType: 'EmailOTP',
  displayName: 'Email one-time passcode',
  version: 0,
};

/** Stored in place of the passcode provider when somebody has switched it off. */
export const switchedOff = 'switchedOff';

/** The providers of this directory, the passcode among them unless it was switched off; one statement. */
export async function readProviders(session: ReadSession): Promise<readonly IdentityProvider[]> {
  const stored = await session.identities.providers();
  const providers = stored.filter(({ kind }) => kind !== switchedOff).map(providerOf);
  return stored.some(({ id }) => id === passcodeProviderId) ? providers : [passcodes, ...providers];
}

/**
 * The providers from which people may come, without their secrets. At most 200.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function listIdentityProviders(
  directory: Directory,
  caller: Caller,
): Promise<readonly IdentityProvider[]> {
  authorize(caller, 'read identity providers');
  return directory.store.read(readProviders);
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND */
export async function getIdentityProvider(directory: Directory, caller: Caller, id: string): Promise<IdentityProvider> {
  return requireProvider(await listIdentityProviders(directory, caller), id);
}

/** @throws AppError RESOURCE_NOT_FOUND */
export function requireProvider(providers: readonly IdentityProvider[], id: string): IdentityProvider {
  const provider = providers.find((each) => each.id.toLowerCase() === id.toLowerCase());
  if (provider === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return provider;
}

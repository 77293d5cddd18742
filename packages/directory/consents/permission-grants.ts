import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { lockObject, requireObject } from '../objects/require-object.ts';
import type { PermissionGrant, PermissionGrantQuery } from '../ports/consent-store.ts';
import { newGrantId } from './record-consent.ts';

const longestScope = 3000;

/**
 * Consents to applications, in the order of their ids.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function listPermissionGrants(
  directory: Directory,
  caller: Caller,
  query: PermissionGrantQuery,
): Promise<readonly PermissionGrant[]> {
  authorize(caller, 'read consents');
  return directory.store.read((session) => session.consents.listGrants(query));
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND */
export async function getPermissionGrant(directory: Directory, caller: Caller, id: string): Promise<PermissionGrant> {
  authorize(caller, 'read consents');
  const grant = await directory.store.read((session) => session.consents.findGrant(id));
  if (grant === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return grant;
}

/**
 * Consents in the name of a person or of everybody.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, PROPERTY_INVALID, UNIQUE_VALUE_TAKEN when there is a
 *   consent for the same application, API and person
 */
export async function createPermissionGrant(
  directory: Directory,
  caller: Caller,
  input: Omit<PermissionGrant, 'id' | 'scopes'> & { readonly scope: string },
): Promise<PermissionGrant> {
  authorize(caller, 'change consents');
  const { clientId, principalId, resourceId } = input;
  const grant = { id: newGrantId(), clientId, principalId, resourceId, scopes: scopesOf(input.scope) };
  await changeDirectory(directory, caller, 'create-consent', 'shared', async (change) => {
    const client = await lockObject(change.session, 'servicePrincipal', clientId);
    await requireObject(change.session, 'servicePrincipal', resourceId);
    if (principalId !== null) await requireObject(change.session, 'user', principalId);
    await change.session.consents.insertGrant(grant);
    change.fact(client, 'update', { oauth2PermissionGrants: [null, described(grant)] });
  });
  return grant;
}

/**
 * Puts other scopes in the place of a consent's; tokens made from now on have them.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, PROPERTY_INVALID
 */
export async function updatePermissionGrant(
  directory: Directory,
  caller: Caller,
  id: string,
  scope: string,
): Promise<void> {
  const scopes = scopesOf(scope);
  await changeGrant(directory, caller, 'update-consent', id, (consents) => consents.saveScopes(id, scopes), scopes);
}

/**
 * Takes a consent back: the next token is refused without it.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function deletePermissionGrant(directory: Directory, caller: Caller, id: string): Promise<void> {
  await changeGrant(directory, caller, 'delete-consent', id, (consents) => consents.removeGrant(id), null);
}

type Writer = Parameters<Parameters<Directory['store']['write']>[1]>[0]['consents'];

async function changeGrant(
  directory: Directory,
  caller: Caller,
  operation: string,
  id: string,
  write: (consents: Writer) => Promise<void>,
  scopes: readonly string[] | null,
): Promise<void> {
  authorize(caller, 'change consents');
  await changeDirectory(directory, caller, operation, 'shared', async (change) => {
    const { consents, objects } = change.session;
    const named = await consents.findGrant(id);
    // The lock that `recordConsent` takes: what is taken back here does not come back with a consent given meanwhile.
    if (named !== undefined) await objects.lock('servicePrincipal', named.clientId, 'any');
    const before = await consents.findGrant(id);
    if (before === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    await write(consents);
    const after = scopes === null ? null : described({ ...before, scopes });
    const client = { type: 'servicePrincipal' as const, id: before.clientId };
    change.fact(client, 'update', { oauth2PermissionGrants: [described(before), after] });
  });
}

function described({ principalId, scopes }: { principalId: ObjectId | null; scopes: readonly string[] }): string {
  return `${principalId ?? 'everybody'}: ${scopes.join(' ')}`;
}

function scopesOf(scope: string): readonly string[] {
  const scopes = [...new Set(scope.split(' ').filter((each) => each !== ''))];
  const isFit = scope.length <= longestScope && scopes.every((each) => /^[\x21\x23-\x5B\x5D-\x7E]+$/.test(each));
  if (!isFit) throw directoryErrors.PROPERTY_INVALID({ property: 'scope', reason: 'names separated by spaces' });
  return scopes;
}

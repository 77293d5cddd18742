import { randomBytes } from 'node:crypto';
import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import type { ServicePrincipal } from '../objects/directory-object.ts';
import { lockObject, requireObject } from '../objects/require-object.ts';
import { graphServicePrincipal } from './graph-service-principal.ts';

/** A consent as it is given on a page. */
export interface GivenConsent {
  /** The application's service principal. */
  readonly clientId: ObjectId;
  /** Null: for everybody. */
  readonly principalId: ObjectId | null;
  /** The API's service principal; null for the directory's own. */
  readonly resourceId: ObjectId | null;
  readonly scopes: readonly string[];
}

/**
 * Adds to what an application may do in the name of a person, or of everybody. Whoever calls has made sure that the caller
 * may consent: a person for themselves to what people may grant, an administrator for all.
 *
 * @throws AppError RESOURCE_NOT_FOUND
 */
export async function recordConsent(directory: Directory, caller: Caller, consent: GivenConsent): Promise<void> {
  await changeDirectory(directory, caller, 'record-consent', 'shared', async (change) => {
    const { clientId, principalId, scopes } = consent;
    // The lock makes two consents that are given at once add up.
    const client = await lockObject(change.session, 'servicePrincipal', clientId);
    const api =
      consent.resourceId === null
        ? await graphServicePrincipal(change)
        : await requireObject(change.session, 'servicePrincipal', consent.resourceId);
    await recordConsentIn(change, client, { principalId, api, scopes });
  });
}

/** The same within a change; the client is locked. */
export async function recordConsentIn(
  change: Change,
  client: ServicePrincipal,
  given: Pick<GivenConsent, 'principalId' | 'scopes'> & { readonly api: ServicePrincipal },
): Promise<void> {
  const { principalId, api, scopes } = given;
  const { consents } = change.session;
  const restrict = principalId === null ? { isForAll: true } : { principalId };
  const [present] = await consents.listGrants({ clientId: client.id, resourceId: api.id, limit: 1, ...restrict });
  const before = present?.scopes ?? [];
  const added = scopes.filter((each) => !before.includes(each));
  if (added.length === 0) return;
  const after = [...before, ...added];
  const grant = { id: newGrantId(), clientId: client.id, principalId, resourceId: api.id, scopes: after };
  if (present !== undefined) await consents.saveScopes(present.id, after);
  else await consents.insertGrant(grant);
  const person = principalId ?? 'everybody';
  change.fact(client, 'update', { oauth2PermissionGrants: [null, `${person}: ${added.join(' ')}`] });
}

/** Opaque, as Graph's are. */
export function newGrantId(): string {
  return randomBytes(24).toString('base64url');
}

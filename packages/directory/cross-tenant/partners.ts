import { isGuid } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { identityErrors } from '../identity-providers/errors.ts';
import { invalid } from '../identity-providers/input-values.ts';
import type { Properties, PropertyValue } from '../objects/directory-object.ts';
import type { StoredPartner } from '../ports/identity-store.ts';
import { checkPartnerAccess } from './check-access.ts';
import { emptyPartner, type Partner, type PartnerAccess, storedSettings } from './cross-tenant-access.ts';

/** Most directories with settings of their own. */
export const mostPartners = 500;

/** The partner of a stored row. */
export function partnerOf({ tenantId, settings }: StoredPartner): Partner {
  return { ...emptyPartner, ...(settings as unknown as PartnerAccess), tenantId };
}

/**
 * The directories with settings of their own.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function listPartners(directory: Directory, caller: Caller): Promise<readonly Partner[]> {
  authorize(caller, 'read cross-tenant access');
  return directory.store.read(async (session) => (await session.identities.partners()).map(partnerOf));
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND */
export async function getPartner(directory: Directory, caller: Caller, tenantId: string): Promise<Partner> {
  authorize(caller, 'read cross-tenant access');
  const stored = await directory.store.read((session) => session.identities.partner(tenantId.toLowerCase()));
  if (stored === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id: tenantId });
  return partnerOf(stored);
}

/**
 * Makes settings for one other directory.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, PROPERTY_INVALID, PARTNER_EXISTS, TOO_MANY_PARTNERS
 */
export async function createPartner(
  directory: Directory,
  caller: Caller,
  tenantId: string,
  properties: Properties,
): Promise<Partner> {
  authorize(caller, 'change cross-tenant access');
  if (!isGuid(tenantId)) throw invalid('tenantId', 'a GUID is expected');
  const partner: Partner = { ...emptyPartner, ...checkPartnerAccess(properties), tenantId: tenantId.toLowerCase() };
  return changeDirectory(directory, caller, 'create-partner', 'exclusive', async (change) => {
    const present = await change.session.identities.partners();
    if (present.some((each) => each.tenantId === partner.tenantId)) throw identityErrors.PARTNER_EXISTS({ tenantId });
    if (present.length >= mostPartners) throw identityErrors.TOO_MANY_PARTNERS({ limit: mostPartners });
    const own = await change.session.settings.organization();
    if (own?.id === partner.tenantId) throw invalid('tenantId', 'it is this directory itself');
    await change.session.identities.savePartner(rowOf(partner));
    change.fact({ type: 'policy', id: partner.tenantId }, 'create', { partner: [null, rowOf(partner).settings] });
    return partner;
  });
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, PROPERTY_INVALID */
export async function updatePartner(
  directory: Directory,
  caller: Caller,
  tenantId: string,
  patch: Properties,
): Promise<void> {
  authorize(caller, 'change cross-tenant access');
  const checked = checkPartnerAccess(patch);
  await changeDirectory(directory, caller, 'update-partner', 'exclusive', async (change) => {
    const stored = await change.session.identities.partner(tenantId.toLowerCase());
    if (stored === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id: tenantId });
    const after = rowOf({ ...partnerOf(stored), ...checked });
    await change.session.identities.savePartner(after);
    const values: [PropertyValue, PropertyValue] = [stored.settings, after.settings];
    change.fact({ type: 'policy', id: stored.tenantId }, 'update', { partner: values });
  });
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND */
export async function deletePartner(directory: Directory, caller: Caller, tenantId: string): Promise<void> {
  authorize(caller, 'change cross-tenant access');
  const id = tenantId.toLowerCase();
  await changeDirectory(directory, caller, 'delete-partner', 'exclusive', async (change) => {
    if (!(await change.session.identities.removePartner(id))) {
      throw directoryErrors.RESOURCE_NOT_FOUND({ id: tenantId });
    }
    change.fact({ type: 'policy', id }, 'purge');
  });
}

function rowOf({ tenantId, ...settings }: Partner): StoredPartner {
  return { tenantId, settings: storedSettings(settings) };
}

import { newObjectId, type ObjectId } from '@muster/kernel';
import { operatorCaller } from '../actors/caller.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import type { Domain, Organization } from '../ports/settings-store.ts';
import { checkDomainName } from './check-domain-name.ts';

export interface SetUp {
  readonly displayName: string;
  /** The directory's first domain; cannot be removed. */
  readonly initialDomain: string;
  /** Fixes the directory's id; random when absent. */
  readonly tenantId?: ObjectId;
}

/**
 * Makes an empty database a directory. Does nothing when it is one already.
 *
 * @returns the organization, and whether it was made now
 * @throws AppError DOMAIN_INVALID
 */
export async function setUpDirectory(
  directory: Directory,
  input: SetUp,
): Promise<{ organization: Organization; isNew: boolean }> {
  const id = checkDomainName(input.initialDomain);
  return changeDirectory(directory, operatorCaller, 'set-up', 'exclusive', async (change) => {
    const existing = await change.session.settings.organization();
    if (existing !== undefined) return { organization: existing, isNew: false };
    const organization: Organization = {
      id: input.tenantId ?? newObjectId(),
      displayName: input.displayName,
      createdDateTime: change.now,
      properties: {},
    };
    const domain: Domain = { id, isDefault: true, isInitial: true, isVerified: true, createdAt: change.now };
    await change.session.settings.saveOrganization(organization);
    await change.session.settings.saveDomain(domain);
    change.fact({ type: 'organization', id: organization.id }, 'create', { displayName: [null, input.displayName] });
    change.fact({ type: 'domain', id }, 'create');
    return { organization, isNew: true };
  });
}

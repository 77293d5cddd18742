import type { ReadSession } from '../ports/directory-store.ts';
import { type AccessTargets, type CollaborationSetting, crossTenantDefault } from './cross-tenant-access.ts';
import { readDefaultAccess } from './default-access.ts';
import { partnerOf } from './partners.ts';

/** What the settings say about somebody who comes from another directory. */
export interface InboundAccess {
  /** False: neither invitation nor redemption nor sign-in. */
  readonly isAllowed: boolean;
  /** This side's half of automatic redemption: no consent page for the partner's people. */
  readonly isConsentAutomatic: boolean;
  /** A second factor that was shown at home counts here. */
  readonly isMfaTrusted: boolean;
}

/** Who comes, and where to. */
export interface Comer {
  /** Id of the other directory; null when it is not known, as for consumer providers. */
  readonly tenantId: string | null;
  /** The person's id there; null when it is not known yet, as at an invitation. */
  readonly userId: string | null;
  /** The application that is signed in to; null at invitation and redemption. */
  readonly appId: string | null;
}

/**
 * What counts for the person: the partner's settings, and the default where they say nothing. Two statements.
 *
 * Groups of the other directory are not known here: a setting that names groups counts for nobody by them.
 */
export async function inboundAccess(session: ReadSession, comer: Comer): Promise<InboundAccess> {
  const byDefault = (await readDefaultAccess(session)) ?? crossTenantDefault;
  const stored = comer.tenantId === null ? undefined : await session.identities.partner(comer.tenantId.toLowerCase());
  const partner = stored === undefined ? undefined : partnerOf(stored);
  const trust = partner?.inboundTrust ?? byDefault.inboundTrust;
  return {
    isAllowed: allows(partner?.b2bCollaborationInbound ?? byDefault.b2bCollaborationInbound, comer),
    isConsentAutomatic: partner?.automaticUserConsentSettings.inboundAllowed === true,
    isMfaTrusted: trust.isMfaAccepted === true,
  };
}

/**
 * The same for people of this directory who go elsewhere.
 *
 * @param isConsentAutomatic this side's half of automatic redemption over there
 */
export async function outboundAccess(
  session: ReadSession,
  comer: Comer,
): Promise<{ isAllowed: boolean; isConsentAutomatic: boolean }> {
  const byDefault = (await readDefaultAccess(session)) ?? crossTenantDefault;
  const stored = comer.tenantId === null ? undefined : await session.identities.partner(comer.tenantId.toLowerCase());
  const partner = stored === undefined ? undefined : partnerOf(stored);
  return {
    isAllowed: allows(partner?.b2bCollaborationOutbound ?? byDefault.b2bCollaborationOutbound, comer),
    isConsentAutomatic: partner?.automaticUserConsentSettings.outboundAllowed === true,
  };
}

function allows({ usersAndGroups, applications }: CollaborationSetting, { userId, appId }: Comer): boolean {
  return reaches(usersAndGroups, 'AllUsers', userId) && reaches(applications, 'AllApplications', appId);
}

/** Somebody who is not known yet passes unless everybody is kept out: they are asked about again when they come. */
function reaches({ accessType, targets }: AccessTargets, all: string, id: string | null): boolean {
  const isNamed = targets.some(({ target }) => target === all || target === id?.toLowerCase());
  if (accessType === 'blocked') return !isNamed;
  return isNamed || id === null;
}

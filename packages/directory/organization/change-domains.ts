import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { identityErrors } from '../identity-providers/errors.ts';
import { isOpenId } from '../identity-providers/identity-provider.ts';
import { readProviders } from '../identity-providers/list-identity-providers.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { Domain } from '../ports/settings-store.ts';
import { checkDomainName } from './check-domain-name.ts';

/** Tells whether a domain's public DNS carries this text record. */
export type FindTextRecord = (domain: string, text: string) => Promise<boolean>;

/** The text record by which an organisation proves that a domain is its own. */
export function verificationText(tenantId: string, domain: string): string {
  return `muster-domain-verification=${tenantId}.${domain}`;
}

/** @throws AppError INSUFFICIENT_PRIVILEGES */
export async function listDomains(directory: Directory, caller: Caller): Promise<readonly Domain[]> {
  authorize(caller, 'read domains');
  return directory.store.read((session) => session.settings.domains());
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND */
export async function getDomain(directory: Directory, caller: Caller, id: string): Promise<Domain> {
  const domain = (await listDomains(directory, caller)).find((each) => each.id === id.toLowerCase());
  if (domain === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return domain;
}

/**
 * Adds a domain. It can be used once it is verified; the operator vouches for domains at once.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, DOMAIN_INVALID, PROVIDER_DOMAIN_TAKEN
 */
export async function addDomain(directory: Directory, caller: Caller, name: string): Promise<Domain> {
  authorize(caller, 'change domains');
  const id = checkDomainName(name);
  const isVerified = caller.actor.kind === 'operator';
  return changeDirectory(directory, caller, 'add-domain', 'exclusive', async (change) => {
    const known = await change.session.settings.domains();
    if (known.some((domain) => domain.id === id)) {
      throw directoryErrors.DOMAIN_INVALID({ domain: id, reason: 'it is a domain of this directory already' });
    }
    // Otherwise a provider elsewhere would go on to vouch for addresses that are now the directory's own.
    const owner = (await readProviders(change.session)).filter(isOpenId).find(({ domains }) => domains.includes(id));
    if (owner !== undefined) {
      const named = `the provider \`${owner.displayName}\``;
      throw identityErrors.PROVIDER_DOMAIN_TAKEN({ domain: id, owner: named });
    }
    const domain: Domain = { id, isDefault: false, isInitial: false, isVerified, createdAt: change.now };
    await change.session.settings.saveDomain(domain);
    change.fact({ type: 'domain', id }, 'create');
    return domain;
  });
}

/**
 * Verifies a domain by the text record in its DNS.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, DOMAIN_INVALID when the record is absent
 */
export async function verifyDomain(
  directory: Directory,
  caller: Caller,
  name: string,
  findTextRecord: FindTextRecord,
): Promise<Domain> {
  authorize(caller, 'change domains');
  const before = await getDomain(directory, { ...caller, actor: { kind: 'system' } }, name);
  const tenant = await directory.store.read((session) => session.settings.organization());
  const text = verificationText(tenant?.id ?? '', before.id);
  if (!before.isVerified && !(await findTextRecord(before.id, text))) {
    throw directoryErrors.DOMAIN_INVALID({ domain: before.id, reason: `its DNS has no TXT record \`${text}\`` });
  }
  return changeDirectory(directory, caller, 'verify-domain', 'exclusive', async (change) => {
    // DNS takes its time: the domain may have been changed, or removed, meanwhile.
    const present = (await change.session.settings.domains()).find((each) => each.id === before.id);
    if (present === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id: name });
    const domain: Domain = { ...present, isVerified: true };
    if (present.isVerified) return domain;
    await change.session.settings.saveDomain(domain);
    change.fact({ type: 'domain', id: domain.id }, 'update', { isVerified: [false, true] });
    return domain;
  });
}

/**
 * Makes a verified domain the default one.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, DOMAIN_INVALID
 */
export async function makeDomainDefault(directory: Directory, caller: Caller, name: string): Promise<void> {
  authorize(caller, 'change domains');
  await changeDirectory(directory, caller, 'make-domain-default', 'exclusive', async (change) => {
    const domains = await change.session.settings.domains();
    const chosen = domains.find((domain) => domain.id === name.toLowerCase());
    if (chosen === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id: name });
    if (!chosen.isVerified) throw directoryErrors.DOMAIN_INVALID({ domain: name, reason: 'it is not verified' });
    if (chosen.isDefault) return;
    for (const domain of domains) {
      const isDefault = domain.id === chosen.id;
      if (domain.isDefault !== isDefault) await change.session.settings.saveDomain({ ...domain, isDefault });
    }
    change.fact({ type: 'domain', id: chosen.id }, 'update', { isDefault: [false, true] });
  });
}

/** A year longer than anybody wants. @see Microsoft 365 admin center, "Set the password expiration policy" (same) */
export const mostValidityDays = 730;

/**
 * Sets how long passwords of users in the domain are valid.
 *
 * @param days null lets them never expire
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, PROPERTY_INVALID
 */
export async function setPasswordValidity(
  directory: Directory,
  caller: Caller,
  name: string,
  days: number | null,
): Promise<void> {
  authorize(caller, 'change domains');
  if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= mostValidityDays)) {
    const reason = `a whole number from 1 to ${mostValidityDays}, or 2147483647, is expected`;
    throw directoryErrors.PROPERTY_INVALID({ property: 'passwordValidityPeriodInDays', reason });
  }
  await changeDirectory(directory, caller, 'set-password-validity', 'exclusive', async (change) => {
    const domains = await change.session.settings.domains();
    const domain = domains.find((each) => each.id === name.toLowerCase());
    if (domain === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id: name });
    const before = domain.passwordValidityDays ?? null;
    if (before === days) return;
    await change.session.settings.saveDomain({ ...domain, passwordValidityDays: days });
    change.fact({ type: 'domain', id: domain.id }, 'update', { passwordValidityDays: [before, days] });
  });
}

/**
 * Removes a domain that no user principal name uses, be the user deleted or not.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, DOMAIN_INVALID
 */
export async function removeDomain(directory: Directory, caller: Caller, name: string): Promise<void> {
  authorize(caller, 'change domains');
  await changeDirectory(directory, caller, 'remove-domain', 'exclusive', async (change) => {
    const id = name.toLowerCase();
    const domain = (await change.session.settings.domains()).find((each) => each.id === id);
    if (domain === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id: name });
    if (domain.isInitial) throw directoryErrors.DOMAIN_INVALID({ domain: id, reason: 'the initial domain stays' });
    if (domain.isDefault) throw directoryErrors.DOMAIN_INVALID({ domain: id, reason: 'the default domain stays' });
    if (await isUsed(change.session, id)) {
      throw directoryErrors.DOMAIN_INVALID({ domain: id, reason: 'user principal names still use it' });
    }
    await change.session.settings.removeDomain(id);
    change.fact({ type: 'domain', id }, 'purge');
  });
}

/** True when the name of a user, live or deleted, ends in the domain. */
async function isUsed(session: ReadSession, domain: string): Promise<boolean> {
  for (const kind of ['all', 'deleted'] as const) {
    const { objects } = await session.objects.list(
      {
        types: ['user'],
        scope: { kind },
        filter: { op: 'endsWith', path: ['userPrincipalName'], value: `@${domain}` },
        orderBy: null,
        limit: 1,
        after: null,
        wantsCount: false,
      },
      null,
    );
    if (objects.length > 0) return true;
  }
  return false;
}

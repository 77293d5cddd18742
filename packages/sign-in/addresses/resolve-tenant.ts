import { isGuid, type ObjectId, toObjectId } from '@muster/kernel';
import { signInErrors } from '../errors.ts';
import type { SignInTenant } from '../ports.ts';

const manyTenants = new Set(['common', 'organizations', 'consumers']);

/**
 * Returns the tenant id for the tenant segment of a sign-in URL: the id or a verified domain name, in any case.
 *
 * @throws AppError SIGN_IN_TENANT_MISSING for `common`, `organizations` and `consumers`, which one directory cannot
 *   serve; SIGN_IN_TENANT_UNKNOWN for anything else that is not this directory.
 */
export async function resolveTenant(tenant: SignInTenant, segment: string): Promise<ObjectId> {
  if (manyTenants.has(segment.toLowerCase())) throw signInErrors.SIGN_IN_TENANT_MISSING({ tenant: segment });
  const isOurs = isGuid(segment)
    ? toObjectId(segment) === tenant.tenantId
    : await tenant.hasVerifiedDomain(segment.toLowerCase());
  if (!isOurs) throw signInErrors.SIGN_IN_TENANT_UNKNOWN({ tenant: segment });
  return tenant.tenantId;
}

/** The issuer of a tenant's tokens, as Entra's version 2.0 endpoint forms it. */
export function issuerOf(baseUrl: string, tenantId: string): string {
  return `${baseUrl}/${tenantId}/v2.0`;
}

import { type Domain, verificationText } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import type { JsonMembers } from '../../wire/present-object.ts';
import type { RecordType } from './record-answers.ts';

/** How Graph says that passwords never expire. */
export const neverExpires = 2_147_483_647;

/** @see Graph schema v1.0, type domain */
export const domainType: RecordType = {
  name: 'domain',
  empty: {
    id: null,
    authenticationType: 'Managed',
    availabilityStatus: null,
    isAdminManaged: true,
    isDefault: false,
    isInitial: false,
    isRoot: true,
    isVerified: false,
    manufacturer: null,
    model: null,
    passwordNotificationWindowInDays: 14,
    passwordValidityPeriodInDays: neverExpires,
    state: null,
    supportedServices: [],
  },
};

/** @param all every domain of the directory: a domain below another one is no root */
export function presentDomain(domain: Domain, all: readonly Domain[]): JsonMembers {
  const { id, isDefault, isInitial, isVerified } = domain;
  const passwordValidityPeriodInDays = domain.passwordValidityDays ?? neverExpires;
  const isRoot = !all.some((other) => id.endsWith(`.${other.id}`));
  return { id, isDefault, isInitial, isRoot, isVerified, passwordValidityPeriodInDays };
}

/** @see Graph schema v1.0, type domainDnsTxtRecord */
export const dnsRecordType: RecordType = {
  name: 'domainDnsTxtRecord',
  empty: {
    id: null,
    isOptional: false,
    label: null,
    recordType: 'Txt',
    supportedService: 'Email',
    ttl: 3600,
    text: null,
  },
};

/** The text record that `verify` looks for in the domain's public DNS. */
export function presentVerificationRecord(domain: Domain, tenantId: ObjectId): JsonMembers {
  return {
    '@odata.type': '#microsoft.graph.domainDnsTxtRecord',
    id: `txt.${domain.id}`,
    label: domain.id,
    text: verificationText(tenantId, domain.id),
  };
}

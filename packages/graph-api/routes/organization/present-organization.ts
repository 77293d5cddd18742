import type { Domain, SeenOrganization } from '@muster/directory';
import { formatTimestamp, type JsonMembers } from '../../wire/present-object.ts';
import type { RecordType } from './record-answers.ts';

/**
 * `ruleDialect` is Muster's own: the language in which rules of this directory may be written.
 *
 * @see Graph schema v1.0, type organization
 */
export const organizationType: RecordType = {
  name: 'organization',
  empty: {
    id: null,
    deletedDateTime: null,
    assignedPlans: [],
    businessPhones: [],
    city: null,
    country: null,
    countryLetterCode: null,
    createdDateTime: null,
    defaultUsageLocation: null,
    displayName: null,
    marketingNotificationEmails: [],
    mobileDeviceManagementAuthority: 'unknown',
    onPremisesLastSyncDateTime: null,
    onPremisesSyncEnabled: null,
    partnerTenantType: null,
    postalCode: null,
    preferredLanguage: null,
    // Not in Graph: how much the pass of a rule may move unasked.
    membershipGuard: null,
    // Not in Graph: terms that passwords must not be made of.
    bannedPasswords: [],
    privacyProfile: null,
    provisionedPlans: [],
    ruleDialect: 'entra',
    securityComplianceNotificationMails: [],
    securityComplianceNotificationPhones: [],
    // Not in Graph: how many days the log of sign-ins reaches back.
    signInLogDays: null,
    state: null,
    street: null,
    technicalNotificationMails: [],
    tenantType: 'AAD',
    verifiedDomains: [],
  },
};

/** The domain within `verifiedDomains`. */
function presentVerified(domain: Domain): JsonMembers {
  const { id, isDefault, isInitial } = domain;
  return { capabilities: 'None', isDefault, isInitial, name: id, type: 'Managed' };
}

/** The directory itself as Graph's `organization`, with what can be changed about it as it was set. */
export function presentOrganization(organization: SeenOrganization, domains: readonly Domain[]): JsonMembers {
  const { privacyProfile, ...changed } = organization.properties as JsonMembers;
  return {
    ...changed,
    id: organization.id,
    displayName: organization.displayName,
    createdDateTime: organization.createdDateTime === null ? null : formatTimestamp(organization.createdDateTime),
    privacyProfile:
      privacyProfile === undefined || privacyProfile === null
        ? null
        : { contactEmail: null, statementUrl: null, ...(privacyProfile as JsonMembers) },
    verifiedDomains: domains.filter((domain) => domain.isVerified).map(presentVerified),
  };
}

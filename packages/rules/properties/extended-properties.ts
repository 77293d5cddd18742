import type { RuleObjectType } from '../ast/rule-object-type.ts';
import type { PropertyDescription } from './rule-property.ts';

/**
 * What rules of the extended dialect can read beyond the portable properties: what else the directory keeps about users
 * and devices as single texts, truth values and dates, and memberships at any depth.
 */
export const extendedAttributes: Readonly<Record<RuleObjectType, readonly PropertyDescription[]>> = {
  user: [
    { name: 'createdDateTime', type: 'date' },
    { name: 'employeeLeaveDateTime', type: 'date' },
    { name: 'externalUserStateChangeDateTime', type: 'date' },
    { name: 'lastPasswordChangeDateTime', type: 'date' },
    { name: 'onPremisesLastSyncDateTime', type: 'date' },
    { name: 'signInSessionsValidFromDateTime', type: 'date' },
    { name: 'employeeType' },
    { name: 'costCenter', graphAttribute: 'employeeOrgData.costCenter' },
    { name: 'division', graphAttribute: 'employeeOrgData.division' },
    { name: 'ageGroup', allowedValues: ['Minor', 'NotAdult', 'Adult'] },
    { name: 'consentProvidedForMinor', allowedValues: ['Granted', 'Denied', 'NotRequired'] },
    { name: 'legalAgeGroupClassification' },
    { name: 'creationType' },
    { name: 'externalUserState' },
    { name: 'preferredDataLocation' },
    { name: 'onPremisesDomainName' },
    { name: 'onPremisesImmutableId' },
    { name: 'onPremisesSamAccountName' },
    { name: 'onPremisesUserPrincipalName' },
    { name: 'isManagementRestricted', type: 'boolean' },
    { name: 'isResourceAccount', type: 'boolean' },
    { name: 'showInAddressList', type: 'boolean' },
    { name: 'transitiveMemberOf', type: 'groups' },
  ],
  device: [
    { name: 'approximateLastSignInDateTime', type: 'date' },
    { name: 'complianceExpirationDateTime', type: 'date' },
    { name: 'createdDateTime', type: 'date' },
    { name: 'onPremisesLastSyncDateTime', type: 'date' },
    { name: 'registrationDateTime', type: 'date' },
    { name: 'deviceMetadata' },
    { name: 'enrollmentType' },
    { name: 'onPremisesSecurityIdentifier' },
    { name: 'dirSyncEnabled', type: 'boolean', graphAttribute: 'onPremisesSyncEnabled' },
    { name: 'isCompliant', type: 'boolean' },
    { name: 'isManaged', type: 'boolean' },
    { name: 'isManagementRestricted', type: 'boolean' },
    { name: 'transitiveMemberOf', type: 'groups' },
  ],
};

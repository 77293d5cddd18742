import { provisioningErrorFields } from './complex-fields.ts';
import {
  complex,
  complexes,
  createOnly,
  flag,
  instant,
  objectProperties,
  type PropertyTable,
  readOnly,
  required,
  text,
  texts,
} from './property-definition.ts';

/**
 * The properties of a group. `membershipRuleProcessingStatus` is the beta property.
 *
 * @see Graph schema v1.0, type group; rule language spec §7.1; Graph surface spec §6.3, §12.2
 */
export const groupProperties: PropertyTable = {
  ...objectProperties,

  displayName: text(256, required),
  mailEnabled: flag(required),
  mailNickname: text(64, required),
  securityEnabled: flag(required),

  classification: text(1024),
  description: text(1024),
  groupTypes: texts(32, { allowed: ['Unified', 'DynamicMembership'] }),
  isAssignableToRole: flag(createOnly),
  // The rule checker states its own, better limit error for the rule's length.
  membershipRule: text(Number.MAX_SAFE_INTEGER),
  membershipRuleProcessingState: text(16, { allowed: ['On', 'Paused'] }),
  membershipRuleProcessingStatus: complex(
    {
      status: 'String',
      lastMembershipUpdated: 'DateTimeOffset',
      errorMessage: 'String',
      // Not in Graph: how far the pass is.
      doneCount: 'Int32',
      totalCount: 'Int32',
      joinedCount: 'Int32',
      leftCount: 'Int32',
      countPerSecond: 'Int32',
      estimatedCompletionDateTime: 'DateTimeOffset',
      // Not in Graph: a pass that waits for an approval.
      isApprovalRequired: 'Boolean',
      leavingCount: 'Int32',
      joiningCount: 'Int32',
      approvalExpirationDateTime: 'DateTimeOffset',
    },
    readOnly,
  ),
  // Not in Graph: how much a pass may move unasked.
  membershipGuard: complex({
    leavingPercent: 'Int32',
    leavingCount: 'Int32',
    joiningCount: 'Int32',
    approvalHours: 'Int32',
  }),
  // Not in Graph: people and devices whom the rule must let in, or leave out.
  membershipRuleTests: complexes({ memberId: 'Guid', isMember: 'Boolean' }),
  preferredDataLocation: text(3),
  preferredLanguage: text(64),
  theme: text(32, { allowed: ['Teal', 'Purple', 'Green', 'Blue', 'Pink', 'Orange', 'Red'] }),
  uniqueName: text(128, createOnly),
  visibility: text(32, { allowed: ['Private', 'Public', 'HiddenMembership'] }),
  resourceBehaviorOptions: texts(64, createOnly),
  resourceProvisioningOptions: texts(64),
  creationOptions: texts(64, createOnly),

  expirationDateTime: instant(readOnly),
  isManagementRestricted: flag(readOnly),
  mail: text(320, readOnly),
  onPremisesDomainName: text(256, readOnly),
  onPremisesLastSyncDateTime: instant(readOnly),
  onPremisesNetBiosName: text(256, readOnly),
  onPremisesProvisioningErrors: complexes(provisioningErrorFields, readOnly),
  onPremisesSamAccountName: text(256, readOnly),
  onPremisesSecurityIdentifier: text(256, readOnly),
  onPremisesSyncEnabled: flag(readOnly),
  proxyAddresses: texts(320, readOnly),
  renewedDateTime: instant(readOnly),
  securityIdentifier: text(256, readOnly),
  serviceProvisioningErrors: complexes(
    { createdDateTime: 'DateTimeOffset', isResolved: 'Boolean', serviceInstance: 'String' },
    readOnly,
  ),
};

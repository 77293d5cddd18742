import { type CapabilityTable, filterable } from './capability.ts';

/**
 * What `$filter` and `$orderby` may do with the properties of a group.
 *
 * @see Facts reduced from the public type definitions `@microsoft/microsoft-graph-types` 2.43.1 (MIT) and
 * `microsoftgraph/microsoft-graph-docs-contrib` (pages "Advanced query capabilities" and "Filter directory objects");
 * Graph surface spec §4.3, §4.5.
 */
export const groupCapabilities: CapabilityTable = {
  classification: filterable('eq ge le startsWith', 'ne not'),
  deletedDateTime: filterable('eq ge le', 'ne not in', 'advanced'),
  description: filterable('', 'eq ne not ge le startsWith'),
  displayName: filterable('eq ge le in startsWith', 'ne not null', 'default'),
  expirationDateTime: filterable('', 'eq ne not ge le in'),
  groupTypes: filterable('eq', 'not'),
  id: filterable('eq in', 'ne not'),
  isAssignableToRole: filterable('eq', 'ne not'),
  mail: filterable('eq ge le in startsWith', 'ne not null'),
  mailEnabled: filterable('eq', 'ne not'),
  mailNickname: filterable('eq ge le in startsWith', 'ne not null'),
  membershipRule: filterable('eq ge le startsWith', 'ne not'),
  membershipRuleProcessingState: filterable('eq in', 'ne not'),
  onPremisesLastSyncDateTime: filterable('eq ge le in', 'ne not'),
  onPremisesProvisioningErrors: filterable('eq', 'not'),
  'onPremisesProvisioningErrors/category': filterable('eq', 'not'),
  'onPremisesProvisioningErrors/propertyCausingError': filterable('eq', 'not'),
  onPremisesSamAccountName: filterable('', 'eq ne not ge le in startsWith'),
  onPremisesSecurityIdentifier: filterable('eq in', 'ne not null'),
  onPremisesSyncEnabled: filterable('eq in', 'ne not null'),
  preferredLanguage: filterable('', 'eq ne not ge le in startsWith null'),
  proxyAddresses: filterable('eq ge le startsWith', 'not endsWith $count'),
  renewedDateTime: filterable('eq ge le in', 'ne not'),
  securityEnabled: filterable('eq in', 'ne not'),
  serviceProvisioningErrors: filterable('eq', 'not'),
  uniqueName: filterable('eq'),
};

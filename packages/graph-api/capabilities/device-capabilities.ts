import { type CapabilityTable, filterable } from './capability.ts';

/**
 * What `$filter` and `$orderby` may do with the properties of a device.
 *
 * @see Facts reduced from the public type definitions `@microsoft/microsoft-graph-types` 2.43.1 (MIT) and
 * `microsoftgraph/microsoft-graph-docs-contrib` (pages "Advanced query capabilities" and "Filter directory objects");
 * Graph surface spec §4.3, §4.5.
 */
export const deviceCapabilities: CapabilityTable = {
  accountEnabled: filterable('eq in', 'ne not'),
  'alternativeSecurityIds/identityProvider': filterable('', 'eq not'),
  'alternativeSecurityIds/type': filterable('eq', 'ge le not'),
  approximateLastSignInDateTime: filterable('eq ge le', 'ne not null', 'advanced'),
  createdDateTime: filterable('', '', 'advanced'),
  deletedDateTime: filterable('eq ge le', 'ne not in', 'advanced'),
  deviceId: filterable('eq startsWith', 'ne not'),
  displayName: filterable('eq ge le in startsWith', 'ne not null', 'advanced'),
  'extensionAttributes/*': filterable('', 'eq null ne not'),
  id: filterable('eq in', 'ne not'),
  isCompliant: filterable('eq', 'ne not'),
  isManaged: filterable('eq', 'ne not'),
  onPremisesLastSyncDateTime: filterable('eq ge le in', 'ne not'),
  onPremisesSecurityIdentifier: filterable('eq'),
  onPremisesSyncEnabled: filterable('eq in', 'ne not null'),
  operatingSystem: filterable('eq ge le startsWith', 'ne not null'),
  operatingSystemVersion: filterable('eq ge le startsWith', 'ne not null'),
  trustType: filterable('eq in', 'ne not'),
};

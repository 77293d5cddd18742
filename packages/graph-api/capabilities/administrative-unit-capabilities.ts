import { type CapabilityTable, filterable } from './capability.ts';

/**
 * What `$filter` and `$orderby` may do with the properties of an administrative unit.
 *
 * @see Facts reduced from the public type definitions `@microsoft/microsoft-graph-types` 2.43.1 (MIT) and
 * `microsoftgraph/microsoft-graph-docs-contrib` (pages "Advanced query capabilities" and "Filter directory objects");
 * Graph surface spec §4.5.
 */
export const administrativeUnitCapabilities: CapabilityTable = {
  createdDateTime: filterable('', '', 'advanced'),
  deletedDateTime: filterable('eq ge le', 'ne not in', 'advanced'),
  displayName: filterable('eq ge le in startsWith', 'ne not null', 'advanced'),
  id: filterable('eq in', 'ne not'),
};

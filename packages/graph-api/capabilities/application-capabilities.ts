import { type CapabilityTable, filterable } from './capability.ts';

/**
 * What `$filter` and `$orderby` may do with the properties of an application.
 *
 * @see Facts reduced from the public type definitions `@microsoft/microsoft-graph-types` 2.43.1 (MIT) and
 * `microsoftgraph/microsoft-graph-docs-contrib` (pages "Advanced query capabilities" and "Filter directory objects");
 * Graph surface spec §4.3, §4.5.
 */
export const applicationCapabilities: CapabilityTable = {
  appId: filterable('eq in'),
  createdDateTime: filterable('eq ge le in', 'ne not null', 'advanced'),
  deletedDateTime: filterable('eq ge le', 'ne not in', 'advanced'),
  description: filterable('', 'eq ne not ge le startsWith'),
  displayName: filterable('eq ge le in startsWith', 'ne not null', 'advanced'),
  id: filterable('eq in', 'ne not'),
  identifierUris: filterable('eq ge le startsWith', 'ne'),
  publisherDomain: filterable('eq ge le startsWith', 'ne'),
  signInAudience: filterable('eq', 'ne not'),
  tags: filterable('eq ge le startsWith', 'not'),
};

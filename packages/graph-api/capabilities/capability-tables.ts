import type { ObjectType } from '@muster/directory';
import { administrativeUnitCapabilities } from './administrative-unit-capabilities.ts';
import { applicationCapabilities } from './application-capabilities.ts';
import { type Capability, type CapabilityTable, filterable } from './capability.ts';
import { deviceCapabilities } from './device-capabilities.ts';
import { groupCapabilities } from './group-capabilities.ts';
import { servicePrincipalCapabilities } from './service-principal-capabilities.ts';
import { userCapabilities } from './user-capabilities.ts';

/** Object type → what `$filter` and `$orderby` may do with its properties. */
export const capabilityTables: Readonly<Record<ObjectType, CapabilityTable>> = {
  user: userCapabilities,
  device: deviceCapabilities,
  group: groupCapabilities,
  application: applicationCapabilities,
  servicePrincipal: servicePrincipalCapabilities,
  administrativeUnit: administrativeUnitCapabilities,
};

// Graph surface spec §12.9 names the operators for directory extensions without saying which are advanced; those that
// are advanced everywhere else are so here.
const extensionCapability = filterable('eq ge le in startsWith', 'ne not null');

/**
 * What may be done with a property of a type, or with a field of it.
 *
 * @param path canonical names: the property, then the field if any.
 * @returns undefined when the property can neither be filtered nor sorted.
 */
export function capabilityOf(type: ObjectType, path: readonly string[], isExtension: boolean): Capability | undefined {
  if (isExtension) return extensionCapability;
  const table = capabilityTables[type];
  const [property = '', field] = path;
  if (field === undefined) return table[property];
  return table[`${property}/${field}`] ?? table[`${property}/*`] ?? table[property];
}

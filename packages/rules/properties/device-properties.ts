import { describeProperty, type PropertyDescription } from './rule-property.ts';

const extensionAttributes: PropertyDescription[] = Array.from({ length: 15 }, (_, i) => ({
  name: `extensionAttribute${i + 1}`,
  graphAttribute: `extensionAttributes.extensionAttribute${i + 1}`,
}));

const descriptions: readonly PropertyDescription[] = [
  { name: 'accountEnabled', type: 'boolean' },
  { name: 'isRooted', type: 'boolean' },
  { name: 'deviceCategory' },
  { name: 'deviceId' },
  { name: 'deviceManagementAppId', graphAttribute: 'mdmAppId' },
  { name: 'deviceManufacturer', graphAttribute: 'manufacturer' },
  { name: 'deviceModel', graphAttribute: 'model' },
  { name: 'displayName' },
  { name: 'deviceOSType', graphAttribute: 'operatingSystem' },
  { name: 'deviceOSVersion', graphAttribute: 'operatingSystemVersion', isVersion: true },
  { name: 'deviceOwnership', allowedValues: ['Personal', 'Company', 'Unknown'] },
  { name: 'deviceTrustType', graphAttribute: 'trustType', allowedValues: ['AzureAD', 'ServerAD', 'Workplace'] },
  { name: 'enrollmentProfileName' },
  { name: 'managementType' },
  { name: 'objectId', graphAttribute: 'id', isNullable: false },
  { name: 'profileType', allowedValues: ['RegisteredDevice', 'SecureVM', 'Printer', 'Shared', 'IoT'] },
  ...extensionAttributes,
  { name: 'devicePhysicalIds', type: 'texts', graphAttribute: 'physicalIds' },
  { name: 'systemLabels', type: 'texts' },
  { name: 'memberOf', type: 'groups' },
];

/**
 * The attributes of devices that rules can read.
 *
 * @see rule language spec §3.2
 */
export const deviceProperties = descriptions.map(describeProperty);

import { extensionAttributeFields } from './complex-fields.ts';
import {
  complex,
  complexes,
  flag,
  guid,
  instant,
  integer,
  objectProperties,
  type PropertyTable,
  readOnly,
  required,
  text,
  texts,
} from './property-definition.ts';

/**
 * The properties of a device. Device management writes many of them through Graph, so that they are writable here.
 *
 * @see Graph schema v1.0 and beta (extensionAttributes), type device; Graph surface spec §6.2
 */
export const deviceProperties: PropertyTable = {
  ...objectProperties,

  accountEnabled: flag(required),
  alternativeSecurityIds: complexes(
    { identityProvider: 'String', key: 'Binary', type: 'Int32' },
    { isRequiredOnCreate: true },
  ),
  deviceId: guid({ write: 'createOnly', ...required }),
  displayName: text(256, required),
  operatingSystem: text(256, required),
  operatingSystemVersion: text(256, required),

  approximateLastSignInDateTime: instant(readOnly),
  complianceExpirationDateTime: instant(readOnly),
  deviceCategory: text(256),
  deviceMetadata: text(1024),
  deviceOwnership: text(32, { allowed: ['Personal', 'Company', 'Unknown'] }),
  deviceVersion: integer(),
  enrollmentProfileName: text(256),
  enrollmentType: text(64),
  extensionAttributes: complex(extensionAttributeFields),
  isCompliant: flag(),
  isManaged: flag(),
  isManagementRestricted: flag(readOnly),
  isRooted: flag(),
  managementType: text(64),
  manufacturer: text(256),
  mdmAppId: text(64),
  model: text(256),
  onPremisesLastSyncDateTime: instant(readOnly),
  onPremisesSecurityIdentifier: text(256, readOnly),
  onPremisesSyncEnabled: flag(readOnly),
  physicalIds: texts(1024),
  profileType: text(32, { allowed: ['RegisteredDevice', 'SecureVM', 'Printer', 'Shared', 'IoT'] }),
  registrationDateTime: instant(readOnly),
  systemLabels: texts(256, readOnly),
  trustType: text(32, { allowed: ['AzureAd', 'ServerAd', 'Workplace'] }),
};

import type { FieldType } from './property-definition.ts';

/** `extensionAttribute1` to `extensionAttribute15`. */
export const extensionAttributeNames: readonly string[] = Array.from(
  { length: 15 },
  (_, i) => `extensionAttribute${i + 1}`,
);

export const extensionAttributeFields: Readonly<Record<string, FieldType>> = Object.fromEntries(
  extensionAttributeNames.map((name) => [name, 'String']),
);

export const provisioningErrorFields = {
  category: 'String',
  occurredDateTime: 'DateTimeOffset',
  propertyCausingError: 'String',
  value: 'String',
} as const;

export const passwordCredentialFields = {
  customKeyIdentifier: 'Binary',
  displayName: 'String',
  endDateTime: 'DateTimeOffset',
  hint: 'String',
  keyId: 'Guid',
  secretText: 'String',
  startDateTime: 'DateTimeOffset',
} as const;

/** @see Graph schema v1.0, type permissionScope */
export const permissionScopeFields = {
  adminConsentDescription: 'String',
  adminConsentDisplayName: 'String',
  id: 'Guid',
  isEnabled: 'Boolean',
  type: 'String',
  userConsentDescription: 'String',
  userConsentDisplayName: 'String',
  value: 'String',
} as const;

/** @see Graph schema v1.0, type appRole */
export const appRoleFields = {
  description: 'String',
  displayName: 'String',
  id: 'Guid',
  isEnabled: 'Boolean',
  origin: 'String',
  value: 'String',
} as const;

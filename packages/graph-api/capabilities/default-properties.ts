import { type ObjectType, propertyTables } from '@muster/directory';

/** The two versions of the API; they show the same data. */
export type GraphVersion = 'v1.0' | 'beta';

const userDefaults = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
] as const;

const groupDefaults = [
  'id',
  'deletedDateTime',
  'classification',
  'createdDateTime',
  'creationOptions',
  'description',
  'displayName',
  'expirationDateTime',
  'groupTypes',
  'isAssignableToRole',
  'mail',
  'mailEnabled',
  'mailNickname',
  'membershipRule',
  'membershipRuleProcessingState',
  'onPremisesDomainName',
  'onPremisesLastSyncDateTime',
  'onPremisesNetBiosName',
  'onPremisesSamAccountName',
  'onPremisesSecurityIdentifier',
  'onPremisesSyncEnabled',
  'preferredDataLocation',
  'preferredLanguage',
  'proxyAddresses',
  'renewedDateTime',
  'resourceBehaviorOptions',
  'resourceProvisioningOptions',
  'securityEnabled',
  'securityIdentifier',
  'theme',
  'uniqueName',
  'visibility',
  'onPremisesProvisioningErrors',
  'serviceProvisioningErrors',
] as const;

// v1.0 gives these on `$select` alone.
const betaOnly: ReadonlySet<string> = new Set(['extensionAttributes', 'membershipRuleProcessingStatus']);

/** True for a property that only the beta schema declares. */
export function isBetaOnly(name: string): boolean {
  return betaOnly.has(name);
}

function everything(type: ObjectType, version: GraphVersion): readonly string[] {
  return Object.keys(propertyTables[type]).filter((name) => version === 'beta' || !isBetaOnly(name));
}

const typesWithSubset: Partial<Record<ObjectType, readonly string[]>> = { user: userDefaults, group: groupDefaults };

/**
 * The properties an answer holds without `$select`, in order: in v1.0 a subset for users and groups, else all.
 *
 * @see Graph surface spec §1, §3 "Default property sets"
 */
export function defaultProperties(type: ObjectType, version: GraphVersion): readonly string[] {
  const subset = version === 'v1.0' ? typesWithSubset[type] : undefined;
  return subset ?? everything(type, version);
}

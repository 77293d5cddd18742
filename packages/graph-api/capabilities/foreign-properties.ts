import type { ObjectType } from '@muster/directory';

/** How a property that the schema declares but this directory does not keep is read. */
export interface ForeignProperty {
  /** What an answer shows when nobody supplies a value. */
  readonly emptyValue: null | readonly never[];
  /** Only reading a single object may select it; a list answers 501. */
  readonly isSingleOnly: boolean;
}

const scalar: ForeignProperty = { emptyValue: null, isSingleOnly: false };
const collection: ForeignProperty = { emptyValue: [], isSingleOnly: false };
const singleScalar: ForeignProperty = { emptyValue: null, isSingleOnly: true };
const singleCollection: ForeignProperty = { emptyValue: [], isSingleOnly: true };

/**
 * Properties of the Graph schema that the property tables leave out. They can be selected, so that a client written
 * for the whole schema keeps working, and read as empty unless a route supplies a value; they cannot be filtered,
 * sorted or written.
 *
 * @see Graph schema v1.0; Graph surface spec §3 "Default property sets"
 */
export const foreignProperties: Readonly<Record<ObjectType, Readonly<Record<string, ForeignProperty>>>> = {
  user: {
    authorizationInfo: scalar,
    customSecurityAttributes: scalar,
    deviceEnrollmentLimit: scalar,
    licenseAssignmentStates: collection,
    serviceProvisioningErrors: collection,
    signInActivity: scalar,
    aboutMe: singleScalar,
    birthday: singleScalar,
    hireDate: singleScalar,
    interests: singleCollection,
    mySite: singleScalar,
    pastProjects: singleCollection,
    preferredName: singleScalar,
    responsibilities: singleCollection,
    schools: singleCollection,
    skills: singleCollection,
  },
  group: {
    accessType: scalar,
    assignedLabels: collection,
    assignedLicenses: collection,
    infoCatalogs: collection,
    isFavorite: scalar,
    licenseProcessingState: scalar,
    onPremisesExtensionAttributes: scalar,
    organizationId: scalar,
    unseenMessagesCount: scalar,
    welcomeMessageEnabled: scalar,
    writebackConfiguration: scalar,
    allowExternalSenders: singleScalar,
    autoSubscribeNewMembers: singleScalar,
    hideFromAddressLists: singleScalar,
    hideFromOutlookClients: singleScalar,
    isArchived: singleScalar,
    isSubscribedByMail: singleScalar,
    unseenConversationsCount: singleScalar,
    unseenCount: singleScalar,
  },
  device: { alternativeNames: collection, hostnames: collection },
  application: {
    addIns: collection,
    applicationTemplateId: scalar,
    certification: scalar,
    createdByAppId: scalar,
    defaultRedirectUri: scalar,
    disabledByMicrosoftStatus: scalar,
    info: scalar,
    isDeviceOnlyAuthSupported: scalar,
    keyCredentials: collection,
    oauth2RequirePostResponse: scalar,
    parentalControlSettings: scalar,
    requestSignatureVerification: scalar,
    samlMetadataUrl: scalar,
    serviceManagementReference: scalar,
    servicePrincipalLockConfiguration: scalar,
    tokenEncryptionKeyId: scalar,
    verifiedPublisher: scalar,
  },
  servicePrincipal: {
    addIns: collection,
    alternativeNames: collection,
    appDescription: scalar,
    applicationTemplateId: scalar,
    customSecurityAttributes: scalar,
    disabledByMicrosoftStatus: scalar,
    info: scalar,
    keyCredentials: collection,
    loginUrl: scalar,
    logoutUrl: scalar,
    notificationEmailAddresses: collection,
    passwordCredentials: collection,
    preferredSingleSignOnMode: scalar,
    preferredTokenSigningKeyThumbprint: scalar,
    replyUrls: collection,
    resourceSpecificApplicationPermissions: collection,
    samlSingleSignOnSettings: scalar,
    tokenEncryptionKeyId: scalar,
    verifiedPublisher: scalar,
  },
  administrativeUnit: {
    isMemberManagementRestricted: scalar,
    membershipRule: scalar,
    membershipRuleProcessingState: scalar,
    membershipType: scalar,
  },
};

const canonicalNames = new Map(
  Object.entries(foreignProperties).map(([type, table]) => [
    type as ObjectType,
    new Map(Object.keys(table).map((name) => [name.toLowerCase(), name])),
  ]),
);

/** The foreign property's name in the schema's spelling, found ignoring case. */
export function foreignPropertyName(type: ObjectType, name: string): string | undefined {
  return canonicalNames.get(type)!.get(name.toLowerCase());
}

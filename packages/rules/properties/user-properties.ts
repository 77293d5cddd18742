import { describeProperty, type PropertyDescription } from './rule-property.ts';

const extensionAttributes: PropertyDescription[] = Array.from({ length: 15 }, (_, i) => ({
  name: `extensionAttribute${i + 1}`,
  graphAttribute: `onPremisesExtensionAttributes.extensionAttribute${i + 1}`,
}));

const descriptions: readonly PropertyDescription[] = [
  { name: 'accountEnabled', type: 'boolean' },
  { name: 'dirSyncEnabled', type: 'boolean', graphAttribute: 'onPremisesSyncEnabled' },
  { name: 'employeeHireDate', type: 'date' },
  { name: 'city' },
  { name: 'country' },
  { name: 'companyName' },
  { name: 'department' },
  { name: 'displayName', isNullable: false },
  { name: 'employeeId' },
  { name: 'facsimileTelephoneNumber', graphAttribute: 'faxNumber' },
  { name: 'givenName' },
  { name: 'jobTitle' },
  { name: 'mail' },
  { name: 'mailNickName', graphAttribute: 'mailNickname', isNullable: false },
  { name: 'mobile', graphAttribute: 'mobilePhone' },
  { name: 'objectId', graphAttribute: 'id', isNullable: false },
  { name: 'onPremisesDistinguishedName' },
  { name: 'onPremisesSecurityIdentifier' },
  {
    name: 'passwordPolicies',
    allowedValues: [
      'None',
      'DisableStrongPassword',
      'DisablePasswordExpiration',
      'DisablePasswordExpiration, DisableStrongPassword',
    ],
  },
  { name: 'physicalDeliveryOfficeName', graphAttribute: 'officeLocation' },
  { name: 'postalCode' },
  { name: 'preferredLanguage' },
  { name: 'sipProxyAddress', graphAttribute: 'imAddresses' },
  { name: 'state' },
  { name: 'streetAddress' },
  { name: 'surname' },
  { name: 'telephoneNumber', graphAttribute: 'businessPhones' },
  { name: 'usageLocation' },
  { name: 'userPrincipalName', isNullable: false },
  { name: 'userType', allowedValues: ['Member', 'Guest'] },
  ...extensionAttributes,
  { name: 'agentIdentityBlueprintId' },
  { name: 'identityParentId' },
  { name: 'otherMails', type: 'texts' },
  { name: 'proxyAddresses', type: 'texts' },
  { name: 'assignedPlans', type: 'plans' },
  { name: 'memberOf', type: 'groups' },
];

/**
 * The attributes of users that rules can read.
 *
 * @see rule language spec §3.1
 */
export const userProperties = descriptions.map(describeProperty);

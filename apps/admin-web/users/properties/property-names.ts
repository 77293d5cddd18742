import type { FormField } from '../../forms/form-field.ts';

/** How a property is edited; its label stands among the texts under the same name. */
export interface EditedProperty extends Pick<FormField, 'kind' | 'longest' | 'isRequired'> {
  /** A part of a property is written `property.part`. */
  readonly name: string;
}

const text = (name: string, longest: number) => ({ name, kind: 'text', longest }) as const;

/** Properties that the API lets be changed, in the sections of the Entra admin center. */
export const editedProperties = {
  identity: [
    { ...text('displayName', 256), isRequired: true },
    text('givenName', 64),
    text('surname', 64),
    { ...text('userPrincipalName', 113), isRequired: true },
    { ...text('mailNickname', 64), isRequired: true },
    { name: 'userType', kind: 'choice' },
    text('preferredLanguage', 64),
  ],
  job: [
    text('jobTitle', 128),
    text('companyName', 64),
    text('department', 64),
    text('employeeId', 16),
    text('employeeType', 128),
    { name: 'employeeHireDate', kind: 'date' },
    { name: 'employeeLeaveDateTime', kind: 'date' },
    text('officeLocation', 128),
    text('employeeOrgData.costCenter', 128),
    text('employeeOrgData.division', 128),
  ],
  contact: [
    text('streetAddress', 1024),
    text('city', 128),
    text('state', 128),
    text('postalCode', 40),
    text('country', 128),
    { name: 'businessPhones', kind: 'lines' },
    text('mobilePhone', 64),
    text('mail', 320),
    { name: 'otherMails', kind: 'lines' },
    text('faxNumber', 64),
    text('sipProxyAddress', 320),
    { name: 'showInAddressList', kind: 'flag' },
  ],
  parental: [
    { name: 'ageGroup', kind: 'choice' },
    { name: 'consentProvidedForMinor', kind: 'choice' },
  ],
  settings: [
    { name: 'accountEnabled', kind: 'flag', isRequired: true },
    { name: 'usageLocation', kind: 'choice' },
    text('preferredDataLocation', 3),
    { name: 'passwordPolicies', kind: 'choice' },
  ],
  onPremises: [
    text('onPremisesImmutableId', 256),
    ...Array.from({ length: 15 }, (_, at) => text(`onPremisesExtensionAttributes.extensionAttribute${at + 1}`, 1024)),
  ],
} satisfies Readonly<Record<string, readonly EditedProperty[]>>;

export type SectionName = keyof typeof editedProperties;

const onlyShown = [
  'id',
  'createdDateTime',
  'creationType',
  'externalUserState',
  'externalUserStateChangeDateTime',
  'source',
  'identitySource',
  'identities',
  'lastPasswordChangeDateTime',
  'onPremisesSyncEnabled',
  'onPremisesLastSyncDateTime',
  'onPremisesDomainName',
  'onPremisesDistinguishedName',
  'onPremisesSamAccountName',
  'proxyAddresses',
  'signInSessionsValidFromDateTime',
];

const edited = Object.values(editedProperties).flatMap((all) => all.map(({ name }) => name.split('.')[0]!));

/** What the profile reads of a user. */
export const shownProperties: readonly string[] = [...new Set([...onlyShown, ...edited])];

/** What the directory on premises decides while it synchronises somebody. */
export const decidedOnPremises: ReadonlySet<string> = new Set([
  'displayName',
  'givenName',
  'surname',
  'userPrincipalName',
  'mail',
  'mailNickname',
  'department',
  'jobTitle',
  'companyName',
  'employeeId',
  'employeeType',
  'city',
  'country',
  'state',
  'streetAddress',
  'postalCode',
  'businessPhones',
  'mobilePhone',
  'faxNumber',
  'officeLocation',
  'managerId',
  'onPremisesExtensionAttributes',
  'accountEnabled',
]);

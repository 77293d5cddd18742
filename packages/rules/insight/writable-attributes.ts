/** Who besides the administrators decides about an attribute of users. */
export interface WritableAttribute {
  /** The person may change it without asking anybody. */
  readonly bySelf: boolean;
  /** Of a guest: whoever invites decides about it, or the home organisation, by an invitation or by synchronisation. */
  readonly byHome: boolean;
}

const self: WritableAttribute = { bySelf: true, byHome: true };
const home: WritableAttribute = { bySelf: false, byHome: true };

/**
 * Attributes of users, by rule name, that others than administrators can write. Whoever writes an attribute that a rule
 * reads decides on membership.
 *
 * - By the person: members manage their own phone numbers, and the other addresses by which they are reached.
 * - By the guest's side: anybody may be invited by any member unless the organisation restricts it, under the name and
 *   the address that the invitation gives; synchronisation between organisations brings the rest of the profile.
 *
 * @see B2B and governance spec §1.3, §1.4 (invitation), §1.6 (own password, phone, photo); rule language spec §7.10; Microsoft
 *   Learn, "Default user permissions" and "Configure cross-tenant synchronization", attribute mappings
 */
export const writableAttributes: Readonly<Record<string, WritableAttribute>> = {
  mobile: self,
  telephoneNumber: self,
  otherMails: self,
  displayName: home,
  givenName: home,
  surname: home,
  mail: home,
  mailNickName: home,
  userPrincipalName: home,
  proxyAddresses: home,
  companyName: home,
  department: home,
  jobTitle: home,
  employeeId: home,
  employeeHireDate: home,
  city: home,
  country: home,
  state: home,
  postalCode: home,
  streetAddress: home,
  physicalDeliveryOfficeName: home,
  facsimileTelephoneNumber: home,
  preferredLanguage: home,
  usageLocation: home,
};

import { directoryErrors } from '../errors.ts';
import type { User } from '../objects/directory-object.ts';

/**
 * Names of the properties that the directory on premises decides while it synchronises a user. The admin centre has a copy,
 * which `tests/agreement` holds to this one.
 *
 * @see B2B and governance spec §10
 */
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

/** @throws AppError SYNCED_OBJECT when a synchronised user's own directory decides one of the properties */
export function refuseSyncedProperties(user: User, properties: readonly string[]): void {
  if (user.properties.onPremisesSyncEnabled !== true) return;
  const refused = properties.filter((name) => decidedOnPremises.has(name));
  if (refused.length > 0) throw directoryErrors.SYNCED_OBJECT({ properties: refused });
}

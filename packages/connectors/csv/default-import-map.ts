import { propertyTables } from '@muster/directory';
import { errors } from '../errors.ts';
import type { ImportMap, ManagerMap } from './import-map.ts';
import { lookupProperties } from './people-port.ts';
import { parseTarget } from './target.ts';

/** Headers as other systems write them, without blanks, dashes and underscores and in lower case → property. */
const synonyms: Readonly<Record<string, string>> = {
  c: 'usageLocation',
  co: 'country',
  company: 'companyName',
  countrycode: 'usageLocation',
  email: 'mail',
  emailaddress: 'mail',
  employeenumber: 'employeeId',
  firstname: 'givenName',
  fullname: 'displayName',
  hiredate: 'employeeHireDate',
  l: 'city',
  lastname: 'surname',
  mobile: 'mobilePhone',
  office: 'officeLocation',
  phone: 'businessPhones',
  physicaldeliveryofficename: 'officeLocation',
  samaccountname: 'mailNickname',
  sn: 'surname',
  st: 'state',
  telephonenumber: 'businessPhones',
  title: 'jobTitle',
  upn: 'userPrincipalName',
  zipcode: 'postalCode',
};

const managerHeaders: Readonly<Record<string, ManagerMap['refersTo']>> = {
  manageremployeeid: 'employeeId',
  managerid: 'employeeId',
  managerupn: 'userPrincipalName',
  manageruserprincipalname: 'userPrincipalName',
  manageremail: 'mail',
  managermail: 'mail',
};

const written = new Map([...Object.keys(propertyTables.user), ...extensionNames()].map((name) => [plain(name), name]));

/**
 * The map for a file that came without one: columns called like a property, or as other systems call it.
 * The people are told apart by `employeeId`, else `userPrincipalName`, else `mail`, whichever the file has.
 *
 * @throws AppError IMPORT_KEY_MISSING
 */
export function defaultImportMap(header: readonly string[]): ImportMap {
  const columns: Record<string, string> = {};
  const taken = new Set<string>();
  let manager: ManagerMap | undefined;
  for (const column of header) {
    const refersTo = managerHeaders[plain(column)];
    if (refersTo !== undefined) manager ??= { column, refersTo };
    const property = written.get(plain(column)) ?? synonyms[plain(column)];
    if (property === undefined || taken.has(property) || typeof parseTarget(property) === 'string') continue;
    taken.add(property);
    columns[column] = property;
  }
  const key = lookupProperties.find((name) => taken.has(name));
  if (key === undefined) throw errors.IMPORT_KEY_MISSING({});
  return { key, columns, ...(manager === undefined ? {} : { manager }) };
}

function plain(name: string): string {
  return name.replaceAll(/[\s_-]/g, '').toLowerCase();
}

function extensionNames(): readonly string[] {
  return Array.from({ length: 15 }, (_, i) => `extensionAttribute${i + 1}`);
}

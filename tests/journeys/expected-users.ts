import { type DemoPerson, demoPeople } from './demo-people.ts';

/** A person of the demo company as the API must show them, worked out from the files alone. */
export interface ExpectedUser {
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly givenName: string;
  readonly surname: string;
  readonly mail: string;
  readonly mailNickname: string;
  readonly jobTitle: string | null;
  readonly department: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly country: string | null;
  readonly postalCode: string | null;
  readonly streetAddress: string | null;
  readonly usageLocation: string | null;
  readonly companyName: string;
  readonly employeeId: string;
  /** `yyyy-mm-dd`. */
  readonly hired: string;
  readonly phone: string;
  readonly division: string | null;
  readonly userType: 'Member' | 'Guest';
  readonly managerEmployeeId: string | null;
}

function expectedUser(person: DemoPerson): ExpectedUser {
  const column = (name: string) => (person[name] as string | undefined) || null;
  const { isGuest } = person;
  // The import maps write names of accounts in ASCII.
  const alias = column('userName')!.normalize('NFD').replace(/\p{M}/gu, '');
  const mail = isGuest ? `${alias}@oracle-hr.example` : column('mail')!;
  const manager = column('managerEmployeeId');
  const mark = isGuest ? 'P' : '';
  return {
    userPrincipalName: isGuest ? `${alias}_oracle-hr.example#EXT#@adventure-works.com` : `${alias}@adventure-works.com`,
    displayName: person.displayName,
    givenName: column('givenName')!,
    surname: column('surname')!,
    mail,
    mailNickname: isGuest ? `${alias}_oracle-hr.example#EXT#` : alias,
    jobTitle: column('jobTitle'),
    department: column('department'),
    city: column('city'),
    state: column('state'),
    country: column('country'),
    postalCode: column('postalCode'),
    streetAddress: column('streetAddress'),
    usageLocation: column('countryCode'),
    companyName: isGuest ? 'Oracle HR Sample' : 'Adventure Works Cycles',
    employeeId: `${mark}${column('employeeId')}`,
    hired: column('employeeHireDate')!,
    phone: column('telephoneNumber')!,
    division: column('departmentGroup'),
    userType: isGuest ? 'Guest' : 'Member',
    managerEmployeeId: manager === null ? null : `${mark}${manager}`,
  };
}

/** Everybody in the demo company. */
export const expectedUsers: readonly ExpectedUser[] = demoPeople.map(expectedUser);

/** User principal names of those for whom the condition holds, sorted. */
export function principalNames(condition: (user: ExpectedUser) => boolean = () => true): string[] {
  return expectedUsers
    .filter(condition)
    .map((user) => user.userPrincipalName)
    .sort();
}

/** Texts compare ignoring case. */
export const fold = (text: string | null) => text?.toUpperCase() ?? null;

/** Order of texts: upper case, by code point; then nothing after it but what the caller adds. */
export function compareTexts(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a.toUpperCase()), Buffer.from(b.toUpperCase()));
}

/** Headers of an advanced query; `$count=true` belongs to it. */
export const eventual = { ConsistencyLevel: 'eventual' };

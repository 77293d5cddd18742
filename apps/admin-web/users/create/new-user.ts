import { apiValueOf, type FormField, type FormValues } from '../../forms/form-field.ts';
import { nestedValues } from '../properties/flat-values.ts';

/** What the page of a new user has been told. */
export interface NewUser {
  readonly values: FormValues;
  readonly localPart: string;
  readonly domain: string;
  /** Empty while it is derived. */
  readonly nickname: string;
  readonly password: string;
  readonly forcesChange: boolean;
  readonly isEnabled: boolean;
  readonly managerId: string | undefined;
}

/** The nickname that follows from a name: without what mail systems do not take. */
export const derivedNickname = (localPart: string) => localPart.replace(/[^A-Za-z0-9._-]/g, '').slice(0, 64);

/** The body of `POST /users`; what was left empty is left out. */
export function newUserBody(fields: readonly FormField[], user: NewUser): object {
  const given = fields.filter(({ name }) => (user.values[name] ?? '').trim() !== '');
  const values = Object.fromEntries(given.map((field) => [field.name, apiValueOf(field, user.values[field.name]!)]));
  return {
    ...nestedValues(values),
    userPrincipalName: `${user.localPart.trim()}@${user.domain}`,
    mailNickname: user.nickname || derivedNickname(user.localPart),
    accountEnabled: user.isEnabled,
    passwordProfile: { password: user.password, forceChangePasswordNextSignIn: user.forcesChange },
    ...(user.managerId === undefined ? {} : { 'manager@odata.bind': `/v1.0/users/${user.managerId}` }),
  };
}

import { delegatedScopes } from '../authorization/permission-table.ts';

/** The application id of Microsoft Graph, under which this directory's own API goes. */
export const graphApplicationId = '00000003-0000-0000-c000-000000000000';

/** A permission that an application may have in the name of a person. */
export interface DelegatedPermission {
  /** As it stands in tokens. */
  readonly value: string;
  /** False: an administrator must consent for everybody. */
  readonly isForPeopleToGrant: boolean;
  /** What the consent page says; absent: the page knows a text of its own for it. */
  readonly displayName?: string;
  readonly description?: string;
}

/** What OpenID Connect itself asks for: of the API, like any other permission. */
export const openIdScopes: readonly string[] = ['openid', 'profile', 'email', 'offline_access'];

const peopleMayGrant: readonly string[] = [...openIdScopes, 'User.Read', 'User.ReadBasic.All', 'User.ReadWrite'];

/**
 * The delegated permissions of the directory's own API. What concerns only the person who consents, that person may grant;
 * the rest reaches further and takes an administrator.
 *
 * @see Graph permissions reference: "Admin consent required"
 */
export const graphDelegatedPermissions: readonly DelegatedPermission[] = [
  ...peopleMayGrant.map((value) => ({ value, isForPeopleToGrant: true })),
  ...delegatedScopes
    .filter((value) => !peopleMayGrant.includes(value))
    .map((value) => ({ value, isForPeopleToGrant: false })),
];

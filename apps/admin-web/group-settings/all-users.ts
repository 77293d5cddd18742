/** What the group is found by: a name that no other group can have, and that nobody can change. */
export const allUsersName = 'AllUsers';

/** The rules of the built-in group in Entra: everybody, and members alone. */
export const allUsersRules = {
  everybody: 'user.objectId -ne null',
  members: '(user.objectId -ne null) -and (user.userType -eq "Member")',
} as const;
export type AllUsersScope = keyof typeof allUsersRules;

/** The group as the API gives it. */
export interface AllUsersGroup {
  readonly id: string;
  readonly displayName: string;
  readonly membershipRule: string | null;
}

/** Where the group stands: not there, deleted and to be restored, or there with a rule, which may be another one. */
export type AllUsersState =
  | { readonly state: 'off' }
  | { readonly state: 'deleted'; readonly group: AllUsersGroup }
  | { readonly state: 'on'; readonly group: AllUsersGroup; readonly scope: AllUsersScope | 'other' };

/** Reads where the group stands from what was found of it. */
export function allUsersState(found: AllUsersGroup | undefined, deleted: AllUsersGroup | undefined): AllUsersState {
  if (found !== undefined) return { state: 'on', group: found, scope: scopeOf(found.membershipRule) };
  return deleted === undefined ? { state: 'off' } : { state: 'deleted', group: deleted };
}

/** Whom a rule lets in, whatever its brackets, blanks and case. */
function scopeOf(rule: string | null): AllUsersScope | 'other' {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replaceAll(/[()]/g, ' ')
      .replaceAll(/(^|\s)-?(and|ne|eq)(?=\s)/g, '$1$2')
      .replaceAll(/\s+/g, ' ')
      .trim();
  const scopes = Object.keys(allUsersRules) as AllUsersScope[];
  return scopes.find((scope) => plain(allUsersRules[scope]) === plain(rule ?? '')) ?? 'other';
}

/** What is sent to make the group. */
export function allUsersBody(scope: AllUsersScope): Readonly<Record<string, unknown>> {
  return {
    displayName: 'All Users',
    uniqueName: allUsersName,
    mailNickname: allUsersName,
    mailEnabled: false,
    securityEnabled: true,
    groupTypes: ['DynamicMembership'],
    membershipRule: allUsersRules[scope],
    membershipRuleProcessingState: 'On',
  };
}

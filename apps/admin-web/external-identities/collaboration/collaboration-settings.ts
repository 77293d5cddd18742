import type { Loss } from '../losses.ts';

/** The three policies that make up the external collaboration settings, as the API has them. */
export interface CollaborationPolicies {
  readonly authorization: { readonly guestUserRoleId: string; readonly allowInvitesFrom: string };
  readonly leaving: { readonly allowExternalIdentitiesToLeave: boolean };
  readonly invitations: {
    readonly invitationsAllowedAndBlockedDomainsPolicy: {
      readonly allowedDomains?: readonly string[];
      readonly blockedDomains?: readonly string[];
    };
    readonly invitationLifetimeInDays: number;
    readonly redirectHosts: readonly string[];
  };
}

type Changed = Readonly<Record<string, unknown>>;

/** Guests by what they see, least first. */
export const guestLevels = {
  restricted: '2af84b1e-32c8-42b7-82bc-daa82404023b',
  limited: '10dae51f-b6af-4016-8d66-8c2a99b929b3',
  members: 'a0b1b346-4d3e-4e8b-98f8-753987be4970',
} as const;

const inviters = ['none', 'adminsAndGuestInviters', 'adminsGuestInvitersAndAllMembers', 'everyone'];

/** The policies as one object that a form shows; `restriction` says which list of domains there is. */
export function settingsOf({ authorization, leaving, invitations }: CollaborationPolicies) {
  const { allowedDomains, blockedDomains } = invitations.invitationsAllowedAndBlockedDomainsPolicy;
  return {
    guestUserRoleId: authorization.guestUserRoleId,
    allowInvitesFrom: authorization.allowInvitesFrom,
    allowExternalIdentitiesToLeave: leaving.allowExternalIdentitiesToLeave,
    restriction: allowedDomains !== undefined ? 'allow' : blockedDomains !== undefined ? 'deny' : 'any',
    domains: allowedDomains ?? blockedDomains ?? [],
    invitationLifetimeInDays: invitations.invitationLifetimeInDays,
    redirectHosts: invitations.redirectHosts,
  };
}

type Settings = ReturnType<typeof settingsOf>;

/** What the changed members of the form mean for each policy; policies that stay are left out. */
export function patchesOf(changed: Changed, before: Settings): Partial<Record<keyof CollaborationPolicies, Changed>> {
  const authorization = only(changed, ['guestUserRoleId', 'allowInvitesFrom']);
  const leaving = only(changed, ['allowExternalIdentitiesToLeave']);
  const invitations: Record<string, unknown> = { ...only(changed, ['invitationLifetimeInDays', 'redirectHosts']) };
  if ('restriction' in changed || 'domains' in changed) {
    const { restriction, domains } = { ...before, ...changed } as Settings;
    invitations.invitationsAllowedAndBlockedDomainsPolicy =
      restriction === 'any' ? {} : { [restriction === 'allow' ? 'allowedDomains' : 'blockedDomains']: domains };
  }
  const patches = { authorization, leaving, invitations };
  return Object.fromEntries(Object.entries(patches).filter(([, patch]) => Object.keys(patch).length > 0));
}

function only(changed: Changed, names: readonly string[]): Changed {
  return Object.fromEntries(Object.entries(changed).filter(([name]) => names.includes(name)));
}

export type CollaborationLoss =
  | 'guestsSeeLess'
  | 'membersInviteNot'
  | 'guestsInviteNot'
  | 'guestsLeaveNot'
  | 'pendingRefused'
  | 'acceptedStay';

const guests = "userType eq 'Guest'";
const members = "userType eq 'Member'";

/** What the change takes away from people, and whom a list of domains would not let come. */
export function lossesOf(changed: Changed, before: Settings): readonly Loss<CollaborationLoss>[] {
  const after = { ...before, ...changed } as Settings;
  const losses: Loss<CollaborationLoss>[] = [];
  const lose = (kind: CollaborationLoss, filter: string) => losses.push({ kind, plus: [filter], minus: [] });
  const levels: readonly string[] = Object.values(guestLevels);
  if (levels.indexOf(after.guestUserRoleId) < levels.indexOf(before.guestUserRoleId)) lose('guestsSeeLess', guests);
  const [was, is] = [inviters.indexOf(before.allowInvitesFrom), inviters.indexOf(after.allowInvitesFrom)];
  if (was === 3 && is < 3) lose('guestsInviteNot', guests);
  if (was >= 2 && is < 2) lose('membersInviteNot', members);
  if (before.allowExternalIdentitiesToLeave && !after.allowExternalIdentitiesToLeave) lose('guestsLeaveNot', guests);
  if (('restriction' in changed || 'domains' in changed) && after.restriction !== 'any') {
    losses.push(outsideList('pendingRefused', 'PendingAcceptance', after));
    losses.push(outsideList('acceptedStay', 'Accepted', after));
  }
  return losses;
}

const domainsInFilter = 20;

function outsideList(
  kind: CollaborationLoss,
  state: string,
  { restriction, domains }: Settings,
): Loss<CollaborationLoss> {
  const inState = `externalUserState eq '${state}'`;
  const listed: string[] = [];
  for (let start = 0; start < domains.length; start += domainsInFilter) {
    const part = domains.slice(start, start + domainsInFilter);
    listed.push(`${inState} and (${part.map((domain) => `endsWith(mail,'@${quoted(domain)}')`).join(' or ')})`);
  }
  return restriction === 'allow' ? { kind, plus: [inState], minus: listed } : { kind, plus: listed, minus: [] };
}

const quoted = (text: string) => text.trim().toLowerCase().replaceAll("'", "''");

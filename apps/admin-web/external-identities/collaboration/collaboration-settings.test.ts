import { describe, expect, it } from 'vitest';
import { countLosses } from '../losses.ts';
import { type CollaborationPolicies, guestLevels, lossesOf, patchesOf, settingsOf } from './collaboration-settings.ts';

const policies: CollaborationPolicies = {
  authorization: { guestUserRoleId: guestLevels.limited, allowInvitesFrom: 'everyone' },
  leaving: { allowExternalIdentitiesToLeave: true },
  invitations: {
    invitationsAllowedAndBlockedDomainsPolicy: { blockedDomains: ['a.example'] },
    invitationLifetimeInDays: 90,
    redirectHosts: [],
  },
};
const before = settingsOf(policies);

describe('external collaboration settings', () => {
  it('are one object of three policies, and go back to those that changed', () => {
    expect(before).toMatchObject({ restriction: 'deny', domains: ['a.example'], allowInvitesFrom: 'everyone' });
    expect(patchesOf({ allowInvitesFrom: 'none', invitationLifetimeInDays: 30 }, before)).toEqual({
      authorization: { allowInvitesFrom: 'none' },
      invitations: { invitationLifetimeInDays: 30 },
    });
  });

  it.each([
    [{ restriction: 'any' }, {}],
    [{ restriction: 'allow' }, { allowedDomains: ['a.example'] }],
    [{ domains: ['b.example'] }, { blockedDomains: ['b.example'] }],
    [{ restriction: 'allow', domains: ['b.example'] }, { allowedDomains: ['b.example'] }],
  ])('send one list of domains or none: %j', (changed, lists) => {
    expect(patchesOf(changed, before)).toEqual({ invitations: { invitationsAllowedAndBlockedDomainsPolicy: lists } });
  });

  it.each([
    [{ allowInvitesFrom: 'adminsGuestInvitersAndAllMembers' }, ['guestsInviteNot']],
    [{ allowInvitesFrom: 'none' }, ['guestsInviteNot', 'membersInviteNot']],
    [{ guestUserRoleId: guestLevels.restricted }, ['guestsSeeLess']],
    [{ guestUserRoleId: guestLevels.members }, []],
    [{ allowExternalIdentitiesToLeave: false }, ['guestsLeaveNot']],
    [{ restriction: 'any' }, []],
    [{ domains: ['b.example'] }, ['pendingRefused', 'acceptedStay']],
  ])('name what they take away: %j', (changed, kinds) => {
    expect(lossesOf(changed, before).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('count those on a list, and for the other list those who are not', async () => {
    const many = Array.from({ length: 21 }, (_, at) => `d${at}.example`);
    const counted = (filters: readonly string[]) =>
      Promise.resolve(filters.map((filter) => (filter.includes('endsWith') ? 3 : 100)));
    const denied = lossesOf({ domains: many }, before);
    expect(await countLosses(denied, counted)).toEqual([
      { kind: 'pendingRefused', people: 6 },
      { kind: 'acceptedStay', people: 6 },
    ]);
    const allowed = lossesOf({ restriction: 'allow', domains: ["O'Neil.example"] }, before);
    expect(allowed[0]!.minus).toEqual([
      "externalUserState eq 'PendingAcceptance' and (endsWith(mail,'@o''neil.example'))",
    ]);
    expect(await countLosses(allowed, counted)).toEqual([
      { kind: 'pendingRefused', people: 97 },
      { kind: 'acceptedStay', people: 97 },
    ]);
    expect(await countLosses(allowed, async (filters) => filters.map(() => 0))).toEqual([]);
  });
});

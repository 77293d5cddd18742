import {
  convertToInternal,
  createPartner,
  deleteUser,
  findInvitation,
  getObject,
  leaveDirectory,
  linkedUserId,
  type Properties,
  previewConversion,
  previewLeaving,
  purgeDeletedItem,
  redeemBySignIn,
  removeRoleAssignment,
  updateExternalIdentitiesPolicy,
  updateInvitationPolicy,
  updateOrganization,
  updateUser,
} from '@muster/directory';
import { newObjectId } from '@muster/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { administrator, aGroup, aUser, giveRole, somePeople } from './builders.ts';
import { aGuest, identityOf, inviting, newAddress, redeeming, theUser, ticketOf } from './invited-people.ts';
import { codeOf, membersOf, refusal } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeAll(async () => {
  test = await testDirectory();
});
beforeEach(() => test.at('2026-06-15T12:00:00Z'));
afterAll(() => test.close());

/** The newest change's cause. */
async function lastCause() {
  const [row] = await test.query('select actor, operation, request_id from change_log order by seq desc limit 1');
  return row;
}

const set = (patch: Properties) => updateInvitationPolicy(test.directory, administrator, patch);

describe('redeeming', () => {
  it('links the account, says so, and leaves id, name and groups as they are', async () => {
    const address = newAddress();
    const invitation = await inviting(test.directory, address);
    test.at('2026-06-16T08:00:00Z');
    const redemption = await redeeming(test.directory, invitation, identityOf(address));
    expect(redemption).toEqual({
      outcome: 'redeemed',
      userId: invitation.user.id,
      redirectUrl: 'https://apps.contoso.com/',
    });
    const user = await theUser(test.directory, address);
    expect(user.properties).toMatchObject({
      externalUserState: 'Accepted',
      externalUserStateChangeDateTime: test.directory.clock(),
      creationType: 'Invitation',
      userPrincipalName: invitation.user.properties.userPrincipalName,
      identities: [
        { signInType: 'federated', issuer: 'ExternalAzureAD', issuerAssignedId: null },
        { signInType: 'userPrincipalName', issuer: 'contoso.com' },
      ],
    });
    const { issuer, subject } = identityOf(address);
    const linked = await test.directory.store.read((session) => linkedUserId(session, { issuer, subject }));
    expect(linked).toBe(user.id);
  });

  it('lets somebody who left come back as somebody new', async () => {
    const address = newAddress();
    const before = await aGuest(test.directory, address);
    await leaveDirectory(test.directory, before.id);
    const invitation = await inviting(test.directory, address);
    expect(invitation.user.id).not.toBe(before.id);
    const redemption = await redeeming(test.directory, invitation, identityOf(address));
    expect(redemption).toMatchObject({ outcome: 'redeemed', userId: invitation.user.id });
    const { issuer, subject } = identityOf(address);
    const linked = await test.directory.store.read((session) => linkedUserId(session, { issuer, subject }));
    expect(linked).toBe(invitation.user.id);
  });

  it('waits for consent, and writes nothing before it', async () => {
    const address = newAddress();
    const invitation = await inviting(test.directory, address);
    const [versions] = [await test.query('select version from users where id = $1', [invitation.user.id])];
    const asked = await redeeming(test.directory, invitation, identityOf(address), { hasConsented: false });
    expect(asked).toEqual({ outcome: 'consentNeeded' });
    expect(await test.query('select version from users where id = $1', [invitation.user.id])).toEqual(versions);
    expect(await codeOf(redeeming(test.directory, invitation, identityOf(address)))).toBe('none');
  });

  it('needs no consent where both directories trust each other, and only there', async () => {
    const partner = '11111111-1111-4111-8111-111111111111';
    await createPartner(test.directory, administrator, partner, {
      automaticUserConsentSettings: { inboundAllowed: true, outboundAllowed: null },
    });
    const attempt = async (tenantId: string | null, isConsentedAtHome: boolean) => {
      const address = newAddress();
      const invitation = await inviting(test.directory, address);
      const identity = identityOf(address, { tenantId });
      return (await redeeming(test.directory, invitation, identity, { hasConsented: false, isConsentedAtHome }))
        .outcome;
    };
    expect(await attempt(partner, true)).toBe('redeemed');
    expect(await attempt(partner, false)).toBe('consentNeeded');
    expect(await attempt('22222222-2222-4222-8222-222222222222', true)).toBe('consentNeeded');
    expect(await attempt(null, true)).toBe('consentNeeded');
  });

  it('links guests who came by an import as having accepted, and nobody is linked to yet', async () => {
    const address = newAddress();
    const identities = [{ signInType: 'federated', issuer: 'ExternalAzureAD', issuerAssignedId: null }];
    const facts = { userType: 'Guest', creationType: 'Invitation', externalUserState: 'Accepted', identities };
    await somePeople(test.directory, [{ mail: address, ...facts }]);
    const invitation = await inviting(test.directory, address);
    expect(invitation.status).toBe('Completed');
    expect(await codeOf(redeeming(test.directory, invitation, identityOf(address)))).toBe('none');
    const again = await inviting(test.directory, address);
    const other = identityOf(address, { subject: 'somebody else' });
    expect(await codeOf(redeeming(test.directory, again, other))).toBe('INVITATION_INVALID');
  });

  it('is possible without the link for the very address, not for an alias', async () => {
    const [address, alias] = [newAddress(), newAddress()];
    const { user } = await inviting(test.directory, address);
    await updateUser(test.directory, administrator, user.id, { otherMails: [address, alias] });
    const signIn = (identity: ReturnType<typeof identityOf>) =>
      codeOf(redeemBySignIn(test.directory, identity, { hasConsented: true }));
    expect(await signIn(identityOf(alias))).toBe('INVITATION_INVALID');
    expect(await signIn(identityOf(address, { isAddressVerified: false }))).toBe('INVITATION_INVALID');
    expect(await signIn(identityOf(address))).toBe('none');
    expect(await signIn(identityOf(address))).toBe('INVITATION_INVALID');
  });
});

describe('an attack on an invitation fails', () => {
  it('a link used twice', async () => {
    const address = newAddress();
    const invitation = await inviting(test.directory, address);
    await redeeming(test.directory, invitation, identityOf(address));
    const again = () => redeeming(test.directory, invitation, identityOf(address));
    expect(await refusal(test, again)).toBe('INVITATION_INVALID');
    expect(await findInvitation(test.directory, ticketOf(invitation))).toBeUndefined();
  });

  it('a link used by several at once', async () => {
    const address = newAddress();
    const invitation = await inviting(test.directory, address);
    const node = await test.secondNode();
    const codes = await Promise.all(
      [test.directory, node.directory, test.directory].map((directory) =>
        codeOf(redeeming(directory, invitation, identityOf(address))),
      ),
    );
    expect(codes.sort()).toEqual(['INVITATION_INVALID', 'INVITATION_INVALID', 'none']);
  });

  it('a stolen link with the account of the thief, however the thief calls themselves', async () => {
    const address = newAddress();
    const invitation = await inviting(test.directory, address);
    const attempt = (identity: ReturnType<typeof identityOf>) =>
      refusal(test, () => redeeming(test.directory, invitation, identity));
    expect(await attempt(identityOf('thief@fabrikam.example'))).toBe('INVITATION_FOR_ANOTHER_ADDRESS');
    expect(await attempt(identityOf(address, { isAddressVerified: false }))).toBe('INVITATION_FOR_ANOTHER_ADDRESS');
    expect(await attempt(identityOf(address, { address: null }))).toBe('INVITATION_FOR_ANOTHER_ADDRESS');
    expect(await attempt(identityOf(`${address}.evil.example`))).toBe('INVITATION_FOR_ANOTHER_ADDRESS');
    expect(await attempt(identityOf(address))).toBe('none');
  });

  it('another address of the user may redeem, if its domain may come', async () => {
    const [address, alias] = [newAddress(), newAddress('blocked.example')];
    const invitation = await inviting(test.directory, address);
    await updateUser(test.directory, administrator, invitation.user.id, { otherMails: [address, alias] });
    await set({ blockedDomains: ['blocked.example'] });
    const attempt = () => codeOf(redeeming(test.directory, invitation, identityOf(alias)));
    expect(await attempt()).toBe('INVITED_DOMAIN_BLOCKED');
    await set({ blockedDomains: null });
    expect(await attempt()).toBe('none');
  });

  it('a domain that was blocked meanwhile; whoever came before stays', async () => {
    const [address, early] = [newAddress(), newAddress()];
    const invitation = await inviting(test.directory, address);
    await aGuest(test.directory, early);
    await set({ allowedDomains: ['other.example'] });
    expect(await findInvitation(test.directory, ticketOf(invitation))).toBeUndefined();
    expect(await codeOf(redeeming(test.directory, invitation, identityOf(address)))).toBe('INVITED_DOMAIN_BLOCKED');
    expect((await theUser(test.directory, early)).properties.externalUserState).toBe('Accepted');
    await set({ allowedDomains: null });
  });

  it('a link that is over', async () => {
    await set({ lifeDays: 7 });
    const address = newAddress();
    const [early, late] = [await inviting(test.directory, address), newAddress()];
    const second = await inviting(test.directory, late);
    await set({ lifeDays: 90 });
    test.at('2026-06-22T11:59:59Z');
    expect(await codeOf(redeeming(test.directory, early, identityOf(address)))).toBe('none');
    test.at('2026-06-22T12:00:00Z');
    expect(await findInvitation(test.directory, ticketOf(second))).toBeUndefined();
    expect(await codeOf(redeeming(test.directory, second, identityOf(late)))).toBe('INVITATION_INVALID');
  });

  it('an account elsewhere that belongs to somebody already', async () => {
    const [first, second] = [newAddress(), newAddress()];
    await aGuest(test.directory, first);
    const invitation = await inviting(test.directory, second);
    const identity = identityOf(second, { subject: identityOf(first).subject });
    expect(await refusal(test, () => redeeming(test.directory, invitation, identity))).toBe('IDENTITY_TAKEN');
  });

  it('guesses: unknown, malformed, used, disabled and deleted look alike', async () => {
    const [used, disabled, deleted] = [newAddress(), newAddress(), newAddress()];
    const invitations = [];
    for (const address of [used, disabled, deleted]) invitations.push(await inviting(test.directory, address));
    await redeeming(test.directory, invitations[0]!, identityOf(used));
    await updateUser(test.directory, administrator, invitations[1]!.user.id, { accountEnabled: false });
    await deleteUser(test.directory, administrator, invitations[2]!.user.id);
    const tickets = ['', 'x', "' or 1=1 --", 'y'.repeat(100_000), ...invitations.map(ticketOf)];
    const addresses = [used, used, used, used, used, disabled, deleted];
    for (const [i, ticket] of tickets.entries()) {
      expect(await findInvitation(test.directory, ticket)).toBeUndefined();
      const link = { inviteRedeemUrl: `https://x.example/?${new URLSearchParams({ ticket })}` };
      expect(await codeOf(redeeming(test.directory, link, identityOf(addresses[i]!)))).toBe('INVITATION_INVALID');
    }
    await purgeDeletedItem(test.directory, administrator, invitations[2]!.user.id);
    expect(await test.query('select 1 from invitations where user_id = $1', [invitations[2]!.user.id])).toEqual([]);
  });
});

describe('whoever has the link', () => {
  it('sees what it is about, and nothing else', async () => {
    const [organization] = await test.query<{ id: string }>('select id from organization');
    await updateOrganization(test.directory, administrator, organization!.id, {
      privacyProfile: { statementUrl: 'https://contoso.com/privacy', contactEmail: null },
    });
    const address = newAddress();
    const invitation = await inviting(test.directory, address);
    expect(await findInvitation(test.directory, ticketOf(invitation))).toEqual({
      userId: invitation.user.id,
      address,
      directoryName: 'Contoso',
      inviterName: null,
      privacyStatementUrl: 'https://contoso.com/privacy',
      endsAt: invitation.endsAt,
    });
  });
});

describe('leaving', () => {
  it('is for people from outside, as long as they may', async () => {
    const guest = await aGuest(test.directory);
    const own = await aUser(test.directory);
    const allow = (allowExternalIdentitiesToLeave: boolean) =>
      updateExternalIdentitiesPolicy(test.directory, administrator, { allowExternalIdentitiesToLeave });
    expect(await codeOf(leaveDirectory(test.directory, own.id))).toBe('NOT_EXTERNAL');
    await allow(false);
    expect(await codeOf(leaveDirectory(test.directory, guest.id))).toBe('LEAVING_NOT_ALLOWED');
    await allow(true);
    await leaveDirectory(test.directory, guest.id, { requestId: 'request-3' });
    expect(await codeOf(getObject(test.directory, administrator, 'user', guest.id))).toBe('RESOURCE_NOT_FOUND');
    const { displayName: name, userPrincipalName } = guest.properties;
    expect(await lastCause()).toEqual({
      actor: { kind: 'user', id: guest.id, name, userPrincipalName },
      operation: 'leave-directory',
      request_id: 'request-3',
    });
    expect(await codeOf(leaveDirectory(test.directory, guest.id))).toBe('PERSON_NOT_SIGNED_IN');
  });
});

describe('a redemption', () => {
  it('is logged as the guest’s doing, with the application to which they were on their way', async () => {
    const address = newAddress();
    const application = { appId: newObjectId(), name: 'Portal' };
    const invitation = await inviting(test.directory, address);
    await redeeming(test.directory, invitation, identityOf(address), { application, requestId: 'request-4' });
    const { id, properties } = await theUser(test.directory, address);
    const { displayName: name, userPrincipalName } = properties;
    expect(await lastCause()).toEqual({
      actor: { kind: 'user', id, name, userPrincipalName, application },
      operation: 'redeem-external-user-invite',
      request_id: 'request-4',
    });
  });

  it('is refused to the last Global Administrator', async () => {
    const [guest, other] = [await aGuest(test.directory), await aUser(test.directory)];
    const { id } = await giveRole(test.directory, 'Global Administrator', other);
    await giveRole(test.directory, 'Global Administrator', guest);
    await removeRoleAssignment(test.directory, administrator, { id });
    expect(await codeOf(leaveDirectory(test.directory, guest.id))).toBe('LAST_GLOBAL_ADMINISTRATOR');
    await giveRole(test.directory, 'Global Administrator', other);
    await leaveDirectory(test.directory, guest.id);
  });

  it('is shown beforehand: groups, applications, and why not', async () => {
    const [guest, own] = [await aGuest(test.directory), await aUser(test.directory)];
    const inner = await aGroup(test.directory, `user.objectId -eq "${guest.id}"`);
    await aGroup(test.directory, `user.memberOf -any (group.objectId -in ['${inner.id}'])`);
    await test.settle();
    const before = await previewLeaving(test.directory, guest.id);
    expect(before).toEqual({ directoryName: 'Contoso', refusal: null, groups: 2, applications: 0 });
    expect((await previewLeaving(test.directory, own.id)).refusal).toBe('NOT_EXTERNAL');
  });
});

describe('a conversion', () => {
  const password = { passwordProfile: { password: 'Correct-Horse-8' } };

  it('shows beforehand, exactly, which groups would change, and changes nothing', async () => {
    const guests = await aGroup(test.directory, 'user.userType -eq "Guest"');
    const members = await aGroup(test.directory, 'user.userType -eq "Member"');
    const inner = await aGroup(test.directory, `user.memberOf -any (group.objectId -in ['${members.id}'])`);
    await test.settle();
    const guest = await aGuest(test.directory);
    const names = async (to: 'guest' | 'member' | 'internal' | 'reset' | 'external') => {
      const { joining, leaving } = await previewConversion(test.directory, administrator, guest.id, to);
      return [joining.map(({ id }) => id), leaving.map(({ id }) => id)];
    };
    expect(await names('guest')).toEqual([[], []]);
    expect(await names('reset')).toEqual([[], []]);
    const expected = [[members.id, inner.id], [guests.id]];
    expect(await names('member')).toEqual(expected);
    expect(await names('internal')).toEqual(expected);
    expect(await membersOf(test.directory, guests)).toContain(guest.id);
    await updateUser(test.directory, administrator, guest.id, { userType: 'Member' });
    for (const group of [members, inner]) expect(await membersOf(test.directory, group)).toContain(guest.id);
    expect(await membersOf(test.directory, guests)).not.toContain(guest.id);
    expect(await names('guest')).toEqual([[guests.id], [members.id, inner.id]]);
  });

  it('makes an external user an internal member who signs in here', async () => {
    const address = newAddress();
    const guest = await aGuest(test.directory, address);
    const convert = (more: object = {}) =>
      convertToInternal(test.directory, administrator, guest.id, {
        userPrincipalName: 'converted@contoso.com',
        ...password,
        ...more,
      });
    expect(await refusal(test, () => convert({ passwordProfile: undefined }))).toBe('PROPERTY_REQUIRED');
    expect(await refusal(test, () => convert({ userPrincipalName: 'x@elsewhere.example' }))).toBe(
      'DOMAIN_NOT_VERIFIED',
    );
    expect(await refusal(test, () => convert({ userPrincipalName: 'x#EXT#@contoso.com' }))).toBe('PROPERTY_INVALID');
    const user = await convert({ mail: 'converted@contoso.com' });
    expect(user.properties).toMatchObject({
      userPrincipalName: 'converted@contoso.com',
      userType: 'Member',
      externalUserState: null,
      mail: 'converted@contoso.com',
      identities: [{ signInType: 'userPrincipalName', issuerAssignedId: 'converted@contoso.com' }],
    });
    expect(await test.query('select 1 from password_hashes where user_id = $1', [guest.id])).toHaveLength(1);
    expect(await test.query('select 1 from linked_identities where user_id = $1', [guest.id])).toEqual([]);
    expect(await refusal(test, () => convert())).toBe('NOT_EXTERNAL');
  });
});

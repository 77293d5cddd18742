import {
  arrive,
  createPartner,
  deleteIdentityProvider,
  deletePartner,
  deleteUser,
  invitationState,
  mayReceivePasscode,
  passcodeProviderId,
  redeemBySignIn,
  updateInvitationPolicy,
  updateUser,
} from '@muster/directory';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { administrator } from './builders.ts';
import { addProvider, anOpenIdProvider } from './identity-providers.ts';
import { aGuest, identityOf, inviting, newAddress, redeeming, ticketOf } from './invited-people.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeAll(async () => {
  test = await testDirectory();
});
beforeEach(() => test.at('2026-06-15T12:00:00Z'));
afterAll(() => test.close());

const payroll = '0a1b2c3d-0000-4000-8000-000000000001';
const passcodeIdentity = (address: string) =>
  identityOf(address, {
    providerId: passcodeProviderId,
    issuer: 'mail',
    subject: address.toUpperCase(),
    identityIssuer: 'mail',
    tenantId: null,
  });

describe('whoever has proved an account elsewhere', () => {
  it('is the user who is linked to it, as long as they may sign in', async () => {
    const address = newAddress();
    const guest = await aGuest(test.directory, address);
    const arriving = () => arrive(test.directory, identityOf(address), payroll);
    expect(await arriving()).toEqual({ outcome: 'known', userId: guest.id, isMfaTrusted: false });
    expect(await arrive(test.directory, identityOf(newAddress()), payroll)).toEqual({ outcome: 'unknown' });
    // A blocked domain keeps out whoever has not come yet.
    await updateInvitationPolicy(test.directory, administrator, { blockedDomains: ['fabrikam.example'] });
    expect((await arriving()).outcome).toBe('known');
    await updateInvitationPolicy(test.directory, administrator, { blockedDomains: null });
    await updateUser(test.directory, administrator, guest.id, { accountEnabled: false });
    expect(await arriving()).toEqual({ outcome: 'disabled' });
    await deleteUser(test.directory, administrator, guest.id);
    expect(await arriving()).toEqual({ outcome: 'disabled' });
  });

  it('is let in, and believed about a second factor, as the settings for their directory say', async () => {
    const address = newAddress();
    await aGuest(test.directory, address);
    const identity = identityOf(address);
    const outcome = async (appId = payroll) => {
      const arrival = await arrive(test.directory, identity, appId);
      return 'isMfaTrusted' in arrival ? arrival.isMfaTrusted : arrival.outcome;
    };
    const partner = identity.tenantId!;
    await createPartner(test.directory, administrator, partner, {
      inboundTrust: { isMfaAccepted: true },
      b2bCollaborationInbound: {
        usersAndGroups: { accessType: 'allowed', targets: [{ target: 'AllUsers', targetType: 'user' }] },
        applications: { accessType: 'allowed', targets: [{ target: payroll, targetType: 'application' }] },
      },
    });
    expect(await outcome()).toBe(true);
    expect(await outcome(payroll.toUpperCase())).toBe(true);
    expect(await outcome('0a1b2c3d-0000-4000-8000-000000000002')).toBe('notAdmitted');
    await deletePartner(test.directory, administrator, partner);
    expect(await outcome('0a1b2c3d-0000-4000-8000-000000000002')).toBe(false);
  });
});

describe('a passcode is for', () => {
  const may = (address: string) => mayReceivePasscode(test.directory, address);

  it('whoever is linked to the address, or invited with it, and nobody else', async () => {
    const [invited, linked, stranger] = [newAddress('small.example'), newAddress('small.example'), newAddress()];
    const { user } = await inviting(test.directory, invited);
    const came = await inviting(test.directory, linked);
    await redeeming(test.directory, came, passcodeIdentity(linked));
    expect([await may(invited), await may(linked.toUpperCase()), await may(stranger)]).toEqual([true, true, false]);
    test.at('2026-12-24T12:00:00Z');
    expect([await may(invited), await may(linked)]).toEqual([false, true]);
    test.at('2026-06-15T12:00:00Z');
    for (const { id } of [user, came.user]) {
      await updateUser(test.directory, administrator, id, { accountEnabled: false });
    }
    expect([await may(invited), await may(linked)]).toEqual([false, false]);
  });

  it('an address whose organisation has no provider; whoever was linked before it had one keeps it', async () => {
    const [invited, linked] = [newAddress('grown.example'), newAddress('grown.example')];
    await inviting(test.directory, invited);
    await redeeming(test.directory, await inviting(test.directory, linked), passcodeIdentity(linked));
    const { id } = await addProvider(test.directory, anOpenIdProvider({ domains: ['grown.example'] }));
    expect([await may(invited), await may(linked)]).toEqual([false, true]);
    await deleteIdentityProvider(test.directory, administrator, id);
    expect(await may(invited)).toBe(true);
  });

  it('nobody while it is switched off', async () => {
    const invited = newAddress('small.example');
    await inviting(test.directory, invited);
    await deleteIdentityProvider(test.directory, administrator, passcodeProviderId);
    expect(await may(invited)).toBe(false);
    await addProvider(test.directory, {
      type: 'builtIn',
      properties: { identityProviderType: 'EmailOTP' },
      secret: null,
    });
    expect(await may(invited)).toBe(true);
  });
});

describe('the page behind a link knows', () => {
  const state = (ticket: string, origin: string | null = null) => invitationState(test.directory, ticket, origin);

  it('what can be done with it', async () => {
    const address = newAddress();
    const invitation = await inviting(test.directory, address, { inviteRedirectUrl: 'https://id.contoso.com/start' });
    const ticket = ticketOf(invitation);
    const redirectUrl = 'https://id.contoso.com/start';
    expect(await state(ticket)).toMatchObject({ state: 'open', invitation: { address }, redirectUrl });
    test.at('2026-12-24T12:00:00Z');
    expect(await state(ticket)).toEqual({ state: 'ended' });
    test.at('2026-06-15T12:00:00Z');
    await redeemBySignIn(test.directory, identityOf(address), { hasConsented: true });
    expect(await state(ticket)).toEqual({ state: 'accepted', redirectUrl });
    test.at('2026-12-24T12:00:00Z');
    expect(await state(ticket)).toEqual({ state: 'accepted', redirectUrl });
    test.at('2026-06-15T12:00:00Z');
    // Invited again: the link before is worth nothing, and says nothing.
    const again = await inviting(test.directory, address);
    expect(await state(ticket)).toEqual({ state: 'unusable' });
    expect((await state(ticketOf(again))).state).toBe('open');
    await updateUser(test.directory, administrator, invitation.user.id, { accountEnabled: false });
    expect(await state(ticketOf(again))).toEqual({ state: 'unusable' });
  });

  it('nothing about links that nobody was given', async () => {
    for (const ticket of ['', 'x', 'x'.repeat(43), 'x'.repeat(10_000)]) {
      expect(await state(ticket)).toEqual({ state: 'unusable' });
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MailServer, startMailServer } from '../scenarios/mail-server.ts';
import { tokenWith } from './other-applications.ts';
import { call, type StartedServer, startServer } from './started-server.ts';

let server: StartedServer;
let mails: MailServer;
beforeAll(async () => {
  mails = await startMailServer();
  server = await startServer({
    smtpUrl: `smtp://127.0.0.1:${mails.port}`,
    mailFrom: 'Contoso <directory@adventure-works.com>',
  });
});
afterAll(async () => {
  await server?.stop();
  await mails?.stop();
});

const redirect = 'https://apps.adventure-works.com/';
const invite = (invitedUserEmailAddress: string, more: object = {}) =>
  server.call('POST', '/v1.0/invitations', { invitedUserEmailAddress, inviteRedirectUrl: redirect, ...more });

async function mailTo(address: string) {
  for (let round = 0; round < 200; round++) {
    const found = mails.received.find(({ recipients }) => recipients.includes(address));
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no mail came');
}

describe('POST /invitations', () => {
  it('invites, and the mail arrives', async () => {
    const { status, body } = await invite('ann@fabrikam.example', {
      invitedUserDisplayName: 'Ann',
      sendInvitationMessage: true,
      invitedUserMessageInfo: {
        customizedMessageBody: 'Hello Ann',
        messageLanguage: 'en-US',
        ccRecipients: [{ emailAddress: { address: 'bob@fabrikam.example', name: 'Bob' } }],
      },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      '@odata.context': `${server.url}/v1.0/$metadata#invitations/$entity`,
      invitedUserEmailAddress: 'ann@fabrikam.example',
      invitedUserDisplayName: 'Ann',
      invitedUserType: 'Guest',
      inviteRedirectUrl: redirect,
      sendInvitationMessage: true,
      resetRedemption: false,
      status: 'PendingAcceptance',
      invitedUser: { userPrincipalName: 'ann_fabrikam.example#EXT#@adventure-works.com' },
    });
    const mail = await mailTo('ann@fabrikam.example');
    expect(mail.text).toContain(body.inviteRedeemUrl);
    expect(mail.cc).toMatchObject([{ address: 'bob@fabrikam.example' }]);
    const { body: user } = await server.call(
      'GET',
      `/v1.0/users/${body.invitedUser.id}?$select=userType,externalUserState`,
    );
    expect(user).toMatchObject({ userType: 'Guest', externalUserState: 'PendingAcceptance' });
  });

  it('is the only thing that invitations take', async () => {
    for (const [method, path] of [
      ['GET', '/v1.0/invitations'],
      ['GET', '/v1.0/invitations/7b5c4e0e-58a4-4d3b-8a11-4b6f7e4f7c11'],
      ['PATCH', '/v1.0/invitations/7b5c4e0e-58a4-4d3b-8a11-4b6f7e4f7c11'],
      ['DELETE', '/beta/invitations/7b5c4e0e-58a4-4d3b-8a11-4b6f7e4f7c11'],
    ] as const) {
      expect((await server.call(method, path, method === 'PATCH' ? {} : undefined)).status, `${method} ${path}`).toBe(
        405,
      );
    }
  });

  it.each([
    [{ status: 'Completed' }, 'Request_BadRequest'],
    [{ unknown: 1 }, 'Request_BadRequest'],
    [{ sendInvitationMessage: 'yes' }, 'Request_BadRequest'],
    [{ invitedUser: { id: 'x' } }, 'Request_BadRequest'],
    [{ invitedUserSponsors: ['x'] }, 'Request_BadRequest'],
    [{ invitedUserMessageInfo: { ccRecipients: [{}] } }, 'Request_BadRequest'],
    [{ inviteRedirectUrl: 'https://evil.example/' }, 'BadRequest'],
    [{ inviteRedirectUrl: '' }, 'Request_BadRequest'],
    [{ invitedUserEmailAddress: 'a+b@fabrikam.example' }, 'BadRequest'],
    [{ invitedUserEmailAddress: 'x@adventure-works.com' }, 'BadRequest'],
  ])('refuses %j', async (more, code) => {
    const { status, body } = await invite('somebody@fabrikam.example', more);
    expect([status, body.error.code]).toEqual([400, code]);
  });

  it('takes a permission, and another one for members', async () => {
    const token = await tokenWith(server, 'User.Invite.All');
    const attempt = (more: object) =>
      call(server.url, token, 'POST', '/v1.0/invitations', {
        invitedUserEmailAddress: 'guest@fabrikam.example',
        inviteRedirectUrl: redirect,
        ...more,
      });
    expect((await attempt({ invitedUserType: 'Member' })).status).toBe(403);
    const { status, body } = await attempt({});
    expect(status).toBe(201);
    const inviter = await server.call('GET', `/beta/users/${body.invitedUser.id}/invitedBy`);
    expect(inviter.body['@odata.type']).toBe('#microsoft.graph.servicePrincipal');
    expect((await server.call('GET', `/v1.0/users/${body.invitedUser.id}/invitedBy`)).status).toBe(400);
  });

  it('can be sent in batches', async () => {
    const requests = Array.from({ length: 20 }, (_, i) => ({
      id: String(i),
      method: 'POST',
      url: '/invitations',
      headers: { 'content-type': 'application/json' },
      body: { invitedUserEmailAddress: `batch${i}@fabrikam.example`, inviteRedirectUrl: redirect },
    }));
    const { body } = await server.call('POST', '/v1.0/$batch', { requests });
    expect(body.responses.map(({ status }: { status: number }) => status)).toEqual(Array(20).fill(201));
  });
});

describe('POST /invitations/previewInvitations', () => {
  const preview = (invitedUserEmailAddresses: unknown) =>
    server.call('POST', '/v1.0/invitations/previewInvitations', { invitedUserEmailAddresses });

  it('says what inviting would come to, in the order of the addresses, and invites nobody', async () => {
    await invite('here@previews.example');
    const { status, body } = await preview([
      'new@previews.example',
      'no address',
      'HERE@previews.example',
      'somebody@adventure-works.com',
    ]);
    expect([status, body.previews]).toEqual([
      200,
      [
        { invitedUserEmailAddress: 'new@previews.example', prospect: 'new' },
        { invitedUserEmailAddress: 'no address', prospect: 'malformed' },
        { invitedUserEmailAddress: 'HERE@previews.example', prospect: 'pending' },
        { invitedUserEmailAddress: 'somebody@adventure-works.com', prospect: 'ownDomain' },
      ],
    ]);
    const [again] = (await preview(['new@previews.example'])).body.previews;
    expect(again.prospect).toBe('new');
  });

  it('takes a list of texts, up to a thousand, from somebody who may invite', async () => {
    expect((await preview('new@previews.example')).status).toBe(400);
    expect((await preview([1])).status).toBe(400);
    const many = Array.from({ length: 1001 }, (_, at) => `p${at}@previews.example`);
    expect((await preview(many)).status).toBe(400);
    const token = await tokenWith(server, 'User.Read.All');
    const body = { invitedUserEmailAddresses: ['new@previews.example'] };
    expect((await call(server.url, token, 'POST', '/v1.0/invitations/previewInvitations', body)).status).toBe(403);
  });
});

describe('sponsors', () => {
  it('are listed, added, removed and expanded', async () => {
    const { body: group } = await server.call('POST', '/v1.0/groups', {
      displayName: 'Partners',
      mailEnabled: false,
      mailNickname: 'partners',
      securityEnabled: true,
    });
    const { body } = await invite('sponsored@fabrikam.example', { invitedUserSponsors: [{ id: group.id }] });
    const path = `/v1.0/users/${body.invitedUser.id}`;
    const ids = async () =>
      (await server.call('GET', `${path}/sponsors`)).body.value.map(({ id }: { id: string }) => id);
    expect(await ids()).toEqual([group.id]);
    const other = (await invite('sponsor@fabrikam.example')).body.invitedUser.id;
    const reference = { '@odata.id': `${server.url}/v1.0/users/${other}` };
    expect((await server.call('POST', `${path}/sponsors/$ref`, reference)).status).toBe(204);
    expect((await server.call('POST', `${path}/sponsors/$ref`, reference)).status).toBe(400);
    expect((await server.call('GET', `/v1.0/users/${other}/sponsorOf`)).body.value).toMatchObject([
      { id: body.invitedUser.id },
    ]);
    expect((await server.call('GET', `${path}?$expand=sponsors`)).body.sponsors).toHaveLength(2);
    expect((await server.call('DELETE', `${path}/sponsors/${group.id}/$ref`)).status).toBe(204);
    expect((await server.call('DELETE', `${path}/sponsors/${group.id}/$ref`)).status).toBe(404);
    expect(await ids()).toEqual([other]);
  });
});

describe('policies', () => {
  it('say whose addresses can be invited', async () => {
    const path = '/v1.0/policies/b2bManagementPolicy';
    expect((await server.call('GET', path)).body).toMatchObject({
      invitationsAllowedAndBlockedDomainsPolicy: {},
      invitationLifetimeInDays: 90,
      redirectHosts: [],
    });
    const set = (lists: object) => server.call('PATCH', path, { invitationsAllowedAndBlockedDomainsPolicy: lists });
    expect((await set({ blockedDomains: ['blocked.example'] })).status).toBe(204);
    expect((await invite('x@blocked.example')).body.error.code).toBe('BadRequest');
    expect((await set({ allowedDomains: ['a.example'], blockedDomains: ['b.example'] })).status).toBe(400);
    expect((await server.call('PATCH', path, { invitationLifetimeInDays: 400 })).status).toBe(400);
    expect((await set({})).status).toBe(204);
    expect((await invite('x@blocked.example')).status).toBe(201);
  });

  it('say whether people may leave', async () => {
    const path = '/beta/policies/externalIdentitiesPolicy';
    expect((await server.call('GET', path)).body).toMatchObject({ allowExternalIdentitiesToLeave: true });
    expect((await server.call('PATCH', path, { allowExternalIdentitiesToLeave: false })).status).toBe(204);
    expect((await server.call('GET', path)).body).toMatchObject({ allowExternalIdentitiesToLeave: false });
    expect((await server.call('PATCH', path, { allowExternalIdentitiesToLeave: 'no' })).status).toBe(400);
  });
});

describe('conversions', () => {
  it('are previewed and done', async () => {
    const { body: group } = await server.call('POST', '/v1.0/groups', {
      displayName: 'All members',
      mailEnabled: false,
      mailNickname: 'allmembers',
      securityEnabled: true,
      groupTypes: ['DynamicMembership'],
      membershipRule: 'user.userType -eq "Member"',
      membershipRuleProcessingState: 'On',
    });
    await server.settled();
    const { id } = (await invite('convert@fabrikam.example')).body.invitedUser;
    const preview = await server.call('POST', `/v1.0/users/${id}/previewConversion`, { to: 'member' });
    expect(preview.body).toMatchObject({ joining: [{ id: group.id, displayName: 'All members' }], leaving: [] });
    expect((await server.call('POST', `/v1.0/users/${id}/previewConversion`, { to: 'king' })).status).toBe(400);
    const converted = await server.call('POST', `/beta/users/${id}/convertExternalToInternalMemberUser`, {
      userPrincipalName: 'converted@adventure-works.com',
      passwordProfile: { password: 'Correct-Horse-7' },
    });
    expect([converted.status, converted.body.userPrincipalName]).toEqual([200, 'converted@adventure-works.com']);
    const members = await server.call('GET', `/v1.0/groups/${group.id}/members`);
    expect(members.body.value.map((each: { id: string }) => each.id)).toContain(id);
  });
});

// One file: the rules of an invitation are read beside each other, told with the same few words for mails and refusals.
import {
  createPartner,
  deleteUser,
  type Group,
  getInviter,
  invite,
  isExternal,
  type Properties,
  planInvitations,
  updateDefaultAccess,
  updateInvitationPolicy,
  updateUser,
} from '@muster/directory';
import { newObjectId } from '@muster/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { administrator, aGroup, anApplication, anApplicationWith, aUser } from './builders.ts';
import { addProvider, anOpenIdProvider } from './identity-providers.ts';
import {
  aGuest,
  anInvitation,
  identityOf,
  inviting,
  newAddress,
  redeeming,
  site,
  theUser,
  ticketOf,
} from './invited-people.ts';
import { changesAfter, codeOf, logHead, membersOf, refusal, related } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeAll(async () => {
  test = await testDirectory();
});
beforeEach(() => test.at('2026-06-15T12:00:00Z'));
afterAll(() => test.close());

const set = (patch: Properties) => updateInvitationPolicy(test.directory, administrator, patch);
const refused = (address: string, more = {}) => refusal(test, () => inviting(test.directory, address, more));

interface Mail {
  readonly recipient: string;
  readonly copy_to: string | null;
  readonly subject: string;
  readonly body_text: string;
  readonly body_html: string;
}
const mailTo = async (address: string) =>
  (await test.query<Mail>('select * from mail_queue where recipient = $1 order by queued_at desc', [address]))[0]!;

describe('the first invitation of an address', () => {
  it('makes the account at once, to the letter', async () => {
    const invitation = await inviting(test.directory, 'ann@fabrikam.example', { invitedUserDisplayName: 'Ann' });
    const { user, status, inviteRedeemUrl } = invitation;
    expect(status).toBe('PendingAcceptance');
    expect(user.properties).toMatchObject({
      accountEnabled: true,
      creationType: 'Invitation',
      displayName: 'Ann',
      externalUserState: 'PendingAcceptance',
      externalUserStateChangeDateTime: test.directory.clock(),
      identities: [
        {
          signInType: 'userPrincipalName',
          issuer: 'contoso.com',
          issuerAssignedId: 'ann_fabrikam.example#EXT#@contoso.com',
        },
      ],
      mail: 'ann@fabrikam.example',
      mailNickname: 'ann_fabrikam.example#EXT#',
      otherMails: ['ann@fabrikam.example'],
      userPrincipalName: 'ann_fabrikam.example#EXT#@contoso.com',
      userType: 'Guest',
    });
    expect(isExternal(user)).toBe(true);
    const url = new URL(inviteRedeemUrl);
    const [organization] = await test.query<{ id: string }>('select id from organization');
    expect([url.origin, url.pathname]).toEqual(['https://id.contoso.com', '/redeem']);
    expect([url.searchParams.get('tenant'), url.searchParams.get('user')]).toEqual([organization!.id, user.id]);
    expect(ticketOf(invitation)).toMatch(/^[\w-]{43}$/);
    expect(await test.query('select 1 from password_hashes where user_id = $1', [user.id])).toEqual([]);
  });

  it('names the person by their address, cuts long names and numbers names that are taken', async () => {
    const plain = await inviting(test.directory, 'b.c@fabrikam.example');
    expect(plain.user.properties.displayName).toBe('b.c');
    const [first, second] = [
      await inviting(test.directory, 'd_e@f.example'),
      await inviting(test.directory, 'd@e_f.example').catch(() => null),
    ];
    expect([first.user.properties.userPrincipalName, second]).toEqual(['d_e_f.example#EXT#@contoso.com', null]);
    const long = (end: string) => inviting(test.directory, `${'a'.repeat(60)}${end}@fabrikam.example`);
    const names = [await long('x'), await long('y')].map(({ user }) => user.properties.userPrincipalName as string);
    expect(names).toEqual([`${'a'.repeat(59)}#EXT#@contoso.com`, `${'a'.repeat(58)}1#EXT#@contoso.com`]);
  });

  it('moves the account into every group whose rule selects it, in the same transaction', async () => {
    const rules = [
      'user.userType -eq "Guest"',
      'user.externalUserState -eq "PendingAcceptance"',
      'user.creationType -eq "Invitation"',
      'user.mail -endsWith "@litware.example"',
      'user.externalUserState -eq "Accepted"',
    ];
    const groups: { group: Group; rule: string }[] = [];
    for (const rule of rules) {
      const group = await aGroup(test.directory, rule).catch(() => undefined);
      if (group !== undefined) groups.push({ group, rule });
    }
    expect(groups.length).toBeGreaterThanOrEqual(2);
    await test.settle();
    const head = await logHead(test);
    const address = newAddress('litware.example');
    const invitation = await inviting(test.directory, address);
    const { user } = invitation;
    const inside = async () => {
      const found = [];
      for (const { group, rule } of groups)
        if ((await membersOf(test.directory, group)).includes(user.id)) found.push(rule);
      return found;
    };
    const pending = groups.map(({ rule }) => rule).filter((rule) => !rule.includes('Accepted'));
    expect(await inside()).toEqual(pending);
    expect((await changesAfter(test.directory, head)).map(({ cause }) => cause.operation)).toEqual([
      'invite-external-user',
    ]);
    const afterInvitation = await logHead(test);
    await redeeming(test.directory, invitation, identityOf(address));
    expect(await inside()).toEqual(groups.map(({ rule }) => rule).filter((rule) => !rule.includes('Pending')));
    expect((await changesAfter(test.directory, afterInvitation)).map(({ cause }) => cause.operation)).toEqual([
      'redeem-external-user-invite',
    ]);
  });

  it('keeps nothing of the ticket but a digest, and tells the log nothing', async () => {
    const address = newAddress();
    const invitation = await inviting(test.directory, address);
    const ticket = ticketOf(invitation);
    for (const table of ['invitations', 'change_log', 'users', 'documents']) {
      expect(JSON.stringify(await test.query(`select * from ${table}`))).not.toContain(ticket);
    }
  });

  it('makes one account of many invitations at once', async () => {
    const address = newAddress();
    const all = await Promise.all(Array.from({ length: 4 }, () => inviting(test.directory, address)));
    expect(new Set(all.map(({ user }) => user.id)).size).toBe(1);
    const usable = [];
    for (const invitation of all) {
      usable.push(await codeOf(redeeming(test.directory, invitation, identityOf(address), { hasConsented: false })));
    }
    expect(usable.filter((code) => code === 'none')).toHaveLength(1);
  });

  it('says who invited', async () => {
    const { principal } = await anApplication(test.directory);
    const caller = anApplicationWith('User.Invite.All');
    const actor = { ...caller.actor, id: principal.id } as typeof caller.actor;
    const { user } = await invite(test.directory, { ...caller, actor }, anInvitation(newAddress()), site);
    expect((await getInviter(test.directory, administrator, user.id)).id).toBe(principal.id);
    const byOperator = await inviting(test.directory, newAddress());
    expect(await codeOf(getInviter(test.directory, administrator, byOperator.user.id))).toBe('RESOURCE_NOT_FOUND');
  });
});

describe('sponsors', () => {
  it('are users and groups, at most five', async () => {
    const people = [];
    for (let i = 0; i < 5; i++) people.push(await aUser(test.directory));
    const group = await aGroup(test.directory);
    const sponsorIds = [...people.map(({ id }) => id), group.id];
    expect(await refused(newAddress(), { sponsorIds })).toBe('TOO_MANY_SPONSORS');
    expect(await refused(newAddress(), { sponsorIds: [newObjectId()] })).toBe('SPONSOR_INVALID');
    const { user } = await inviting(test.directory, newAddress(), { sponsorIds: sponsorIds.slice(1) });
    expect(new Set(await related(test.directory, 'sponsors', user.id))).toEqual(new Set(sponsorIds.slice(1)));
    expect(await related(test.directory, 'sponsorOf', people[1]!.id)).toEqual([user.id]);
    await deleteUser(test.directory, administrator, people[1]!.id);
    expect(await related(test.directory, 'sponsors', user.id)).toHaveLength(4);
  });
});

describe('the mail', () => {
  it('says who invites to what, in the language that was asked for', async () => {
    const address = newAddress();
    const message = {
      customizedMessageBody: 'Bis bald!\r\nAnn',
      messageLanguage: 'de-DE',
      ccAddresses: ['bob@fabrikam.example'],
    };
    const invitation = await inviting(test.directory, address, { sendInvitationMessage: true, message });
    expect(invitation.isMailQueued).toBe(true);
    const mail = await mailTo(address);
    expect(mail).toMatchObject({ copy_to: 'bob@fabrikam.example', subject: 'Einladung zu Contoso' });
    expect(mail.body_text).toContain(`Einladung annehmen:\n${invitation.inviteRedeemUrl}\n`);
    expect(mail.body_text).toContain('> Bis bald!\n> Ann\n');
    expect(mail.body_text).toContain('bis zum 2026-09-13');
    expect(mail.body_html).toContain('<html lang="de">');
    expect(mail.body_html).toContain(`href="${invitation.inviteRedeemUrl.replaceAll('&', '&amp;')}"`);
  });

  it('is English for languages without texts, and not sent unless asked for', async () => {
    const [silent, address] = [newAddress(), newAddress()];
    await inviting(test.directory, silent);
    expect(await mailTo(silent)).toBeUndefined();
    await inviting(test.directory, address, { sendInvitationMessage: true, message: { messageLanguage: 'fr-FR' } });
    expect((await mailTo(address)).subject).toBe('Invitation to Contoso');
  });

  it('is not queued where nobody sends it', async () => {
    const address = newAddress();
    const input = anInvitation(address, { sendInvitationMessage: true });
    const invitation = await invite(test.directory, administrator, input, { ...site, sendsMail: false });
    expect([invitation.isMailQueued, await mailTo(address)]).toEqual([false, undefined]);
  });

  it('never leads to where only the caller says that the server is', async () => {
    const input = (more = {}) => anInvitation(newAddress(), more);
    const stranger = { ...site, baseUrl: 'https://evil.example', isBaseTrusted: false };
    const attempt = (more: object) => refusal(test, () => invite(test.directory, administrator, input(more), stranger));
    expect(await attempt({ sendInvitationMessage: true })).toBe('PUBLIC_URL_NEEDED');
    expect(await attempt({ inviteRedirectUrl: 'https://evil.example/' })).toBe('REDIRECT_NOT_ALLOWED');
  });

  it('has one line for the name of whoever invites, whatever is in it', async () => {
    const address = newAddress();
    const { principal } = await anApplication(test.directory);
    const { actor, requestId } = anApplicationWith('User.Invite.All');
    const named = { ...actor, id: principal.id, name: 'Pay<b>\r\nroll\u202e' } as typeof actor;
    const input = anInvitation(address, { sendInvitationMessage: true });
    await invite(test.directory, { actor: named, requestId }, input, site);
    const { body_text: text, body_html: html } = await mailTo(address);
    expect(text.split('\n')[0]).toBe('Pay<b> roll invites you to Contoso.');
    expect(html).toContain('<p>Pay&lt;b&gt; roll invites you to Contoso.</p>');
  });

  it('has no markup but its own', async () => {
    const address = newAddress();
    const evil = `</blockquote><img src=x onerror=alert(1)><a href="https://evil.example">'&"</a>`;
    await inviting(test.directory, address, { sendInvitationMessage: true, message: { customizedMessageBody: evil } });
    const { body_html: html } = await mailTo(address);
    expect(html.match(/<(?!\/)[a-z0-9]+/g)!.sort()).toEqual(
      [
        '<a',
        '<blockquote',
        '<body',
        '<br',
        '<h1',
        '<head',
        '<html',
        '<meta',
        '<meta',
        '<p',
        '<p',
        '<p',
        '<p',
        '<p',
        '<p',
        '<p',
        '<span',
        '<title',
      ].sort(),
    );
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it.each([
    ['a line end in the address', 'ann@fabrikam.example\r\nBcc: x@x.example', {}, 'INVITED_ADDRESS_INVALID'],
    ['two addresses', 'ann@fabrikam.example,x@x.example', {}, 'INVITED_ADDRESS_INVALID'],
    [
      'a copy with a line end',
      'ok@fabrikam.example',
      { message: { ccAddresses: ['x@x.example\nBcc: y@y.example'] } },
      'PROPERTY_INVALID',
    ],
    [
      'two copies',
      'ok@fabrikam.example',
      { message: { ccAddresses: ['x@x.example', 'y@y.example'] } },
      'PROPERTY_INVALID',
    ],
    ['a name with a line end', 'ok@fabrikam.example', { invitedUserDisplayName: 'Ann\r\nBcc: x' }, 'PROPERTY_INVALID'],
    [
      'a message that steers',
      'ok@fabrikam.example',
      { message: { customizedMessageBody: 'a\u001b[31m' } },
      'PROPERTY_INVALID',
    ],
    [
      'a long message',
      'ok@fabrikam.example',
      { message: { customizedMessageBody: 'a'.repeat(4001) } },
      'PROPERTY_INVALID',
    ],
    [
      'a language with a header',
      'ok@fabrikam.example',
      { message: { messageLanguage: 'en\r\nX: y' } },
      'PROPERTY_INVALID',
    ],
  ])('takes no header from outside: %s', async (_name, address, more, code) => {
    expect(await refused(address, { sendInvitationMessage: true, ...more })).toBe(code);
  });
});

describe('an address', () => {
  it.each([...'~!#$%^&*()+=[]{}\\/|;:"\'<>?,'])('with %s is refused', async (character) => {
    expect(await refused(`a${character}b@fabrikam.example`)).toBe('INVITED_ADDRESS_INVALID');
  });
  it.each([
    '',
    'ann',
    '@fabrikam.example',
    'ann@',
    'ann@fabrikam',
    'a..b@f.example',
    'jörg@f.example',
    `${'a'.repeat(65)}@f.example`,
  ])('`%s` is refused', async (address) => {
    expect(['INVITED_ADDRESS_INVALID', 'PROPERTY_REQUIRED']).toContain(await refused(address));
  });

  it('of a verified domain of the directory is refused, and one of a user who is here', async () => {
    expect(await refused('somebody@contoso.com')).toBe('INVITED_DOMAIN_OWN');
    const user = await aUser(test.directory, { mail: 'eve@fabrikam.example' });
    const attempt = inviting(test.directory, 'Eve@fabrikam.example');
    await expect(attempt).rejects.toMatchObject({
      code: 'INVITED_USER_EXISTS',
      message: expect.stringContaining(`The invited user already exists in the directory as object ID: ${user.id}. `),
    });
  });

  it('tells the id of its owner only to those who may read users', async () => {
    await aUser(test.directory, { mail: 'mallory@fabrikam.example' });
    const attempt = (...permissions: string[]) =>
      invite(
        test.directory,
        anApplicationWith('User.Invite.All', ...permissions),
        anInvitation('mallory@fabrikam.example'),
        site,
      );
    await expect(attempt()).rejects.toMatchObject({ message: expect.not.stringContaining('object ID') });
    await expect(attempt('User.Read.All')).rejects.toMatchObject({ message: expect.stringContaining('object ID') });
  });
});

describe('inviting again', () => {
  it('keeps the account, and only the last link counts', async () => {
    const address = newAddress();
    const first = await inviting(test.directory, address);
    const second = await inviting(test.directory, address.toUpperCase());
    expect(second.user.id).toBe(first.user.id);
    expect(await codeOf(redeeming(test.directory, first, identityOf(address)))).toBe('INVITATION_INVALID');
    expect(await codeOf(redeeming(test.directory, second, identityOf(address)))).toBe('none');
    const third = await inviting(test.directory, address);
    expect([third.status, third.user.id]).toEqual(['Completed', first.user.id]);
    const stranger = identityOf(address, { subject: 'somebody else' });
    expect(await codeOf(redeeming(test.directory, third, stranger))).toBe('INVITATION_INVALID');
    expect(await codeOf(redeeming(test.directory, third, identityOf(address)))).toBe('none');
  });

  it('is refused for a guest who is blocked', async () => {
    const address = newAddress();
    const { user } = await inviting(test.directory, address);
    await updateUser(test.directory, administrator, user.id, { accountEnabled: false });
    expect(await refused(address)).toBe('INVITED_GUEST_BLOCKED');
  });

  it('makes another account after the first was deleted', async () => {
    const address = newAddress();
    const first = await inviting(test.directory, address);
    await deleteUser(test.directory, administrator, first.user.id);
    expect(await codeOf(redeeming(test.directory, first, identityOf(address)))).toBe('INVITATION_INVALID');
    const second = await inviting(test.directory, address);
    expect(second.user.id).not.toBe(first.user.id);
    expect(second.user.properties.userPrincipalName).toBe(first.user.properties.userPrincipalName);
  });
});

describe('a reset', () => {
  it('takes the account elsewhere away and lets another one be linked; id, name and groups stay', async () => {
    const [address, next] = [newAddress(), newAddress('northwind.example')];
    const guest = await aGuest(test.directory, address);
    const invitation = await inviting(test.directory, next, { invitedUserId: guest.id, resetRedemption: true });
    const { user } = invitation;
    expect([invitation.status, user.id]).toEqual(['PendingAcceptance', guest.id]);
    expect(user.properties).toMatchObject({
      externalUserState: 'PendingAcceptance',
      otherMails: [address, next],
      signInSessionsValidFromDateTime: test.directory.clock(),
      userPrincipalName: guest.properties.userPrincipalName,
      identities: [{ signInType: 'userPrincipalName' }],
    });
    expect(await codeOf(redeeming(test.directory, invitation, identityOf(next)))).toBe('none');
    expect((await theUser(test.directory, address)).properties.externalUserState).toBe('Accepted');
  });

  it('needs a user who was invited, named, and an address that nobody else has', async () => {
    const own = await aUser(test.directory);
    const guest = await aGuest(test.directory);
    const taken = newAddress();
    await inviting(test.directory, taken);
    const attempt = (address: string, invitedUserId: typeof own.id | null) =>
      refused(address, { invitedUserId, resetRedemption: true });
    expect(await attempt(newAddress(), null)).toBe('PROPERTY_REQUIRED');
    expect(await attempt(newAddress(), newObjectId())).toBe('RESOURCE_NOT_FOUND');
    expect(await attempt(newAddress(), own.id)).toBe('RESET_NEEDS_INVITED_USER');
    expect(await attempt(taken, guest.id)).toBe('INVITED_USER_EXISTS');
  });
});

describe('an account of the directory itself', () => {
  it('is invited by an address of its own, and then signs in elsewhere', async () => {
    const address = newAddress();
    const user = await aUser(test.directory, { otherMails: [address], userType: 'Member' });
    const passwords = () =>
      test.query<{ hash: string }>('select hash from password_hashes where user_id = $1', [user.id]);
    const [before] = await passwords();
    expect(await refused(newAddress(), { invitedUserId: user.id })).toBe('INVITED_ADDRESS_NOT_OF_USER');
    const invitation = await inviting(test.directory, address, { invitedUserId: user.id });
    expect([invitation.user.id, invitation.status]).toEqual([user.id, 'PendingAcceptance']);
    expect((await passwords())[0]).toEqual(before);
    const factor = {
      userId: user.id,
      id: newObjectId(),
      kind: 'softwareOath',
      displayName: null,
      isConfirmed: true,
    } as const;
    const times = { createdAt: test.directory.clock(), lastUsedAt: null };
    await test.directory.store.write('shared', ({ credentials }) =>
      credentials.insertFactor({ ...factor, ...times, mark: 0, data: {} }),
    );
    await redeeming(test.directory, invitation, identityOf(address));
    const [row] = await test.query<Record<string, unknown>>('select * from users where id = $1', [user.id]);
    expect(row).toMatchObject({
      external_user_state: 'Accepted',
      user_type: 'Member',
      user_principal_name: user.properties.userPrincipalName,
      identities: [{ signInType: 'federated', issuer: 'ExternalAzureAD' }, { signInType: 'userPrincipalName' }],
    });
    expect((await passwords())[0]).not.toEqual(before);
    expect(await test.query('select 1 from second_factors where user_id = $1', [user.id])).toEqual([]);
  });
});

describe('where an invitation leads', () => {
  it.each(['https://contoso.com/a?b=c#d', 'https://apps.contoso.com/', 'https://id.contoso.com/welcome'])(
    'may be a place of the directory: %s',
    async (inviteRedirectUrl) => {
      expect((await inviting(test.directory, newAddress(), { inviteRedirectUrl })).inviteRedirectUrl).toBe(
        inviteRedirectUrl,
      );
    },
  );

  it.each([
    'https://evil.example/',
    'https://contoso.com.evil.example/',
    'https://evilcontoso.com/',
    'https://contoso.com@evil.example/',
    'https://evil.example\\@contoso.com/',
    'https:\\\\evil.example',
    '//evil.example',
    '/relative',
    'javascript:alert(1)',
    'data:text/html,x',
    'http://apps.contoso.com/',
    'https://apps.contoso.com:8443/',
    'https://contoso.com/\r\nLocation: https://evil.example',
    'https://contoso.com/ x',
    `https://contoso.com/${'a'.repeat(2048)}`,
  ])('is nowhere else: %s', async (inviteRedirectUrl) => {
    expect(await refused(newAddress(), { inviteRedirectUrl })).toBe('REDIRECT_NOT_ALLOWED');
  });

  it('can be a host of the list, as long as it stands there', async () => {
    const inviteRedirectUrl = 'https://portal.partner.example:8443/x';
    await set({ redirectHosts: ['portal.partner.example:8443', 'localhost:3000'] });
    const address = newAddress();
    const invitation = await inviting(test.directory, address, { inviteRedirectUrl });
    const local = await inviting(test.directory, newAddress(), { inviteRedirectUrl: 'http://localhost:3000/' });
    expect(local.inviteRedirectUrl).toBe('http://localhost:3000/');
    expect(await refused(newAddress(), { inviteRedirectUrl: 'http://portal.partner.example:8443/x' })).toBe(
      'REDIRECT_NOT_ALLOWED',
    );
    await set({ redirectHosts: [] });
    expect(await redeeming(test.directory, invitation, identityOf(address))).toMatchObject({ redirectUrl: null });
  });
});

describe('who may come', () => {
  it('is said by one list of domains, of one kind', async () => {
    await set({ blockedDomains: ['Blocked.example'] });
    expect(await refused(newAddress('BLOCKED.example'))).toBe('INVITED_DOMAIN_BLOCKED');
    expect(await refused(newAddress('sub.blocked.example'))).toBe('none');
    await set({ allowedDomains: ['only.example'] });
    expect(await refused(newAddress('fabrikam.example'))).toBe('INVITED_DOMAIN_BLOCKED');
    expect(await refused(newAddress('only.example'))).toBe('none');
    const both = { allowedDomains: ['a.example'], blockedDomains: ['b.example'] };
    expect(await refusal(test, () => set(both))).toBe('PROPERTY_INVALID');
    await set({ allowedDomains: null });
    expect(await refused(newAddress('blocked.example'))).toBe('none');
  });

  it('is a list of up to 25,000 characters', async () => {
    const domains = (count: number) =>
      Array.from({ length: count }, (_, i) => `d${String(i).padStart(4, '0')}.domains.example`);
    const fits = domains(1136); // 21 characters each and a comma between two
    expect(fits.join(',').length).toBeLessThanOrEqual(25_000);
    expect(await refusal(test, () => set({ blockedDomains: fits }))).toBe('none');
    expect(await refusal(test, () => set({ blockedDomains: domains(1137) }))).toBe('PROPERTY_INVALID');
    expect(await refusal(test, () => set({ blockedDomains: ['not a domain'] }))).toBe('DOMAIN_INVALID');
    await set({ blockedDomains: null });
  });

  it('is said by the settings for other directories, too', async () => {
    const tenantId = newObjectId();
    await addProvider(
      test.directory,
      anOpenIdProvider({
        domains: ['woodgrove.example'],
        issuer: 'https://login.woodgrove.example',
        kind: 'externalDirectory',
        tenantId,
      }),
    ).catch(() => undefined);
    const nobody = {
      usersAndGroups: { accessType: 'blocked', targets: [{ target: 'AllUsers', targetType: 'user' }] },
      applications: { accessType: 'blocked', targets: [{ target: 'AllApplications', targetType: 'application' }] },
    };
    await updateDefaultAccess(test.directory, administrator, { b2bCollaborationInbound: nobody });
    expect(await refused(newAddress())).toBe('INVITED_DOMAIN_BLOCKED');
    const everybody = {
      usersAndGroups: { accessType: 'allowed', targets: [{ target: 'AllUsers', targetType: 'user' }] },
      applications: { accessType: 'allowed', targets: [{ target: 'AllApplications', targetType: 'application' }] },
    };
    await createPartner(test.directory, administrator, identityOf('x').tenantId!, { b2bCollaborationInbound: nobody });
    await updateDefaultAccess(test.directory, administrator, { b2bCollaborationInbound: everybody });
    const address = newAddress();
    const invitation = await inviting(test.directory, address);
    expect(await codeOf(redeeming(test.directory, invitation, identityOf(address)))).toBe('INVITED_DOMAIN_BLOCKED');
    expect(await codeOf(redeeming(test.directory, invitation, identityOf(address, { tenantId: null })))).toBe('none');
    await test.query('delete from cross_tenant_partners');
  });

  it('nobody, while nobody may invite', async () => {
    await test.query(
      `insert into documents (name, value) values ('authorization-policy', '{"allowInvitesFrom":"none"}')`,
    );
    expect(await refused(newAddress())).toBe('INVITATIONS_NOT_ALLOWED');
    await test.query(`delete from documents where name = 'authorization-policy'`);
  });
});

describe('a plan', () => {
  it('says of every address what inviting it would come to', async () => {
    const [fresh, pending, blocked] = [newAddress(), newAddress(), newAddress('blocked.example')];
    await inviting(test.directory, pending);
    const guest = await aGuest(test.directory);
    const disabled = await inviting(test.directory, newAddress());
    await updateUser(test.directory, administrator, disabled.user.id, { accountEnabled: false });
    await aUser(test.directory, { mail: 'frank@fabrikam.example' });
    await set({ blockedDomains: ['blocked.example'] });
    const addresses = [
      fresh,
      pending,
      guest.properties.mail,
      disabled.user.properties.mail,
      'FRANK@fabrikam.example',
      'x@contoso.com',
      blocked,
    ];
    expect(await planInvitations(test.directory, administrator, addresses as string[])).toEqual([
      'new',
      'pending',
      'accepted',
      'disabled',
      'internal',
      'ownDomain',
      'blocked',
    ]);
    await set({ blockedDomains: null });
  });
});

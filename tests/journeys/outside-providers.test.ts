// One file because all of it shares one server, one separate provider and one LDAP server.
import { readFileSync } from 'node:fs';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IndependentProvider, independentProvider } from '../scenarios/federation/independent-provider.ts';
import { certificateFile, hasSlapd, type Slapd, startSlapd, base as tree } from '../scenarios/ldap/slapd.ts';
import { accepted, addProvider, appUri, type Contoso, invited, landing, startContoso } from './contoso.ts';
import { query } from './database.ts';
import { FormBrowser } from './form-browser.ts';
import { annsPassword, authorizeUrl, createAnn, postToken } from './people-sign-in.ts';
import { call } from './started-server.ts';

let contoso: Contoso;
let fabrikam: IndependentProvider;
beforeAll(async () => {
  contoso = await startContoso();
  fabrikam = await independentProvider(`${contoso.base}/federation/`);
  await addProvider(contoso, fabrikam.issuer, { domains: ['fabrikam.example'] });
});
afterAll(async () => {
  await contoso?.stop();
  await fabrikam?.stop();
});

const newBrowser = (language = 'en') => new FormBrowser((url) => url.hostname === 'app.adventure-works.com', language);
const toApp = (more: Record<string, string | undefined> = {}) =>
  authorizeUrl(contoso, contoso.app, { redirect_uri: appUri, ...more });

/** What the tokens say that the browser got a code for. */
async function tokensOf(browser: FormBrowser) {
  const code = browser.answer.get('code');
  if (code === null) throw new Error(`no code at ${browser.at}: ${browser.text}`);
  const secret = { client_id: contoso.app.appId, client_secret: contoso.app.clientSecret };
  const { body } = await postToken(contoso, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: appUri,
    ...secret,
  });
  return { token: body.access_token as string, ...decodeJwt<{ oid: string; amr: string[] }>(body.access_token) };
}

/** Asks for a code for the address and types it in. */
async function typePasscode(browser: FormBrowser, address: string): Promise<void> {
  const before = contoso.mailsTo(address);
  await browser.press('sendPasscode');
  await browser.press('passcode', { passcode: await contoso.codeFor(address, before) });
}

describe('an invitation', () => {
  it('is accepted with the account of an independent provider, which is known again at the next sign-in', async () => {
    const address = 'ann@fabrikam.example';
    const { id, link } = await contoso.invite(address, {
      invitedUserDisplayName: 'Ann',
      sendInvitationMessage: true,
    });
    expect(await contoso.standing(id)).toEqual(invited);
    const browser = await newBrowser().open(link);
    expect(browser.title).toBe('You are invited to Contoso');
    expect(browser.text).toContain(address);
    expect(browser.text).toContain('sign in at Fabrikam');
    await browser.press('begin');
    expect(browser.title).toBe('Accept the invitation to Contoso');
    // Nothing is written before the person has agreed.
    expect(await contoso.standing(id)).toEqual(invited);
    await browser.press('accept');
    expect(browser.at).toBe(landing);
    const after = accepted(fabrikam.issuer, 'SAML/WS-Fed partner', 'Federated partner');
    expect(await contoso.standing(id)).toEqual(after);
    // The ticket was in the first address only.
    const ticket = new URL(link).searchParams.get('ticket')!;
    expect(browser.visited.filter((each) => each.includes(ticket))).toEqual([link]);
    const later = await newBrowser().open(toApp());
    await later.press('name', { loginName: address });
    expect(later.title).toBe('Planner asks for your permission');
    await later.press('accept');
    const { oid, amr } = await tokensOf(later);
    expect([oid, amr]).toEqual([id, ['fed']]);
    expect(await contoso.standing(id)).toEqual(after);
  });

  it('is accepted with a code by mail where the organisation has no provider', async () => {
    const address = 'ben@small.example';
    const { id, link } = await contoso.invite(address, {
      inviteRedirectUrl: 'https://app.adventure-works.com/de',
      sendInvitationMessage: true,
    });
    expect(await contoso.standing(id)).toEqual(invited);
    const browser = await newBrowser('de').open(link);
    expect(browser.title).toBe('Sie sind zu Contoso eingeladen');
    await browser.press('begin');
    expect(browser.title).toBe('Code per Mail');
    const before = contoso.mailsTo(address);
    await browser.press('sendPasscode');
    await browser.press('passcode', { passcode: '00000000' });
    expect(browser.text).toContain('Der Code stimmt nicht');
    const first = await contoso.codeFor(address, before);
    // Every code belongs to the ticket of its own page: the first one is worth nothing on the second.
    const old = browser.forms()[0]!.hidden.passcodeTicket;
    await browser.press('sendPasscode');
    expect(browser.forms()[0]!.hidden.passcodeTicket).not.toBe(old);
    await browser.press('passcode', { passcode: first });
    expect(browser.text).toContain('Der Code stimmt nicht');
    await browser.press('passcode', { passcode: await contoso.codeFor(address, before + 1) });
    expect(browser.title).toBe('Einladung zu Contoso annehmen');
    await browser.press('accept');
    expect(browser.at).toBe('https://app.adventure-works.com/de');
    expect(await contoso.standing(id)).toEqual(accepted('mail', 'One-time passcode', 'Email one-time passcode'));
  });

  it('that was accepted signs in at the application it leads to, once, without a second code', async () => {
    const accepting = async (address: string) => {
      const { id, link } = await contoso.invite(address);
      const browser = await newBrowser().open(link);
      await browser.press('begin');
      await typePasscode(browser, address);
      await browser.press('accept');
      expect(browser.at).toBe(landing);
      return { id, browser };
    };
    const mia = await accepting('mia@small.example');
    const [another, thief] = [mia.browser.cookies.get('__Secure-muster-redeemed')!, newBrowser()];
    // Not when the application wants somebody to sign in anew, or names another person.
    for (const more of [{ prompt: 'login' }, { prompt: 'select_account' }, { login_hint: 'ann@fabrikam.example' }]) {
      await mia.browser.open(toApp({ scope: 'openid', ...more }));
      expect([more, mia.browser.offers('name')]).toEqual([more, true]);
    }
    await mia.browser.open(toApp({ scope: 'openid', login_hint: 'Mia@small.example' }));
    await mia.browser.press('accept');
    const { oid, amr } = await tokensOf(mia.browser);
    expect([oid, amr, contoso.mailsTo('mia@small.example')]).toEqual([mia.id, ['email'], 1]);
    expect(mia.browser.cookies.has('__Secure-muster-redeemed')).toBe(false);
    // Changed, it is nothing.
    thief.cookies.set('__Secure-muster-redeemed', {
      ...another,
      value: `${another.value.startsWith('A') ? 'B' : 'A'}${another.value.slice(1)}`,
    });
    await thief.open(toApp({ scope: 'openid' }));
    expect(thief.offers('name')).toBe(true);
    // What ends sessions ends this too.
    const ned = await accepting('ned@small.example');
    await contoso.call('POST', `/v1.0/users/${ned.id}/revokeSignInSessions`);
    await ned.browser.open(toApp({ scope: 'openid' }));
    expect(ned.browser.offers('name')).toBe(true);
  });

  it('turns an internal guest with a password into one who signs in elsewhere', async () => {
    const own = await createAnn(contoso, { userType: 'Guest', mail: 'cem@fabrikam.example' });
    const internal = {
      userType: 'Guest',
      externalUserState: null,
      source: 'Azure Active Directory',
      identitySource: 'Microsoft Entra ID',
      issuers: [['userPrincipalName', 'adventure-works.com']],
      groups: ['Guests'],
    };
    expect(await contoso.standing(own.id)).toEqual(internal);
    const withPassword = async () => {
      const browser = await newBrowser().open(toApp({ scope: 'openid' }));
      await browser.press('name', { loginName: own.name });
      return browser.press('password', { password: annsPassword });
    };
    const before = await withPassword();
    await before.press('accept');
    expect((await tokensOf(before)).amr).toEqual(['pwd']);
    expect(await contoso.standing(own.id)).toEqual(internal);
    const { id, link } = await contoso.invite('cem@fabrikam.example', { invitedUser: { id: own.id } });
    expect(id).toBe(own.id);
    expect(await contoso.standing(id)).toEqual(invited);
    const browser = await newBrowser().open(link);
    await browser.press('begin');
    await browser.press('accept');
    expect(browser.at).toBe(landing);
    expect(await contoso.standing(id)).toEqual(accepted(fabrikam.issuer, 'SAML/WS-Fed partner', 'Federated partner'));
    expect((await withPassword()).text).toContain('is not right');
    await before.open(toApp({ prompt: 'none', scope: 'openid' }));
    expect(before.answer.get('error')).toBe('login_required');
  });

  it('can be declined, and taken up again with the same link', async () => {
    const { id, link } = await contoso.invite('dan@fabrikam.example');
    const browser = await newBrowser().open(link);
    await browser.press('decline');
    expect(browser.title).toBe('You have not accepted');
    await browser.open(link);
    await browser.press('begin');
    await browser.press('decline');
    expect(await contoso.standing(id)).toEqual(invited);
    await browser.open(link);
    await browser.press('begin');
    await browser.press('accept');
    expect(browser.at).toBe(landing);
    await browser.open(link);
    expect(browser.title).toBe('Accepted already');
    expect(browser.text).toContain(`href="${landing}"`);
  });

  it('of somebody signed in elsewhere as another person is offered to be accepted as oneself', async () => {
    const [ann, eve] = [await contoso.invite('eva@fabrikam.example'), await contoso.invite('eve@fabrikam.example')];
    const browser = await newBrowser().open(eve.link);
    await browser.press('begin');
    await browser.press('accept');
    // The provider knows the browser as Eve by now.
    await browser.open(ann.link);
    await browser.press('begin');
    expect(browser.title).toBe('This is another account');
    expect(browser.text).toContain('eva@fabrikam.example');
    await browser.press('another');
    await browser.press('accept');
    expect((await contoso.standing(ann.id)).externalUserState).toBe('Accepted');
  });

  it('that has ended, was replaced or never was says what to do', async () => {
    const first = await contoso.invite('fay@fabrikam.example');
    const second = await contoso.invite('fay@fabrikam.example');
    const opened = await newBrowser().open(second.link);
    const pages: [number, string][] = [];
    for (const link of [first.link, `${contoso.url}/redeem`, `${contoso.url}/redeem?ticket=${'x'.repeat(500)}`]) {
      const { status, title } = await newBrowser().open(link);
      pages.push([status, title]);
    }
    expect(pages).toEqual(Array(3).fill([400, 'The invitation cannot be used']));
    await query(contoso, "update invitations set ends_at = now() - interval '1 day' where address_key = upper($1)", [
      'fay@fabrikam.example',
    ]);
    expect((await newBrowser().open(second.link)).title).toBe('The invitation has ended');
    await opened.press('begin');
    expect(opened.title).toBe('The invitation has ended');
    await opened.open(opened.visited[1]!);
    expect([opened.status, opened.title]).toEqual([400, 'Open the link again']);
  });

  it('of a domain that was blocked meanwhile is not accepted', async () => {
    const { id, link } = await contoso.invite('gil@fabrikam.example');
    const browser = await newBrowser().open(link);
    await browser.press('begin');
    const lists = (invitationsAllowedAndBlockedDomainsPolicy: object) =>
      contoso.call('PATCH', '/v1.0/policies/b2bManagementPolicy', { invitationsAllowedAndBlockedDomainsPolicy });
    await lists({ blockedDomains: ['fabrikam.example'] });
    await browser.press('accept');
    expect(browser.title).toBe('The invitation cannot be used');
    await lists({});
    expect(await contoso.standing(id)).toEqual(invited);
  });
});

describe('signing in from outside', () => {
  it('makes a guest of whoever was invited and comes without the link: proved by mail, with consent once', async () => {
    const address = 'hal@small.example';
    const { id } = await contoso.invite(address);
    const browser = await newBrowser().open(toApp({ scope: 'openid User.Read' }));
    await browser.press('name', { loginName: address });
    expect(browser.title).toBe('Get a code by mail');
    await typePasscode(browser, address);
    expect(browser.title).toBe('Accept the invitation to Contoso');
    expect(await contoso.standing(id)).toEqual(invited);
    await browser.press('join');
    await browser.press('accept');
    const { oid, amr, token } = await tokensOf(browser);
    expect([oid, amr]).toEqual([id, ['email']]);
    expect(await contoso.standing(id)).toEqual(accepted('mail', 'One-time passcode', 'Email one-time passcode'));
    expect((await call(contoso.url, token, 'GET', '/v1.0/me')).body.id).toBe(id);
    // The name that guests have here leads home as well.
    const again = await newBrowser().open(toApp({ scope: 'openid User.Read' }));
    await again.press('name', { loginName: 'hal_small.example#EXT#@adventure-works.com' });
    expect(again.text).toContain(address);
    await typePasscode(again, address);
    expect((await tokensOf(again)).oid).toBe(id);
  });

  it('says clearly to whoever has no account here that there is none, once they have proved who they are', async () => {
    const browser = await newBrowser().open(toApp());
    await browser.press('name', { loginName: 'stranger@fabrikam.example' });
    expect(browser.title).toBe('No account here');
    expect(browser.text).toContain('stranger@fabrikam.example');
    await browser.press('ways');
    expect(browser.title).toBe('Choose how to sign in');
    await browser.press('other');
    expect(browser.offers('name')).toBe(true);
    await browser.press('cancel');
    expect(browser.answer.get('error')).toBe('access_denied');
  });

  it('lets people choose: their provider, a code, a password, and consumer providers from the first page on', async () => {
    const google = {
      '@odata.type': 'microsoft.graph.socialIdentityProvider',
      displayName: 'Google',
      identityProviderType: 'Google',
      clientId: 'muster-at-google',
      clientSecret: 'google-knows-this',
    };
    await query(
      contoso,
      `insert into identity_providers (id, kind, settings, version, created_at) values ('Google-OAUTH', 'social', $1, 1, now())`,
      [JSON.stringify({ ...preset(), clientId: google.clientId })],
    );
    const browser = await newBrowser().open(toApp());
    expect(browser.text).toContain('Sign in with Google');
    // Google is out of reach here: the page says so, and goes on.
    await browser.press('with:Google-OAUTH');
    expect(browser.text).toContain('Google cannot be reached');
    await browser.press('other');
    await browser.press('name', { loginName: 'ina@small.example' });
    await browser.press('ways');
    for (const way of ['with:Google-OAUTH', 'askPasscode', 'usePassword']) expect(browser.offers(way)).toBe(true);
    await browser.press('usePassword');
    expect(browser.title).toBe('Enter your password');
    await browser.open(toApp());
    await browser.press('name', { loginName: 'deny@fabrikam.example' });
    expect(browser.text).toContain('Fabrikam did not let the sign-in go on');
    await query(contoso, `delete from identity_providers where id = 'Google-OAUTH'`);
    // What was offered once is not offered any more.
    await browser.press('with:Google-OAUTH');
    expect(browser.title).toBe('Choose how to sign in');
  });

  it('is refused where the settings for other directories keep people out, and stops for the disabled', async () => {
    const address = 'jan@fabrikam.example';
    const { id, link } = await contoso.invite(address);
    const browser = await newBrowser().open(link);
    await browser.press('begin');
    await browser.press('accept');
    const path = '/v1.0/policies/crossTenantAccessPolicy/default';
    const targets = (accessType: string, target: string, targetType: string) => ({
      accessType,
      targets: [{ target, targetType }],
    });
    const inbound = {
      usersAndGroups: targets('allowed', 'AllUsers', 'user'),
      applications: targets('blocked', contoso.app.appId, 'application'),
    };
    await contoso.call('PATCH', path, { b2bCollaborationInbound: inbound });
    await browser.open(toApp());
    expect(browser.title).toBe('You cannot come in');
    await contoso.call('POST', `${path}/resetToSystemDefault`);
    await contoso.call('PATCH', `/v1.0/users/${id}`, { accountEnabled: false });
    await browser.open(toApp());
    await browser.press('name', { loginName: address });
    expect(browser.title).toBe('Your account is disabled');
    expect(browser.answer.get('code')).toBeNull();
  });

  it('goes straight to the provider of the domain that the application names, once, and when that is certain', async () => {
    const address = 'oda@fabrikam.example';
    const { id } = await contoso.invite(address);
    const hinted = toApp({ scope: 'openid', domain_hint: 'Fabrikam.example', login_hint: address });
    const browser = await newBrowser().open(hinted);
    expect(browser.title).toBe('Accept the invitation to Contoso');
    await browser.press('join');
    await browser.press('accept');
    expect((await tokensOf(browser)).oid).toBe(id);
    // Whoever comes back without an account is not sent there again.
    const refused = toApp({ domain_hint: 'fabrikam.example', login_hint: 'deny@fabrikam.example' });
    const back = await newBrowser().open(refused);
    expect(back.text).toContain('Fabrikam did not let the sign-in go on');
    await back.open(back.at);
    expect([back.title, back.offers('name')]).toEqual(['Sign in', true]);
    for (const domain_hint of [
      'small.example',
      'adventure-works.com',
      'organizations',
      '',
      'x@fabrikam.example',
      '"><b>',
    ]) {
      const other = await newBrowser().open(toApp({ domain_hint }));
      expect([domain_hint, other.offers('name')]).toEqual([domain_hint, true]);
    }
  });

  it('sends no more codes than the limits say, and says when to try again', async () => {
    const quarter = () => Math.floor(Date.now() / 900_000);
    let [browser, begun] = [newBrowser(), Number.NaN];
    // Codes are counted by quarters of an hour: when one ended meanwhile, all is done again, for another address.
    for (let round = 0; begun !== quarter(); round++) {
      const address = `kim${round}@small.example`;
      await contoso.invite(address);
      begun = quarter();
      browser = await newBrowser().open(toApp());
      await browser.press('name', { loginName: address });
      for (let sent = 0; sent < 5; sent++) {
        await browser.press('sendPasscode');
        expect(browser.offers('passcode')).toBe(true);
      }
      await browser.press('sendPasscode');
    }
    expect(browser.text).toMatch(/Too many tries. Wait \d+ seconds/);
    expect(browser.offers('passcode')).toBe(false);
  });

  it('with codes switched off leaves the password of an account here', async () => {
    const path = '/v1.0/identity/identityProviders';
    await contoso.call('DELETE', `${path}/EmailOtpSignup-OAUTH`);
    const browser = await newBrowser().open(toApp());
    await browser.press('name', { loginName: 'lea@small.example' });
    expect(browser.title).toBe('Choose how to sign in');
    expect([browser.offers('askPasscode'), browser.offers('usePassword')]).toEqual([false, true]);
    await contoso.call('POST', path, {
      '@odata.type': 'microsoft.graph.builtInIdentityProvider',
      identityProviderType: 'EmailOTP',
    });
  });

  it.runIf(hasSlapd())(
    'takes the password of a synchronised user, which only the directory on premises knows',
    async () => {
      const people = `ou=people,${tree}`;
      const entries = `dn: ${people}\nobjectClass: organizationalUnit\nou: people\n
dn: uid=max,${people}\nobjectClass: inetOrgPerson\nuid: max\ncn: max\nsn: x\nuserPassword: Plant-Horse-8\n`;
      const slapd: Slapd = await startSlapd(entries);
      try {
        const { body } = await contoso.call('POST', '/v1.0/identity/identityProviders', {
          '@odata.type': '#muster.directoryConnection',
          displayName: 'Plant',
          url: slapd.ldaps,
          certificateAuthorities: readFileSync(certificateFile, 'utf8'),
          bindPattern: `uid={name},${people}`,
        });
        const max = await createAnn(contoso);
        const synchronised = (isSynced: boolean | null, name: string | null) =>
          query(
            contoso,
            'update users set on_premises_sync_enabled = $2, on_premises_sam_account_name = $3 where id = $1',
            [max.id, isSynced, name],
          );
        await synchronised(true, 'max');
        const attempt = async (password: string) => {
          const browser = await newBrowser().open(toApp({ scope: 'openid' }));
          await browser.press('name', { loginName: max.name });
          return browser.press('password', { password });
        };
        expect((await attempt(annsPassword)).text).toContain('is not right');
        const browser = await attempt('Plant-Horse-8');
        await browser.press('accept');
        expect((await tokensOf(browser)).oid).toBe(max.id);
        await contoso.call('DELETE', `/v1.0/identity/identityProviders/${body.id}`);
        // Written past the server, which would find that its memory differs.
        await synchronised(null, null);
      } finally {
        await slapd.stop();
      }
    },
  );
});

describe('leaving', () => {
  const leavePage = () => `${contoso.base}/leave`;

  /** A guest who has accepted, and signed in to the application. */
  async function aGuest(address: string) {
    const { id, link } = await contoso.invite(address);
    const browser = await newBrowser().open(link);
    await browser.press('begin');
    await browser.press('accept');
    await browser.open(toApp());
    if (browser.offers('accept')) await browser.press('accept');
    return { id, browser };
  }

  it('deletes the account of a guest who wants it, and ends everything', async () => {
    const { id, browser } = await aGuest('pia@fabrikam.example');
    const secret = { client_id: contoso.app.appId, client_secret: contoso.app.clientSecret };
    const code = browser.answer.get('code')!;
    const { body } = await postToken(contoso, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: appUri,
      ...secret,
    });
    await browser.open(`${contoso.base}/security-info`);
    expect(browser.text).toContain(`href="${leavePage()}"`);
    await browser.open(leavePage());
    expect(browser.title).toBe('Leave Contoso');
    expect(browser.text).toContain('<dt>Groups that you are in</dt><dd>2</dd>');
    expect(browser.text).toContain('<dt>Applications that you use</dt><dd>1</dd>');
    await browser.press('begin');
    expect(browser.text).toContain('Leave Contoso now?');
    // Until now nothing has happened.
    expect((await contoso.call('GET', `/v1.0/users/${id}`)).status).toBe(200);
    await browser.press('leave');
    expect([browser.status, browser.title]).toEqual([200, 'You have left Contoso']);
    expect((await contoso.call('GET', `/v1.0/users/${id}`)).status).toBe(404);
    expect((await contoso.call('GET', `/v1.0/directory/deletedItems/${id}`)).status).toBe(200);
    expect((await call(contoso.url, body.access_token, 'GET', '/v1.0/me')).status).toBe(401);
    const again = await postToken(contoso, {
      grant_type: 'refresh_token',
      refresh_token: body.refresh_token,
      ...secret,
    });
    expect(again.body.error).toBe('invalid_grant');
    await browser.open(leavePage());
    expect(browser.text).toContain('You are not signed in.');
    // An administrator can take it back.
    expect((await contoso.call('POST', `/v1.0/directory/deletedItems/${id}/restore`)).status).toBe(200);
    expect((await contoso.standing(id)).groups).toEqual(['Guests', 'Partners who came']);
  });

  it('is refused, with the reason, for people of the directory itself and where the directory does not let people go', async () => {
    const member = await createAnn(contoso);
    const own = await newBrowser().open(toApp({ scope: 'openid' }));
    await own.press('name', { loginName: member.name });
    await own.press('password', { password: annsPassword });
    await own.open(`${contoso.base}/security-info`);
    expect(own.text).not.toContain('/leave');
    const { token } = own.forms()[0]!.hidden;
    const body = () => new URLSearchParams({ token: token!, do: 'leave' });
    for (const init of [{}, { method: 'POST', body: body(), headers: { 'sec-fetch-site': 'same-origin' } }]) {
      await own.open(leavePage(), init);
      expect([own.status, own.text.includes('Your account belongs to Contoso itself')]).toEqual([403, true]);
    }
    expect((await contoso.call('GET', `/v1.0/users/${member.id}`)).status).toBe(200);
    const { id, browser } = await aGuest('quin@fabrikam.example');
    await browser.open(leavePage());
    await browser.press('begin');
    const allow = (allowExternalIdentitiesToLeave: boolean) =>
      contoso.call('PATCH', '/beta/policies/externalIdentitiesPolicy', { allowExternalIdentitiesToLeave });
    expect((await allow(false)).status).toBeLessThan(300);
    await browser.press('leave');
    expect([browser.status, browser.text.includes('does not let people leave')]).toEqual([403, true]);
    expect((await contoso.standing(id)).externalUserState).toBe('Accepted');
    await allow(true);
  });
});

/** Google as it is stored, with an issuer that nobody answers at. */
function preset() {
  return {
    displayName: 'Google',
    socialType: 'Google',
    issuer: 'http://127.0.0.1:9',
    wellKnownEndpoint: null,
    scope: 'openid email profile',
    domains: ['gmail.com'],
    tenantId: null,
    claims: {
      email: 'email',
      emailVerified: 'email_verified',
      name: 'name',
      givenName: 'given_name',
      familyName: 'family_name',
    },
  };
}

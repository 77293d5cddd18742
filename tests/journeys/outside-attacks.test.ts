import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type HostileProvider, hostileProvider } from '../scenarios/federation/hostile-provider.ts';
import { type IndependentProvider, independentProvider } from '../scenarios/federation/independent-provider.ts';
import { addProvider, appUri, type Contoso, invited, landing, startContoso } from './contoso.ts';
import { query } from './database.ts';
import { FormBrowser } from './form-browser.ts';
import { authorizeUrl, postToken } from './people-sign-in.ts';
import { call } from './started-server.ts';

const otherTenant = '11111111-2222-4333-8444-555555555555';

let contoso: Contoso;
let fabrikam: IndependentProvider;
let hostile: HostileProvider;
let fabrikamId: string;
let hostileId: string;
beforeAll(async () => {
  [contoso, hostile] = await Promise.all([startContoso(), hostileProvider()]);
  fabrikam = await independentProvider(`${contoso.base}/federation/`);
  fabrikamId = await addProvider(contoso, fabrikam.issuer, { domains: ['fabrikam.example'] });
  hostileId = await addProvider(contoso, hostile.issuer, { displayName: 'Hostile', domains: ['hostile.example'] });
});
afterAll(async () => {
  await contoso?.stop();
  await Promise.all([fabrikam?.stop(), hostile?.stop()]);
});
afterEach(() => {
  Object.assign(hostile.mischief, { metadata: {}, claims: {}, signature: 'right', answer: undefined });
});

const newBrowser = () => new FormBrowser((url) => url.hostname === 'app.adventure-works.com');
const toApp = (more: Record<string, string | undefined> = {}) =>
  authorizeUrl(contoso, contoso.app, { redirect_uri: appUri, scope: 'openid', ...more });

/** A browser that came as far as the hostile provider, on the way to the application. */
async function atHostile(browser = newBrowser()): Promise<FormBrowser> {
  await browser.open(toApp());
  await browser.press('name', { loginName: 'mallory@hostile.example' });
  expect(new URL(browser.at).origin).toBe(hostile.issuer);
  return browser;
}

/** The address at which the hostile provider's answer comes back. */
function callback(browser: FormBrowser, more: Record<string, string> = {}, providerId = hostileId): string {
  const state = new URL(browser.at).searchParams.get('state')!;
  const query = new URLSearchParams({ code: 'code', state, iss: hostile.issuer, ...more });
  return `${contoso.base}/federation/${providerId}/callback?${query}`;
}

const stateOf = async (id: string) => (await contoso.standing(id)).externalUserState;

describe('the link of an invitation', () => {
  it('opens nothing for a thief with an account of their own, at whichever provider and under whatever name', async () => {
    const { id, link } = await contoso.invite('ann@fabrikam.example');
    // The thief is known to the victim's own provider, as somebody else.
    const browser = await newBrowser().open(toApp());
    await browser.press('name', { loginName: 'thief@fabrikam.example' });
    await browser.open(link);
    await browser.press('begin');
    expect(browser.title).toBe('This is another account');
    // The form of the question is not there; sending it all the same does nothing.
    const forged = browser.forms()[0]!;
    const body = new URLSearchParams({ ...forged.hidden, do: 'accept' });
    await browser.open(forged.action, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
    expect(browser.title).toBe('This is another account');
    // A provider of the thief's own calls the victim's address verified, and is not believed.
    hostile.mischief.claims = { sub: 'thief', email: 'ann@fabrikam.example', email_verified: true };
    const visit = await atHostile();
    await visit.open(callback(visit));
    expect(visit.title).toBe('No account here');
    expect(await contoso.standing(id)).toEqual(invited);
  });

  it('is not accepted by a code that was sent to another address, or with another provider’s proof', async () => {
    const { id, link } = await contoso.invite('bea@fabrikam.example');
    const browser = await newBrowser().open(link);
    const [form] = browser.forms();
    // The address has a provider: no code is sent for it, however the form is changed.
    for (const action of ['sendPasscode', 'passcode']) {
      const body = new URLSearchParams({
        ...form!.hidden,
        do: action,
        loginName: 'thief@small.example',
        passcode: '1',
      });
      await browser.open(form!.action, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
      expect(browser.offers('accept')).toBe(false);
    }
    expect(contoso.mailsTo('thief@small.example')).toBe(0);
    expect(await contoso.standing(id)).toEqual(invited);
  });

  it('is good once: replayed, and by two at once', async () => {
    const { id, link } = await contoso.invite('cas@fabrikam.example');
    const browsers = [await newBrowser().open(link), await newBrowser().open(link)];
    for (const browser of browsers) await browser.press('begin');
    await Promise.all(browsers.map((browser) => browser.press('accept')));
    const ends = browsers.map((browser) => (browser.at === landing ? 'landed' : browser.title)).sort();
    expect(ends).toEqual(['Accepted already', 'landed']);
    const after = await contoso.standing(id);
    for (const browser of browsers) {
      await browser.open(link);
      expect([browser.title, browser.offers('begin')]).toEqual(['Accepted already', false]);
    }
    expect(await contoso.standing(id)).toEqual(after);
  });

  it('leads to no other host than what is allowed when it is accepted, whatever the address says', async () => {
    const policy = (redirectHosts: string[]) =>
      contoso.call('PATCH', '/v1.0/policies/b2bManagementPolicy', { redirectHosts });
    await policy(['evil.example']);
    const { id, link } = await contoso.invite('dee@fabrikam.example', { inviteRedirectUrl: 'https://evil.example/' });
    await policy([]);
    const browser = await newBrowser().open(`${link}&redirect_uri=https://evil.example/&returnTo=//evil.example`);
    await browser.press('begin');
    expect(browser.headers.get('content-security-policy')).not.toContain('evil');
    await browser.press('accept');
    expect([browser.title, new URL(browser.at).origin]).toEqual(['Welcome', contoso.url]);
    expect(browser.visited.every((each) => new URL(each).hostname !== 'evil.example')).toBe(true);
    expect(await stateOf(id)).toBe('Accepted');
    await browser.open(link);
    expect(browser.text).not.toContain('evil.example');
  });

  it('is not in any address after the first, nor in what is stored, nor told to other sites', async () => {
    const { link } = await contoso.invite('eli@fabrikam.example');
    const ticket = new URL(link).searchParams.get('ticket')!;
    const first = await fetch(link, { redirect: 'manual' });
    expect([first.status, first.headers.get('referrer-policy')]).toEqual([303, 'no-referrer']);
    expect(first.headers.get('location')).not.toContain(ticket);
    const [cookie] = first.headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Secure-muster-redeem=[\w-]+; Path=\/redeem\/[\w-]{22}; Max-Age=3600; HttpOnly; SameSite=Lax; Secure$/,
    );
    expect(cookie).not.toContain(ticket);
    const closed = await fetch(`${contoso.url}/redeem?ticket=x`);
    expect(closed.headers.get('referrer-policy')).toBe('no-referrer');
    const browser = await newBrowser().open(link);
    const [form] = browser.forms();
    const body = new URLSearchParams({ ...form!.hidden, do: 'begin' });
    // Stops at the provider: the attempt is on its way.
    const headers = { cookie: `__Secure-muster-redeem=${browser.cookies.get('__Secure-muster-redeem')!.value}` };
    await fetch(form!.action, { method: 'POST', body, headers });
    const rows = JSON.stringify([
      await query(contoso, 'select * from federation_attempts'),
      await query(contoso, 'select * from invitations'),
    ]);
    expect(rows).toContain('/redeem/');
    expect(rows).not.toContain(ticket);
  });

  it('leads to nothing in another browser, and in the same one to nothing else', async () => {
    const [mine, theirs] = [await contoso.invite('flo@fabrikam.example'), await contoso.invite('gus@fabrikam.example')];
    const victim = await newBrowser().open(mine.link);
    const attacker = await newBrowser().open(victim.at);
    expect([attacker.status, attacker.title]).toEqual([400, 'Open the link again']);
    // What one visit has kept does not open in the place of another.
    await attacker.open(theirs.link);
    const kept = attacker.cookies.get('__Secure-muster-redeem')!;
    const { pathname } = new URL(victim.at);
    victim.cookies.set('__Secure-muster-redeem', { ...kept, path: pathname });
    await victim.open(victim.at);
    expect([victim.status, victim.title]).toEqual([400, 'Open the link again']);
    for (const visit of ['x', '%0d%0aset-cookie:x=1', 'a'.repeat(22), '..%2f..']) {
      const response = await fetch(`${contoso.url}/redeem/${visit}`);
      expect([visit, response.status, response.headers.get('set-cookie')]).toEqual([visit, 400, null]);
    }
  });
});

describe('the way back from a provider', () => {
  it('counts once, and only in the browser and at the provider that it was begun with', async () => {
    const other = await atHostile();
    const stolen = callback(other);
    const thief = await newBrowser().open(stolen);
    expect([thief.status, thief.title]).toEqual([400, 'Begin again']);
    // The thief has used it up.
    await other.open(stolen);
    expect([other.status, other.title]).toEqual([400, 'Begin again']);
    const browser = await atHostile();
    const address = callback(browser);
    await browser.open(address);
    expect(browser.title).toBe('No account here');
    await browser.open(address);
    expect([browser.status, browser.title]).toEqual([400, 'Begin again']);
    // Mix-up: the answer of one provider at the address of another, and one that names another issuer.
    const mixed = await atHostile();
    await mixed.open(callback(mixed, {}, fabrikamId));
    expect([mixed.status, mixed.title]).toEqual([400, 'Begin again']);
    const named = await atHostile();
    await named.open(callback(named, { iss: fabrikam.issuer }));
    expect(named.text).toContain('Signing in at Hostile did not succeed');
    expect(hostile.tokenRequests.every((form) => (form.get('code_verifier') ?? '').length >= 43)).toBe(true);
  });

  it.each([
    ['without a signature', { signature: 'none' }],
    ['signed with the public key as a shared secret', { signature: 'HS256 with the public key' }],
    ['signed with the client secret', { signature: 'HS256 with the secret' }],
    ['signed with a key of one’s own', { signature: 'another key' }],
    ['for another client', { claims: { aud: 'payroll' } }],
    ['of another issuer', { claims: { iss: 'https://login.fabrikam.example' } }],
    ['of another sign-in', { claims: { nonce: 'other' } }],
  ])('brings nobody in with an ID token %s', async (_name, mischief) => {
    Object.assign(hostile.mischief, mischief);
    const browser = await atHostile();
    await browser.open(callback(browser));
    expect(browser.text).toContain('Signing in at Hostile did not succeed');
    expect(browser.answer.get('code')).toBeNull();
  });

  it('brings nobody in from another directory of the same issuer', async () => {
    const path = `/v1.0/identity/identityProviders/${hostileId}`;
    await contoso.call('PATCH', path, { isExternalDirectory: true, tenantId: otherTenant });
    for (const tid of [undefined, '99999999-2222-4333-8444-555555555555']) {
      hostile.mischief.claims = { tid };
      const browser = await atHostile();
      await browser.open(callback(browser));
      expect(browser.text).toContain('did not succeed');
    }
    hostile.mischief.claims = { tid: otherTenant };
    const browser = await atHostile();
    await browser.open(callback(browser));
    expect(browser.title).toBe('No account here');
    await contoso.call('PATCH', path, { isExternalDirectory: false, tenantId: null });
  });

  it('cannot be planted: what came back belongs to one sign-in of one browser', async () => {
    // The attacker signs in at a provider of theirs, and gives the victim all that their browser holds but the sign-in itself.
    const { id } = await contoso.invite('mallory@hostile.example');
    hostile.mischief.claims = { sub: 'mallory', email: 'mallory@hostile.example' };
    const attacker = await atHostile();
    await attacker.open(callback(attacker));
    expect(attacker.title).toBe('Accept the invitation to Contoso');
    const sealed = attacker.forms()[0]!.hidden.arrival!;
    const victim = await newBrowser().open(toApp());
    const [form] = victim.forms();
    const body = new URLSearchParams({ ...form!.hidden, do: 'join', arrival: sealed });
    await victim.open(form!.action, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
    expect([victim.status, victim.answer.get('code')]).toEqual([400, null]);
    await victim.open(toApp());
    const { pathname } = new URL(victim.at);
    victim.cookies.set('__Secure-muster-arrival', { value: sealed, path: pathname });
    await victim.open(victim.at);
    expect(victim.offers('name')).toBe(true);
    expect(await stateOf(id)).toBe('PendingAcceptance');
    // The session of whoever signs in from elsewhere is a new one.
    const before = attacker.cookies.get('__Host-muster-session')?.value;
    await attacker.press('join');
    await attacker.press('accept');
    expect(attacker.answer.get('code')).toBeTruthy();
    expect(attacker.cookies.get('__Host-muster-session')!.value).not.toBe(before);
  });

  it('does not count any more when the sessions of the person were ended meanwhile', async () => {
    const { id } = await contoso.invite('nell@hostile.example');
    hostile.mischief.claims = { sub: 'nell', email: 'nell@hostile.example' };
    const first = await atHostile();
    await first.open(callback(first));
    await first.press('join');
    await first.press('accept');
    expect(first.answer.get('code')).toBeTruthy();
    let waits = false;
    const isWayBack = ({ pathname }: URL) => waits && pathname.includes('/sign-in/');
    const comeBack = async () => {
      waits = false;
      const browser = new FormBrowser((url) => url.hostname === 'app.adventure-works.com' || isWayBack(url));
      await atHostile(browser);
      waits = true;
      await browser.open(callback(browser));
      waits = false;
      return browser;
    };
    const [early, late] = [await comeBack(), await comeBack()];
    await early.open(early.at);
    expect(early.answer.get('code')).toBeTruthy();
    await contoso.call('POST', `/v1.0/users/${id}/revokeSignInSessions`);
    await late.open(late.at);
    expect([late.status, late.answer.get('code')]).toEqual([400, null]);
    expect(late.text).toContain('took too long');
  });

  it('takes neither line breaks nor markup into pages and headers', async () => {
    const evil = '"><script>alert(1)</script>\r\nset-cookie: evil=1';
    const browser = await atHostile();
    const state = new URL(browser.at).searchParams.get('state')!;
    const refused = new URLSearchParams({ error: 'x', error_description: evil, state, iss: hostile.issuer });
    await browser.open(`${contoso.base}/federation/${hostileId}/callback?${refused}`);
    expect(browser.text).toContain('did not succeed');
    expect(browser.text).not.toContain('<script>alert');
    hostile.mischief.claims = { sub: evil, email: `${evil}@hostile.example`, name: evil };
    const named = await atHostile();
    await named.open(callback(named));
    expect(named.title).toBe('No account here');
    expect(named.text).not.toContain('<script>alert');
    expect(named.cookies.has('evil')).toBe(false);
    for (const loginName of [`${evil}@small.example`, 'a\r\nBcc: b@small.example', 'a@small.example,b@small.example']) {
      const typed = await newBrowser().open(toApp());
      await typed.press('name', { loginName });
      expect(typed.text).not.toContain('<script>alert');
      expect(typed.offers('sendPasscode')).toBe(false);
    }
  });
});

describe('forms and pages for people from outside', () => {
  const atCodes = async () => {
    const browser = await newBrowser().open(toApp());
    return browser.press('name', { loginName: 'ida@small.example' });
  };

  /** A guest who is signed in, on the page about leaving. */
  const signedIn = async (address: string) => {
    const browser = await newBrowser().open(toApp({ scope: 'openid' }));
    await contoso.invite(address);
    await browser.press('name', { loginName: address });
    if (browser.offers('join')) await browser.press('join');
    if (browser.offers('accept')) await browser.press('accept');
    return browser.open(`${contoso.base}/leave`);
  };

  it.each([
    ['the invitation', 'begin'],
    ['the question', 'accept'],
    ['a code by mail', 'sendPasscode'],
    ['the choice of ways', 'usePassword'],
    ['leaving the directory', 'leave'],
  ])(
    '%s: the form is refused when another site sends it or its token is wrong, and the page cannot be framed',
    async (_page, button) => {
      const open = async (): Promise<FormBrowser> => {
        if (button === 'sendPasscode') return atCodes();
        if (button === 'usePassword') return (await atCodes()).press('ways');
        if (button === 'leave') return (await signedIn('lea@fabrikam.example')).press('begin');
        const browser = await newBrowser().open((await contoso.invite('hanna@fabrikam.example')).link);
        return button === 'begin' ? browser : browser.press('begin');
      };
      for (const how of ['site', 'origin', 'token'] as const) {
        const browser = await open();
        const policy = browser.headers.get('content-security-policy')!;
        expect(policy).toContain("default-src 'none'");
        expect(policy).toContain("frame-ancestors 'none'");
        expect(browser.headers.get('x-frame-options')).toBe('DENY');
        expect(browser.headers.get('cache-control')).toBe('no-store');
        const form = browser.forms().find((each) => each.buttons.has(button))!;
        const body = new URLSearchParams({ ...form.hidden, do: button });
        if (how === 'token') body.set('token', 'x');
        const headers = {
          site: { 'sec-fetch-site': 'cross-site' },
          origin: { origin: 'https://evil.example' },
          token: {},
        }[how];
        await browser.open(form.action, { method: 'POST', body, headers });
        expect([how, browser.status, browser.title]).toEqual([how, 400, 'This did not work']);
      }
      expect(contoso.mailsTo('ida@small.example')).toBe(0);
    },
  );

  it('of leaving are those of one session: with the token of another one nobody leaves', async () => {
    const [ola, pam] = [await signedIn('ola@fabrikam.example'), await signedIn('pam@fabrikam.example')];
    await ola.press('begin');
    const form = ola.forms().find(({ buttons }) => buttons.has('leave'))!;
    const body = new URLSearchParams({ ...form.hidden, do: 'leave' });
    await pam.open(form.action, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
    expect([pam.status, pam.title]).toEqual([400, 'This did not work']);
    // Without a session there is nobody to leave.
    const nobody = await newBrowser().open(form.action, { method: 'POST', body, headers: {} });
    expect(nobody.text).toContain('You are not signed in.');
    for (const browser of [ola, pam]) expect((await browser.open(form.action)).offers('begin')).toBe(true);
  });

  it('say the same, and do the same work, for addresses that somebody has and that nobody has', async () => {
    const known = 'jo@small.example';
    await contoso.invite(known);
    const seen = async (address: string) => {
      const browser = await newBrowser().open(toApp());
      const pages: string[] = [];
      const take = () =>
        pages.push(
          browser.text
            .replaceAll(address, 'ADDRESS')
            .replace(/value="[\w-]{43}"/g, 'TOKEN')
            .replace(/sign-in\/[\w-]+/g, 'UID'),
        );
      const before = process.cpuUsage();
      await browser.press('name', { loginName: address });
      take();
      await browser.press('sendPasscode');
      take();
      await browser.press('passcode', { passcode: '00000000' });
      take();
      const { user, system } = process.cpuUsage(before);
      return { pages, work: user + system };
    };
    const [right, nobody] = [await seen(known), await seen('no@small.example')];
    expect(nobody.pages).toEqual(right.pages);
    // Hashes are worked out for nobody as well.
    expect(nobody.work).toBeGreaterThan(right.work / 4);
    await contoso.mailTo(known);
    expect(contoso.mailsTo('no@small.example')).toBe(0);
    // The same at a provider: who is sent there follows from the domain alone.
    for (const loginName of ['ann@fabrikam.example', 'nobody-at-all@fabrikam.example']) {
      const browser = await newBrowser().open(toApp());
      await browser.press('name', { loginName });
      expect(browser.visited.some((each) => each.startsWith(`${fabrikam.issuer}/auth`))).toBe(true);
    }
  });
});

describe('a guest', () => {
  /** A guest's token for an application that asks for these permissions. */
  async function tokenOf(address: string, scope: string): Promise<string> {
    const browser = await newBrowser().open(toApp({ scope }));
    await browser.press('name', { loginName: address });
    if (browser.offers('join')) await browser.press('join');
    if (browser.offers('accept')) await browser.press('accept');
    const secret = { client_id: contoso.app.appId, client_secret: contoso.app.clientSecret };
    const code = browser.answer.get('code');
    if (code === null) throw new Error(`no code at ${browser.at}: ${browser.text}`);
    const form = { grant_type: 'authorization_code', code, redirect_uri: appUri, ...secret };
    return (await postToken(contoso, form)).body.access_token;
  }

  it('gains nothing by a group of their own, nor by what they write about themselves', async () => {
    const { id } = await contoso.invite('kay@fabrikam.example');
    await tokenOf('kay@fabrikam.example', 'openid User.ReadWrite');
    const graph = `/v1.0/servicePrincipals?$filter=appId eq '00000003-0000-0000-c000-000000000000'&$select=id`;
    const [{ id: resourceId }] = (await contoso.call('GET', graph)).body.value;
    // An administrator lets the application do all that Kay herself may do.
    const scope = 'openid User.ReadWrite Group.ReadWrite.All RoleManagement.ReadWrite.Directory';
    const clientId = contoso.app.servicePrincipalId;
    const grant = { clientId, consentType: 'AllPrincipals', resourceId, scope };
    expect((await contoso.call('POST', '/v1.0/oauth2PermissionGrants', grant)).status).toBe(201);
    const token = await tokenOf('kay@fabrikam.example', scope);
    const as = (method: string, path: string, body?: unknown) => call(contoso.url, token, method, path, body);
    const reference = { '@odata.id': `${contoso.url}/v1.0/directoryObjects/${id}` };
    const { body: group } = await contoso.call('POST', '/v1.0/groups', {
      displayName: 'Administrators of users',
      mailEnabled: false,
      mailNickname: 'admins',
      securityEnabled: true,
      isAssignableToRole: true,
    });
    const userAdministrator = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
    await contoso.call('POST', '/v1.0/roleManagement/directory/roleAssignments', {
      principalId: group.id,
      roleDefinitionId: userAdministrator,
      directoryScopeId: '/',
    });
    const { body: plain } = await contoso.call('POST', '/v1.0/groups', {
      displayName: 'Kay’s own',
      mailEnabled: false,
      mailNickname: 'kays',
      securityEnabled: true,
      'owners@odata.bind': [reference['@odata.id']],
    });
    const owned = `/v1.0/groups/${plain.id}`;
    const attempts = [
      // A group that holds a role is out of reach; one of their own gets no role, and turns into none that could.
      await as('POST', `/v1.0/groups/${group.id}/members/$ref`, reference),
      await as('POST', `/v1.0/groups/${group.id}/owners/$ref`, reference),
      await as('POST', `/v1.0/groups/${group.id}/members/$ref`, { '@odata.id': `${contoso.url}${owned}` }),
      await as('PATCH', owned, { isAssignableToRole: true }),
      await as('PATCH', owned, { membershipRule: 'user.userType -eq "Member"', groupTypes: ['DynamicMembership'] }),
      await as('POST', '/v1.0/roleManagement/directory/roleAssignments', {
        principalId: plain.id,
        roleDefinitionId: userAdministrator,
        directoryScopeId: '/',
      }),
      // What rules read about guests is not theirs to write.
      ...(await Promise.all(
        [
          { userType: 'Member' },
          { department: 'Sales' },
          { externalUserState: null },
          { otherMails: ['x@small.example'] },
        ].map((patch) => as('PATCH', '/v1.0/me', patch)),
      )),
    ];
    // Two of the properties nobody can write; all else is refused because of who asks.
    expect(attempts.map(({ status }) => status)).toEqual([403, 403, 403, 400, 403, 403, 403, 403, 400, 403]);
    expect((await as('PATCH', owned, { description: 'what the token is good for' })).status).toBe(204);
    const { groups, userType } = await contoso.standing(id);
    expect([userType, groups]).toEqual(['Guest', ['Guests', 'Partners who came']]);
    const { body } = await contoso.call('GET', `/v1.0/groups/${group.id}/members`);
    expect(body.value).toEqual([]);
  });
});

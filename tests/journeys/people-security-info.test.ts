import { createTemporaryAccessPass, listSecondFactors, operatorCaller, updateUser } from '@muster/directory';
import type { Instant, ObjectId } from '@muster/kernel';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SoftwareKey } from '../scenarios/software-key.ts';
import type { FormBrowser } from './form-browser.ts';
import {
  annsPassword,
  authorizeUrl,
  createAnn,
  createApp,
  newBrowser,
  type PeopleApp,
  redirectUri,
  signIn,
} from './people-sign-in.ts';
import { type StartedServer, startServer } from './started-server.ts';

let server: StartedServer;
let web: PeopleApp;
let page: string;
let people: Ann[];
let aheadMs = 0;
const clock = () => Math.floor(performance.timeOrigin + performance.now() + aheadMs) as Instant;
const minutes = (count: number) => {
  aheadMs += count * 60_000;
};
beforeAll(async () => {
  server = await startServer({}, clock);
  web = await createApp(server, { web: { redirectUris: [redirectUri] } }, true);
  page = `${server.url}/${server.server.tenantId}/security-info`;
  // All at once: the administrator's token does not last as long as the hours that pass below.
  people = await Promise.all(Array.from({ length: 22 }, () => createAnn(server)));
});
afterAll(() => server.stop());

type Ann = Awaited<ReturnType<typeof createAnn>>;

const nextAnn = () => people.pop()!;

async function signedIn({ name }: Ann, password = annsPassword): Promise<FormBrowser> {
  const browser = await newBrowser(server).open(authorizeUrl(server, web, { scope: 'openid' }));
  await signIn(browser, name, password);
  if (browser.offers('accept')) await browser.press('accept');
  expect(browser.answer.get('code')).not.toBeNull();
  return browser.open(page);
}

const kindsOf = async ({ id }: Ann) =>
  (await listSecondFactors(server.server.directory, id as ObjectId)).map(({ kind }) => kind);

function appOn(browser: FormBrowser): () => string {
  const { uri } = browser.forms().find(({ buttons }) => buttons.has('saveApp'))!.hidden;
  const secret = new URL(uri!).searchParams.get('secret')!;
  return () => new TOTP({ secret }).generate({ timestamp: clock() });
}

async function addApp(browser: FormBrowser): Promise<() => string> {
  await browser.press('addApp');
  const code = appOn(browser);
  await browser.press('saveApp', { code: code() });
  expect(browser.text).toContain('It is added.');
  minutes(1);
  return code;
}

const newKey = (origin = server.url) => new SoftwareKey(origin, 'localhost');

async function addPasskey(browser: FormBrowser, key: SoftwareKey, name = 'My telephone'): Promise<FormBrowser> {
  await browser.press('addPasskey');
  return browser.press('savePasskey', { name, response: JSON.stringify(key.create(browser.passkeyOptions)) });
}

describe('what somebody signs in with', () => {
  it('is shown to nobody but them', async () => {
    const stranger = await newBrowser(server).open(page);
    expect(stranger.title).toBe('Sign in');
    const posted = await newBrowser(server).open(page, { method: 'POST', body: new URLSearchParams({ do: 'addApp' }) });
    expect(posted.title).toBe('Sign in');
  });

  it('is listed, beside the list of sessions, and says when there is no second factor', async () => {
    const ann = nextAnn();
    const browser = await signedIn(ann);
    expect(browser.title).toBe('What you sign in with');
    expect(browser.text).toContain(ann.name);
    expect(browser.text).toContain('You have no second factor');
    const sessions = /<a href="([^"]*\/sessions)">/.exec(browser.text)![1]!;
    await browser.open(sessions);
    expect(browser.title).toBe('Where you are signed in');
    expect(browser.text).toContain(`<a href="${page}">`);
    const german = await newBrowser(server, 'de').open(page);
    await signIn(german, ann.name);
    expect(german.title).toBe('Womit Sie sich anmelden');
  });

  it('grows by an authenticator app, once a code of it was given', async () => {
    const ann = nextAnn();
    const browser = await signedIn(ann);
    await browser.press('addApp');
    const code = appOn(browser);
    await browser.press('saveApp', { code: '000000' });
    expect(browser.text).toContain('The code is not right');
    expect(await kindsOf(ann)).toEqual([]);
    await browser.press('saveApp', { code: code() });
    expect(browser.text).toContain('It is added.');
    expect(browser.text).toContain('<h2>Authenticator app</h2>');
    expect(browser.text).not.toContain('You have no second factor');
    expect(await kindsOf(ann)).toEqual(['softwareOath']);
  });

  it('grows by a passkey with a name, which this origin alone has made', async () => {
    const ann = nextAnn();
    const browser = await signedIn(ann);
    await browser.press('addPasskey');
    await browser.press('savePasskey', { name: 'x' });
    expect(browser.text).toContain('id="problem" role="alert">A passkey needs scripts');
    const evil = newKey('https://evil.example');
    await browser.press('savePasskey', { name: 'x', response: JSON.stringify(evil.create(browser.passkeyOptions)) });
    expect([browser.title, await kindsOf(ann)]).toEqual(['Add a passkey', []]);
    const key = newKey();
    await browser.press('cancel');
    await addPasskey(browser, key);
    expect(browser.text).toContain('<h2>My telephone</h2>');
    expect(await kindsOf(ann)).toEqual(['fido2']);
    // An answer to what another session was asked makes none, nor does the same one again.
    const ben = nextAnn();
    const bens = await signedIn(ben);
    await bens.press('addPasskey');
    const foreign = JSON.stringify(newKey().create(bens.passkeyOptions));
    const { challenge, seal } = bens.forms().find(({ buttons }) => buttons.has('savePasskey'))!.hidden;
    await browser.press('addPasskey');
    await browser.press('savePasskey', { name: 'x', response: foreign, challenge: challenge!, seal: seal! });
    expect([browser.title, await kindsOf(ann)]).toEqual(['Add a passkey', ['fido2']]);
  });

  it('shrinks by what its owner removes, and by nobody else’s', async () => {
    const [ann, ben] = [nextAnn(), nextAnn()];
    const [browser, bens] = [await signedIn(ann), await signedIn(ben)];
    await addApp(browser);
    await addApp(bens);
    const [factor] = await listSecondFactors(server.server.directory, ben.id as ObjectId);
    await browser.press('remove', { factor: factor!.id });
    expect([await kindsOf(ann), await kindsOf(ben)]).toEqual([['softwareOath'], ['softwareOath']]);
    await browser.press('remove');
    expect(browser.text).toContain('It is removed.');
    expect([await kindsOf(ann), await kindsOf(ben)]).toEqual([[], ['softwareOath']]);
  });

  it('has as many of a kind as there may be, and says so', async () => {
    const browser = await signedIn(nextAnn());
    for (let count = 0; count < 5; count++) await addApp(browser);
    await browser.press('addApp');
    expect([browser.status, browser.title]).toEqual([400, 'What you sign in with']);
    expect(browser.text).toContain('Remove one first.');
  });

  it('lists a temporary access pass, with which a lost factor is replaced', async () => {
    const ann = nextAnn();
    await addApp(await signedIn(ann));
    const input = { lifetimeInMinutes: 60, isUsableOnce: true, startsAt: null };
    const { directory } = server.server;
    const { text } = await createTemporaryAccessPass(directory, operatorCaller, ann.id as ObjectId, input);
    const browser = await newBrowser(server).open(authorizeUrl(server, web, { scope: 'openid' }));
    await browser.press('name', { loginName: ann.name });
    await browser.press('usePass');
    await browser.press('pass', { pass: text });
    await browser.open(page);
    expect(browser.text).toContain('<h2>Temporary access pass</h2>');
    await addPasskey(browser, newKey());
    expect(await kindsOf(ann)).toContain('fido2');
  });
});

describe('a change', () => {
  it.each(['addApp', 'addPasskey', 'changePassword'])('after a while takes a fresh proof: %s', async (change) => {
    const ann = nextAnn();
    const browser = await signedIn(ann);
    minutes(11);
    await browser.press(change);
    expect(browser.title).toBe('Show that it is you');
    await browser.press('prove', { password: 'Wrong-Horse-1' });
    expect(browser.text).toContain('The current password is not right');
    await browser.press('prove', { password: annsPassword });
    expect(browser.title).toBe('What you sign in with');
    await browser.press(change);
    expect(browser.title).not.toBe('Show that it is you');
    minutes(11);
    await browser.open(page);
    await browser.press(change);
    expect(browser.title).toBe('Show that it is you');
  });

  it('takes two factors of whoever has two', async () => {
    const ann = nextAnn();
    const old = await signedIn(ann);
    const browser = await signedIn(ann);
    const code = await addApp(browser);
    // Another browser, which signed in with the password alone before there was an app.
    await old.open(page);
    await old.press('remove');
    expect([old.title, old.offers('code'), await kindsOf(ann)]).toEqual(['Enter your code', true, ['softwareOath']]);
    await old.press('code', { code: '000000' });
    expect(old.text).toContain('The code is not right');
    // The ticket of this session is none of another one.
    const { ticket } = old.forms().find(({ buttons }) => buttons.has('code'))!.hidden;
    const { token } = browser.forms()[0]!.hidden;
    const stolen = new URLSearchParams({ token: token!, ticket: ticket!, do: 'code', code: code() });
    await browser.open(page, { method: 'POST', body: stolen, headers: { 'sec-fetch-site': 'same-origin' } });
    expect([browser.status, browser.text.includes('took too long')]).toEqual([400, true]);
    minutes(11);
    await old.open(page);
    await old.press('remove');
    expect(old.title).toBe('Show that it is you');
    await old.press('prove', { password: annsPassword });
    expect(old.title).toBe('Enter your code');
    await old.press('code', { code: code() });
    await old.press('remove');
    expect(await kindsOf(ann)).toEqual([]);
  });

  it('takes a passkey alone of whoever has one', async () => {
    const ann = nextAnn();
    const key = newKey();
    const browser = await signedIn(ann);
    await addPasskey(browser, key);
    minutes(11);
    await browser.press('remove');
    expect(browser.title).toBe('Show that it is you');
    await browser.press('passkey');
    expect(browser.text).toContain('id="problem" role="alert">A passkey needs scripts');
    const evil = { origin: 'https://evil.example' };
    await browser.press('passkey', { response: JSON.stringify(key.get(browser.passkeyOptions, evil)) });
    expect(browser.title).toBe('Show that it is you');
    await browser.press('passkey', { response: JSON.stringify(key.get(browser.passkeyOptions)) });
    await browser.press('remove');
    expect(await kindsOf(ann)).toEqual([]);
  });

  it('is not made with the proof of another session', async () => {
    const [ann, ben] = [nextAnn(), nextAnn()];
    const [browser, bens] = [await signedIn(ann), await signedIn(ben)];
    minutes(11);
    await bens.press('addApp');
    await bens.press('prove', { password: annsPassword });
    browser.cookies.set('__Host-muster-proof', bens.cookies.get('__Host-muster-proof')!);
    await browser.press('addApp');
    expect(browser.title).toBe('Show that it is you');
    const [end] = bens.cookies.get('__Host-muster-proof')!.value.split('.');
    for (const value of ['', 'x', `${end}.two.`, `${end}.two.x`, '9'.repeat(5000)]) {
      browser.cookies.set('__Host-muster-proof', { value, path: '/' });
      await browser.open(page);
      await browser.press('addApp');
      expect(browser.title).toBe('Show that it is you');
    }
  });

  it('is not made by a form from elsewhere, nor is anything shown in a frame', async () => {
    const ann = nextAnn();
    const browser = await signedIn(ann);
    await addApp(browser);
    const form = browser.forms().find(({ buttons }) => buttons.has('remove'))!;
    const good = { ...form.hidden, do: 'remove' };
    const foreign = { 'sec-fetch-site': 'cross-site' };
    for (const [fields, headers] of [
      [good, foreign],
      [{ ...good, token: 'x' }, {}],
      [good, { origin: 'https://evil.example' }],
    ] as const) {
      await browser.open(page, { method: 'POST', body: new URLSearchParams(fields), headers });
      expect([browser.status, await kindsOf(ann)]).toEqual([400, ['softwareOath']]);
    }
    await browser.open(page);
    const policy = browser.headers.get('content-security-policy')!;
    expect(policy).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(policy).not.toContain('script-src');
    expect(browser.headers.get('x-frame-options')).toBe('DENY');
  });

  it('is guessed at no faster than anything else', async () => {
    const browser = await signedIn(nextAnn());
    minutes(11);
    await browser.press('addApp');
    for (let tries = 0; tries < 7; tries++) await browser.press('prove', { password: 'Wrong-Horse-1' });
    expect(browser.text).toContain('Too many tries');
  });
});

describe('a new password', () => {
  const next = 'Another-Horse-9';

  it('ends all sessions but this one, which gets another name', async () => {
    const ann = nextAnn();
    const [browser, other] = [await signedIn(ann), await signedIn(ann)];
    const name = '__Host-muster-session';
    const before = browser.cookies.get(name)!;
    const signature = browser.cookies.get(`${name}.sig`)!;
    await browser.press('changePassword');
    await browser.press('savePassword', { current: annsPassword, next, again: 'x' });
    expect(browser.text).toContain('are not the same');
    await browser.press('savePassword', { current: 'x', next, again: next });
    expect(browser.text).toContain('The current password is not right');
    await browser.press('savePassword', { current: annsPassword, next: 'short', again: 'short' });
    expect(browser.text).toContain('does not meet the rules');
    await browser.press('savePassword', { current: annsPassword, next, again: next });
    expect(browser.text).toContain('The password is changed');
    expect(browser.cookies.get(name)!.value).not.toBe(before.value);
    await browser.open(page);
    expect(browser.title).toBe('What you sign in with');
    await other.open(page);
    expect(other.title).toBe('Sign in');
    const copy = newBrowser(server);
    copy.cookies.set(name, before);
    copy.cookies.set(`${name}.sig`, signature);
    await copy.open(page);
    expect(copy.title).toBe('Sign in');
    await browser.open(authorizeUrl(server, web, { scope: 'openid', prompt: 'none' }));
    expect(browser.answer.get('code')).not.toBeNull();
    await signedIn(ann, next);
  });
});

describe('leaving', () => {
  it('takes a fresh proof, before the question and with its answer', async () => {
    const ann = nextAnn();
    const browser = await signedIn(ann);
    // Her name says that she is at home elsewhere, and she has a password here.
    const userPrincipalName = `${ann.name.split('@')[0]}_fabrikam.example#EXT#@adventure-works.com`;
    await updateUser(server.server.directory, operatorCaller, ann.id as ObjectId, { userPrincipalName });
    await browser.open(`${server.url}/${server.server.tenantId}/leave`);
    const question = async () => {
      expect(browser.title).toMatch(/^Leave /);
      await browser.press('begin');
      return browser.offers('leave');
    };
    expect(await question()).toBe(true);
    minutes(11);
    await browser.press('leave');
    expect(browser.title).toBe('Show that it is you');
    await browser.press('prove', { password: 'Wrong-Horse-1' });
    expect(browser.text).toContain('The current password is not right');
    await browser.press('cancel');
    await browser.press('begin');
    expect(browser.title).toBe('Show that it is you');
    await browser.press('prove', { password: annsPassword });
    expect(await question()).toBe(true);
    await browser.press('cancel');
    expect(await question()).toBe(true);
    await browser.press('leave');
    expect(browser.title).toMatch(/^You have left /);
    await browser.open(page);
    expect(browser.title).toBe('Sign in');
  });
});

import {
  beginOneTimeCodeRegistration,
  beginPasskeyRegistration,
  finishOneTimeCodeRegistration,
  finishPasskeyRegistration,
  operatorCaller,
  verifySecret,
} from '@muster/directory';
import type { Instant, ObjectId } from '@muster/kernel';
import { hash } from '@node-rs/argon2';
import { decodeJwt } from 'jose';
import { TOTP } from 'otpauth';
import pg from 'pg';
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
  postToken,
  redirectUri,
  signIn,
} from './people-sign-in.ts';
import { type StartedServer, startServer } from './started-server.ts';

let server: StartedServer;
let web: PeopleApp;
let aheadMs = 0;
const clock = () => Math.floor(performance.timeOrigin + performance.now() + aheadMs) as Instant;
beforeAll(async () => {
  server = await startServer({}, clock);
  web = await createApp(server, { web: { redirectUris: [redirectUri] } }, true);
});
afterAll(() => server.stop());

type Ann = Awaited<ReturnType<typeof createAnn>>;

const clientAddress = '127.0.0.1';
const begin = (browser = newBrowser(server), more: Record<string, string> = {}) =>
  browser.open(authorizeUrl(server, web, { scope: 'openid', ...more }));

/** Consents where that is asked, and tells how the person signed in. */
async function amrOf(browser: FormBrowser): Promise<unknown> {
  if (browser.offers('accept')) await browser.press('accept');
  const code = browser.answer.get('code');
  if (code === null) return `no code: ${browser.title}`;
  const secrets = { client_id: web.appId, client_secret: web.clientSecret };
  const { body } = await postToken(server, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    ...secrets,
  });
  return decodeJwt(body.access_token).amr;
}

/** Registers an authenticator app; gives what it shows. */
async function withApp({ id }: Ann): Promise<() => string> {
  const { directory } = server.server;
  const userId = id as ObjectId;
  const app = await beginOneTimeCodeRegistration(directory, operatorCaller, userId);
  const code = () => new TOTP({ secret: app.secret }).generate({ timestamp: clock() });
  await finishOneTimeCodeRegistration(directory, operatorCaller, { userId, id: app.id, code: code(), clientAddress });
  aheadMs += 60_000;
  return code;
}

async function withPasskey({ id }: Ann): Promise<SoftwareKey> {
  const { directory } = server.server;
  const key = new SoftwareKey(server.url, 'localhost');
  const party = { rpId: 'localhost', origin: server.url };
  const options = await beginPasskeyRegistration(directory, id as ObjectId, party);
  const made = { ...party, response: key.create(options), displayName: 'Key' };
  await finishPasskeyRegistration(directory, operatorCaller, id as ObjectId, made);
  return key;
}

const answerOf = (browser: FormBrowser, key: SoftwareKey, twist = {}) =>
  JSON.stringify(key.get(browser.passkeyOptions, twist));

async function signInsOf({ id }: Ann): Promise<readonly unknown[]> {
  const client = new pg.Client(server.databaseUrl);
  await client.connect();
  const text = 'select method, outcome, details from sign_ins where user_id = $1 order by at, outcome';
  const { rows } = await client.query<{ method: string; outcome: string; details: object }>(text, [id]);
  await client.end();
  return rows;
}

describe('codes of an authenticator app', () => {
  it('are shown after the password, each once', async () => {
    const ann = await createAnn(server);
    const code = await withApp(ann);
    const browser = await begin();
    await signIn(browser, ann.name);
    expect([browser.title, browser.answer.get('code')]).toEqual(['Enter your code', null]);
    const [form] = browser.forms();
    await browser.press('code', { code: 'x' });
    expect(browser.text).toContain('The code is not right');
    // The ticket of the code opens no other step, and not the one of another sign-in.
    const other = await begin();
    await other.press('name', { loginName: ann.name });
    await other.press('password', { do: 'code', ticket: form!.hidden.ticket!, password: annsPassword });
    expect(other.title).toBe('Enter your code');
    const stolen = { ...form!.hidden, token: other.forms()[0]!.hidden.token!, do: 'code', code: code() };
    const headers = { 'sec-fetch-site': 'same-origin' };
    const { at } = other;
    await other.open(at, { method: 'POST', body: new URLSearchParams(stolen), headers });
    expect([other.status, other.text.includes('took too long')]).toEqual([400, true]);
    aheadMs += 60_000;
    const right = code();
    await browser.press('code', { code: right });
    expect(await amrOf(browser)).toEqual(['pwd', 'otp', 'mfa']);
    const again = await begin();
    await signIn(again, ann.name);
    await again.press('code', { code: right });
    expect(again.title).toBe('Enter your code');
    expect(await signInsOf(ann)).toContainEqual({
      method: 'password, softwareOath',
      outcome: 'success',
      details: expect.objectContaining({ appId: web.appId, appDisplayName: 'Payroll' }),
    });
  });

  it('are not guessed', async () => {
    const ann = await createAnn(server);
    const code = await withApp(ann);
    const browser = await begin();
    await signIn(browser, ann.name);
    for (let tries = 0; tries < 6; tries++) await browser.press('code', { code: '000000' });
    await browser.press('code', { code: code() });
    expect(browser.text).toContain('Too many tries');
    aheadMs += 60_000;
    await browser.press('code', { code: code() });
    expect(await amrOf(browser)).toEqual(['pwd', 'otp', 'mfa']);
  });
});

describe('a passkey', () => {
  it('signs in without name and password', async () => {
    const ann = await createAnn(server);
    const key = await withPasskey(ann);
    const browser = await begin();
    await browser.press('passkey', { response: answerOf(browser, key), keep: 'yes' });
    expect(await amrOf(browser)).toEqual(['fido', 'mfa']);
    expect(await signInsOf(ann)).toContainEqual(expect.objectContaining({ method: 'fido2', outcome: 'success' }));
  });

  it('is asked for after the password of whoever has one and no app', async () => {
    const ann = await createAnn(server);
    const key = await withPasskey(ann);
    const browser = await begin();
    await signIn(browser, ann.name);
    expect([browser.title, browser.answer.get('code')]).toEqual(['Use your passkey', null]);
    expect(browser.passkeyOptions).toMatchObject({ rpId: 'localhost', allowCredentials: [{ id: key.id }] });
    await browser.press('passkey');
    expect(browser.text).toContain('id="problem" role="alert">A passkey needs scripts');
    await browser.press('passkey', { response: answerOf(browser, key) });
    expect(await amrOf(browser)).toEqual(['pwd', 'fido', 'mfa']);
  });

  it('stands beside the code of whoever has both', async () => {
    const ann = await createAnn(server);
    await withApp(ann);
    const key = await withPasskey(ann);
    const browser = await begin();
    await signIn(browser, ann.name);
    expect(browser.offers('code')).toBe(true);
    await browser.press('passkey', { response: answerOf(browser, key) });
    expect(await amrOf(browser)).toEqual(['pwd', 'fido', 'mfa']);
  });

  it('is refused with the answer to another origin, host, question or browser', async () => {
    const ann = await createAnn(server);
    const key = await withPasskey(ann);
    const browser = await begin();
    const twists = [
      { origin: 'https://evil.example' },
      { rpId: 'evil.example' },
      { crossOrigin: true },
      { isVerified: false },
      { type: 'webauthn.create' },
      { challenge: 'x' },
    ];
    for (const twist of twists) {
      await browser.press('passkey', { response: answerOf(browser, key, twist) });
      expect([twist, browser.title]).toEqual([twist, 'Sign in']);
      expect(browser.text).toContain('The passkey was not accepted');
    }
    // What was asked of one browser is of no use in another one, with or without the proof that came with it.
    const other = await begin();
    const response = answerOf(other, key);
    await browser.press('passkey', { response });
    expect(browser.title).toBe('Sign in');
    const { challenge, seal } = other.forms().find(({ buttons }) => buttons.has('passkey'))!.hidden;
    await browser.press('passkey', { response, challenge: challenge!, seal: seal! });
    expect([browser.title, browser.answer.get('code')]).toEqual(['Sign in', null]);
    for (const text of ['x', '{}', '[]', 'null', '"x"', `{"id":"${'x'.repeat(9000)}`]) {
      await browser.press('passkey', { response: text });
      expect(browser.status).toBe(200);
      expect(browser.text).toContain('The passkey was not accepted');
    }
  });

  it('is refused when its answer comes a second time', async () => {
    const ann = await createAnn(server);
    const key = await withPasskey(ann);
    const browser = await begin();
    const form = browser.forms().find(({ buttons }) => buttons.has('passkey'))!;
    const body = new URLSearchParams({ ...form.hidden, do: 'passkey', response: answerOf(browser, key) });
    const cookie = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
    const send = () =>
      fetch(form.action, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { cookie, 'sec-fetch-site': 'same-origin' },
      });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 303]);
    expect((await send()).status).toBe(200);
  });

  it('of somebody else does not follow a password', async () => {
    const [ann, ben] = [await createAnn(server), await createAnn(server)];
    await withPasskey(ann);
    const bens = await withPasskey(ben);
    const browser = await begin();
    await signIn(browser, ann.name);
    for (const twist of [{}, { userHandle: null }]) {
      await browser.press('passkey', { response: answerOf(browser, bens, twist) });
      expect([browser.title, browser.answer.get('code')]).toEqual(['Use your passkey', null]);
    }
  });

  it('of somebody disabled says so', async () => {
    const ann = await createAnn(server);
    const key = await withPasskey(ann);
    await server.call('PATCH', `/v1.0/users/${ann.id}`, { accountEnabled: false });
    const browser = await begin();
    await browser.press('passkey', { response: answerOf(browser, key) });
    expect(browser.text).toContain('Your account is disabled');
  });

  it('is offered to everybody alike: the pages do not say who has one', async () => {
    const [ann, ben] = [await createAnn(server), await createAnn(server)];
    await withPasskey(ann);
    const seen = async (name: string) => {
      const browser = await begin(newBrowser(server), { login_hint: name });
      const pages = [browser.text];
      await browser.press('name', { loginName: name });
      pages.push(browser.text);
      await browser.press('usePass');
      pages.push(browser.text);
      await browser.press('pass', { pass: 'wrong' });
      pages.push(browser.text);
      return pages
        .join('')
        .replaceAll(name, 'NAME')
        .replace(/challenge&quot;:&quot;[\w-]+/g, 'CHALLENGE')
        .replace(/value="[\w-]{43,}"/g, 'TOKEN')
        .replace(/sign-in\/[\w-]+/g, 'UID');
    };
    const known = await seen(ann.name);
    expect(await seen(ben.name)).toBe(known);
    expect(await seen('nobody@adventure-works.com')).toBe(known);
  });

  it('needs one script, which the server gives and the policy names', async () => {
    const browser = await begin();
    const src = /<script src="([^"]*)"><\/script>/.exec(browser.text)![1]!;
    const policy = browser.headers.get('content-security-policy')!;
    expect(policy).toContain(`; script-src ${src};`);
    const script = await fetch(src);
    expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(await script.text()).toContain('navigator.credentials');
  });
});

describe('a temporary access pass', () => {
  it('stands for password and second factor, as often as it may be used', async () => {
    const ann = await createAnn(server);
    await withApp(ann);
    const path = `/v1.0/users/${ann.id}/authentication/temporaryAccessPassMethods`;
    const { body } = await server.call('POST', path, { lifetimeInMinutes: 60, isUsableOnce: true });
    const pass = body.temporaryAccessPass as string;
    const browser = await begin();
    await browser.press('name', { loginName: ann.name });
    await browser.press('usePass');
    expect(browser.title).toBe('Enter your pass');
    await browser.press('pass', { pass: `${pass}x` });
    expect(browser.text).toContain('the pass is not right');
    await browser.press('usePassword');
    await browser.press('usePass');
    await browser.press('pass', { pass });
    expect(await amrOf(browser)).toEqual(['tap', 'mfa']);
    const again = await begin();
    await again.press('name', { loginName: ann.name });
    await again.press('usePass');
    await again.press('pass', { pass });
    expect(again.title).toBe('Enter your pass');
  });
});

describe('a change of password that needs a second factor', () => {
  const passwordProfile = { password: annsPassword, forceChangePasswordNextSignInWithMfa: true };
  const [current, next] = [annsPassword, 'Another-Horse-9'];

  it('has whoever has none register an app first', async () => {
    const ann = await createAnn(server, { passwordProfile });
    const browser = await begin();
    await signIn(browser, ann.name);
    expect([browser.title, browser.offers('change')]).toEqual(['Add an authenticator app', false]);
    const form = browser.forms().find(({ buttons }) => buttons.has('register'))!;
    const secret = new URL(form.hidden.uri!).searchParams.get('secret')!;
    expect(browser.text).toContain(secret.match(/.{4}/g)!.join(' '));
    await browser.press('register', { code: '000000' });
    expect(browser.text).toContain('The code is not right');
    expect(browser.text).toContain(secret.match(/.{4}/g)!.join(' '));
    await browser.press('register', { uri: 'otpauth://totp/x?secret=AAAA', code: '1' });
    expect(browser.status).toBe(400);
    await begin(browser);
    await signIn(browser, ann.name);
    const fresh = browser.forms().find(({ buttons }) => buttons.has('register'))!.hidden.uri!;
    const code = () =>
      new TOTP({ secret: new URL(fresh).searchParams.get('secret')! }).generate({ timestamp: clock() });
    await browser.press('register', { code: code() });
    expect(browser.title).toBe('Change your password');
    await browser.press('change', { current, next, again: next });
    expect(await amrOf(browser)).toEqual(['pwd', 'otp', 'mfa']);
    // From now on it is asked for.
    const later = await begin();
    await signIn(later, ann.name, next);
    expect(later.title).toBe('Enter your code');
  });

  it('lets nobody add an app beside the one that its owner registered meanwhile', async () => {
    const ann = await createAnn(server, { passwordProfile });
    const thief = await begin();
    await signIn(thief, ann.name);
    const { uri } = thief.forms().find(({ buttons }) => buttons.has('register'))!.hidden;
    const secret = new URL(uri!).searchParams.get('secret')!;
    await withPasskey(ann);
    await thief.press('register', { code: new TOTP({ secret }).generate({ timestamp: clock() }) });
    expect([thief.title, thief.offers('change')]).toEqual(['Use your passkey', false]);
  });

  it('asks whoever has one for it', async () => {
    const ann = await createAnn(server, { passwordProfile });
    const code = await withApp(ann);
    const browser = await begin();
    await signIn(browser, ann.name);
    expect(browser.title).toBe('Enter your code');
    await browser.press('code', { code: code() });
    await browser.press('change', { current, next, again: next });
    expect(await amrOf(browser)).toEqual(['pwd', 'otp', 'mfa']);
  });
});

describe('guessing', () => {
  it('elsewhere does not slow down the browser in which somebody has signed in before', async () => {
    const [ann, ben] = [await createAnn(server), await createAnn(server)];
    const known = await begin();
    await signIn(known, ann.name);
    expect(await amrOf(known)).toEqual(['pwd']);
    const kept = known.cookies.get('__Host-muster-browser');
    expect(kept).toMatchObject({ path: '/', value: expect.stringMatching(/^[\w.-]+$/) });
    // Ben signs in there, too: both are known from then on.
    await begin(known, { prompt: 'login' });
    await signIn(known, ben.name);
    await amrOf(known);
    const thief = await begin();
    await thief.press('name', { loginName: ann.name });
    for (let tries = 0; tries < 7; tries++) await thief.press('password', { password: 'Wrong-Horse-1' });
    expect(thief.text).toContain('Too many tries');
    const strange = await begin();
    await signIn(strange, ann.name);
    expect(strange.text).toContain('Too many tries');
    // The browser's token of somebody else is none of hers.
    const stolen = await begin();
    const onlyBens = known.cookies.get('__Host-muster-browser')!.value.split('~')[0]!;
    stolen.cookies.set('__Host-muster-browser', { value: onlyBens, path: '/' });
    await signIn(stolen, ann.name);
    expect(stolen.text).toContain('Too many tries');
    await begin(known, { prompt: 'login' });
    await signIn(known, ann.name);
    expect(await amrOf(known)).toEqual(['pwd']);
  });

  it('in a flood is answered 503 with a time to come back', async () => {
    const ann = await createAnn(server);
    const browser = await begin();
    await browser.press('name', { loginName: ann.name });
    const cheap = await hash('x', { memoryCost: 1024, timeCost: 1, parallelism: 1 });
    let isOn = true;
    // As soon as there is room in the queue for another check, somebody takes it.
    const guess = async (lane: 'people' | 'applications') => {
      while (isOn) await verifySecret(cheap, 'y', lane).catch(() => new Promise(setImmediate));
    };
    const flood = Array.from({ length: 600 }, (_, i) => guess(i % 2 === 0 ? 'people' : 'applications'));
    const scope = 'https://graph.microsoft.com/.default';
    const form = { grant_type: 'client_credentials', client_id: web.appId, client_secret: 'wrong', scope };
    const statuses = new Set<number>();
    for (let tries = 0; tries < 5 && !statuses.has(503); tries++) {
      statuses.add((await browser.press('password', { password: 'Wrong-Horse-1' })).status);
    }
    let program = await postToken(server, form);
    for (let tries = 0; tries < 20 && program.status !== 503; tries++) program = await postToken(server, form);
    isOn = false;
    await Promise.all(flood);
    expect([browser.status, browser.title, browser.headers.get('retry-after')]).toEqual([
      503,
      'Too much is going on',
      '5',
    ]);
    expect([program.status, program.body.error_codes]).toEqual([503, [90033]]);
    expect(program.headers.get('retry-after')).toBe('5');
  });
});

it('whose sessions are ended between the password and the code begins anew, whoever gave the password', async () => {
  const ann = await createAnn(server);
  const code = await withApp(ann);
  const browser = newBrowser(server);
  await begin(browser);
  await signIn(browser, ann.name);
  expect(browser.offers('code')).toBe(true);
  aheadMs += 60_000;
  expect((await server.call('POST', `/v1.0/users/${ann.id}/revokeSignInSessions`)).status).toBe(200);
  await browser.press('code', { code: code() });
  expect([browser.status, browser.title, browser.answer.get('code')]).toEqual([400, 'This did not work', null]);
});

it('the browser’s token is a cookie that no script reads and no other site sends', async () => {
  const ann = await createAnn(server);
  const browser = await begin();
  await browser.press('name', { loginName: ann.name });
  const form = browser.forms().find(({ buttons }) => buttons.has('password'))!;
  const body = new URLSearchParams({ ...form.hidden, do: 'password', password: annsPassword });
  const cookie = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
  const headers = { cookie, 'sec-fetch-site': 'same-origin' };
  const answer = await fetch(form.action, { method: 'POST', body, headers, redirect: 'manual' });
  const [line] = answer.headers.getSetCookie().filter((each) => each.startsWith('__Host-muster-browser='));
  expect(line).toMatch(/; Path=\/; Max-Age=15552000; HttpOnly; SameSite=Lax; Secure$/);
});

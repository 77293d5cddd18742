import { beginOneTimeCodeRegistration, finishOneTimeCodeRegistration, operatorCaller } from '@muster/directory';
import { type Instant, newObjectId, type ObjectId } from '@muster/kernel';
import { decodeJwt } from 'jose';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

it('who registered an authenticator app shows its code after the password, each code once', async () => {
  const ann = await createAnn(server);
  const { directory } = server.server;
  const userId = ann.id as ObjectId;
  const { id, secret } = await beginOneTimeCodeRegistration(directory, operatorCaller, userId);
  const code = () => new TOTP({ secret }).generate({ timestamp: clock() });
  const clientAddress = '127.0.0.1';
  await finishOneTimeCodeRegistration(directory, operatorCaller, { userId, id, code: code(), clientAddress });
  aheadMs += 60_000;
  const browser = await newBrowser(server).open(authorizeUrl(server, web, { scope: 'openid' }));
  await signIn(browser, ann.name);
  expect([browser.title, browser.answer.get('code')]).toEqual(['Enter your code', null]);
  const [form] = browser.forms();
  await browser.press('code', { code: 'x' });
  expect(browser.text).toContain('The code is not right');
  // The ticket of the code opens no other step, and not the one of another sign-in.
  const other = await newBrowser(server).open(authorizeUrl(server, web, { scope: 'openid' }));
  await other.press('name', { loginName: ann.name });
  await other.press('password', { do: 'code', ticket: form!.hidden.ticket!, password: annsPassword });
  expect(other.title).toBe('Enter your code');
  aheadMs += 60_000;
  const right = code();
  await browser.press('code', { code: right });
  await browser.press('accept');
  const secrets = { client_id: web.appId, client_secret: web.clientSecret };
  const grant = { grant_type: 'authorization_code', code: browser.answer.get('code')!, redirect_uri: redirectUri };
  const { body } = await postToken(server, { ...grant, ...secrets });
  expect(decodeJwt(body.access_token).amr).toEqual(['pwd', 'otp', 'mfa']);
  await other.press('code', { code: right });
  expect(other.answer.get('code')).toBeNull();
});

it('who has a passkey and nothing else is not signed in by the password alone', async () => {
  const ann = await createAnn(server);
  const { store } = server.server.directory;
  const factor = {
    userId: ann.id as ObjectId,
    id: newObjectId(),
    kind: 'fido2',
    displayName: 'key',
    isConfirmed: true,
    createdAt: clock(),
    lastUsedAt: null,
    mark: 0,
    data: {},
  } as const;
  await store.write('shared', ({ credentials }) => credentials.insertFactor(factor));
  const browser = await newBrowser(server).open(authorizeUrl(server, web, { scope: 'openid' }));
  await signIn(browser, ann.name);
  expect(browser.text).toContain('takes a passkey');
  expect(browser.answer.get('code')).toBeNull();
});

import { checkPassword, checkTemporaryAccessPass, signInState } from '@muster/directory';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SoftwareKey } from '../scenarios/software-key.ts';
import { createUser, type Json } from './graph-client.ts';
import { clientWith, tokenWith } from './other-applications.ts';
import { call, type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
let user: Json;
let count = 0;
beforeAll(async () => {
  muster = await startServer();
});
afterAll(() => muster.stop());
beforeEach(async () => {
  user = await createUser(muster.graph, `person${++count}`);
});

const at = (path: string) => `/v1.0/users/${user.id}${path}`;
const send = (method: string, path: string, body?: unknown) => muster.call(method, at(path), body);
const passwordId = '28c10230-6103-485e-b985-444c60001490';
const check = (password: string) =>
  checkPassword(muster.server.directory, { loginName: user.userPrincipalName, password, clientAddress: '::1' });

describe('the methods of a user', () => {
  it('are a password at first, whose text nobody sees', async () => {
    const { body } = await send('GET', '/authentication/methods');
    expect(body['@odata.context']).toBe(`${muster.url}/v1.0/$metadata#users('${user.id}')/authentication/methods`);
    expect(body.value).toEqual([
      {
        '@odata.type': '#microsoft.graph.passwordAuthenticationMethod',
        id: passwordId,
        createdDateTime: expect.stringMatching(/^20.*Z$/),
        password: null,
      },
    ]);
    const one = await send('GET', `/authentication/passwordMethods/${passwordId}`);
    expect(one.body).toMatchObject({ id: passwordId, password: null });
    const byName = await muster.graph.api(`/users/${user.userPrincipalName}/authentication/passwordMethods`).get();
    expect(byName.value).toHaveLength(1);
    for (const kind of ['softwareOath', 'fido2', 'temporaryAccessPass']) {
      const list = await send('GET', `/authentication/${kind}Methods?$select=id,createdDateTime`);
      expect([list.status, list.body.value]).toEqual([200, []]);
      const none = await send('GET', `/authentication/${kind}Methods/${passwordId}`);
      expect([none.status, none.body.error.code]).toEqual([404, 'Request_ResourceNotFound']);
      const gone = await send('DELETE', `/authentication/${kind}Methods/${passwordId}`);
      expect(gone.status).toBe(404);
    }
  });

  it('of nobody are not found, of a wrong address refused', async () => {
    const nobody = await muster.call('GET', `/v1.0/users/${passwordId}/authentication/methods`);
    expect([nobody.status, nobody.body.error.code]).toEqual([404, 'Request_ResourceNotFound']);
    expect((await send('GET', '/authentication/methods/x')).status).toBe(400);
    expect((await send('GET', '/authentication/passwordMethods?$select=hash')).status).toBe(400);
    expect((await send('GET', '/authentication/methods?$filter=id eq 1')).status).toBe(400);
    expect((await send('DELETE', `/authentication/passwordMethods/${passwordId}`)).status).toBe(405);
    const me = await muster.call('GET', '/v1.0/me/authentication/methods');
    expect([me.status, me.body.error.code]).toEqual([400, 'BadRequest']);
  });

  it('are read and changed only with the permission', async () => {
    const reader = await clientWith(muster, 'UserAuthenticationMethod.Read.All');
    expect((await reader.api(`/users/${user.id}/authentication/methods`).get()).value).toHaveLength(1);
    const token = await tokenWith(muster, 'UserAuthenticationMethod.Read.All');
    const others = await tokenWith(muster, 'User.ReadWrite.All', 'Directory.ReadWrite.All');
    for (const [method, path, body] of [
      ['POST', '/authentication/temporaryAccessPassMethods', {}],
      ['GET', '/authentication/fido2Methods/creationOptions', undefined],
      ['POST', `/authentication/methods/${passwordId}/resetPassword`, {}],
      ['DELETE', `/authentication/fido2Methods/${passwordId}`, undefined],
    ] as const) {
      const refused = await call(muster.url, token, method, at(path), body);
      expect([path, refused.status, refused.body.error?.code]).toEqual([path, 403, 'Authorization_RequestDenied']);
    }
    expect((await call(muster.url, others, 'GET', at('/authentication/methods'))).status).toBe(403);
  });
});

describe('a passkey', () => {
  it('is made on behalf of the user, shown and taken away', async () => {
    const options = await send('GET', '/authentication/fido2Methods/creationOptions');
    expect(options.status).toBe(200);
    const { publicKey, challengeTimeoutDateTime } = options.body;
    expect(publicKey).toMatchObject({ rp: { id: 'localhost', name: 'Muster' }, attestation: 'none' });
    expect(Date.parse(challengeTimeoutDateTime) - Date.now()).toBeLessThanOrEqual(300_000);
    const key = new SoftwareKey(muster.url, 'localhost');
    const { id, response } = key.create(publicKey) as Json;
    const body = { displayName: 'Red key', publicKeyCredential: { id, response } };
    const made = await send('POST', '/authentication/fido2Methods', body);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ displayName: 'Red key', attestationLevel: 'notAttested', model: null });
    expect(made.headers.get('location')).toBe(`${muster.url}${at(`/authentication/fido2Methods/${made.body.id}`)}`);
    const again = await send('POST', '/authentication/fido2Methods', body);
    expect([again.status, again.body.error.innerError.code ?? again.body.error.code]).toEqual([
      400,
      expect.any(String),
    ]);
    const methods = await send('GET', '/authentication/methods?$select=id,displayName');
    expect(methods.body.value).toEqual([
      { '@odata.type': '#microsoft.graph.passwordAuthenticationMethod', id: passwordId },
      { '@odata.type': '#microsoft.graph.fido2AuthenticationMethod', id: made.body.id, displayName: 'Red key' },
    ]);
    expect((await send('DELETE', `/authentication/fido2Methods/${made.body.id}`)).status).toBe(204);
    expect((await send('GET', `/authentication/fido2Methods/${made.body.id}`)).status).toBe(404);
  });

  it.each([
    [{}],
    [{ displayName: 'x' }],
    [{ displayName: 'x'.repeat(31), publicKeyCredential: { id: 'a', response: {} } }],
    [{ displayName: 7, publicKeyCredential: { id: 'a', response: {} } }],
    [{ displayName: 'x', publicKeyCredential: 'a' }],
    [{ displayName: 'x', publicKeyCredential: { id: 'a', response: {} } }],
    [{ displayName: 'x', publicKeyCredential: { id: 'a', response: { clientDataJSON: 'a', attestationObject: 'a' } } }],
    [{ displayName: 'x', publicKeyCredential: { id: 'a', response: {} }, model: 'x' }],
  ])('is not made of %j', async (body) => {
    const refused = await send('POST', '/authentication/fido2Methods', body);
    expect([refused.status, typeof refused.body.error.message]).toEqual([400, 'string']);
  });
});

describe('a temporary access pass', () => {
  const path = '/authentication/temporaryAccessPassMethods';
  const use = (pass: string) =>
    checkTemporaryAccessPass(muster.server.directory, {
      loginName: user.userPrincipalName,
      pass,
      clientAddress: '::1',
    });

  it('is shown once, and signs in', async () => {
    const made = await send('POST', path, { lifetimeInMinutes: 30, isUsableOnce: true });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      isUsable: true,
      isUsableOnce: true,
      lifetimeInMinutes: 30,
      methodUsabilityReason: 'EnabledByPolicy',
      temporaryAccessPass: expect.stringMatching(/^\S{12}$/),
    });
    const shown = await send('GET', `${path}/${made.body.id}`);
    expect(shown.body).toMatchObject({ id: made.body.id, temporaryAccessPass: null });
    expect(await use(made.body.temporaryAccessPass)).toEqual({ outcome: 'right', userId: user.id });
    const used = await send('GET', `${path}/${made.body.id}`);
    expect(used.body).toMatchObject({ isUsable: false, methodUsabilityReason: 'OneTimeUsed' });
    expect((await send('DELETE', `${path}/${made.body.id}`)).status).toBe(204);
    const plain = await send('POST', path);
    expect(plain.body).toMatchObject({ lifetimeInMinutes: 60, isUsableOnce: false });
    const second = await send('POST', path, {});
    expect(second.status).toBe(400);
    await send('DELETE', `${path}/${plain.body.id}`);
    expect(await use(plain.body.temporaryAccessPass)).toMatchObject({ outcome: 'refused' });
  });

  it.each([
    { lifetimeInMinutes: 5 },
    { lifetimeInMinutes: 'x' },
    { isUsableOnce: 1 },
    { startDateTime: 'x' },
    { temporaryAccessPass: 'My-own-pass' },
    { other: 1 },
  ])('is not made of %j', async (body) => {
    expect((await send('POST', path, body)).status).toBe(400);
  });
});

describe('a password', () => {
  it('is reset to one made here, or to one given, and the reset is over at once', async () => {
    const before = await signInState(muster.server.directory, user.id);
    expect(before).toMatchObject({ sessionsValidFrom: null });
    const reset = await send('POST', `/authentication/methods/${passwordId}/resetPassword`);
    expect(reset.status).toBe(202);
    expect(reset.body).toMatchObject({
      '@odata.context': expect.stringContaining('microsoft.graph.passwordResetResponse'),
      newPassword: expect.stringMatching(/^\S{16}$/),
    });
    expect(await check(reset.body.newPassword)).toMatchObject({ outcome: 'right', mustChange: true });
    const operation = await fetch(reset.headers.get('location')!, {
      headers: { authorization: `Bearer ${muster.token}` },
    });
    expect(await operation.json()).toMatchObject({ status: 'succeeded', resourceLocation: null });
    const after = await signInState(muster.server.directory, user.id);
    expect(after!.sessionsValidFrom).toBeGreaterThan(Date.now() - 60_000);

    const weak = await send('POST', `/authentication/methods/${passwordId}/resetPassword`, { newPassword: 'P@ssw0rd' });
    expect([weak.status, weak.body.error.message]).toEqual([
      400,
      'The specified password does not comply with password complexity requirements. Please provide a different password.',
    ]);
    const given = await send('POST', `/authentication/methods/${passwordId}/resetPassword`, {
      newPassword: 'Violet-Lamp-93',
    });
    expect(given.body.newPassword).toBe(null);
    expect(await check('Violet-Lamp-93')).toMatchObject({ outcome: 'right' });
    const old = new URL(reset.headers.get('location')!).pathname;
    expect((await muster.call('GET', old)).status).toBe(404);
    const other = passwordId.replace('2', '3');
    expect((await send('POST', `/authentication/methods/${other}/resetPassword`)).status).toBe(404);
  });

  it('is its owner alone to change with the present one', async () => {
    const body = { currentPassword: 'Str0ng-enough-for-all', newPassword: 'Violet-Lamp-93' };
    const refused = await send('POST', '/changePassword', body);
    expect([refused.status, refused.body.error.code]).toEqual([403, 'Authorization_RequestDenied']);
    expect((await send('POST', '/changePassword', { currentPassword: 'x' })).status).toBe(400);
    expect(await check('Str0ng-enough-for-all')).toMatchObject({ outcome: 'right' });
  });

  it('is held against the rules before it is anybody’s', async () => {
    const validate = (password: string) => muster.call('POST', '/beta/users/validatePassword', { password });
    const bad = await validate('Passw0rd1');
    expect(bad.status).toBe(200);
    expect(bad.body.isValid).toBe(false);
    expect(bad.body.validationResults).toContainEqual({
      ruleName: 'password_banned',
      validationPassed: false,
      message: expect.any(String),
    });
    const weak = await validate('abcxyz');
    const failed = weak.body.validationResults.filter((each: Json) => !each.validationPassed);
    expect(failed.map((each: Json) => each.ruleName)).toEqual([
      'password_not_meet_length',
      'password_not_meet_complexity',
    ]);
    expect((await validate('Violet-Lamp-93')).body.isValid).toBe(true);
    expect((await muster.call('POST', '/v1.0/users/validatePassword', { password: 'x' })).status).toBe(400);
  });

  it('follows what the organization bans and how long it lets passwords live', async () => {
    const { value } = await muster.graph.api('/organization').get();
    const address = `/v1.0/organization/${value[0].id}`;
    expect(value[0]).toMatchObject({ bannedPasswords: [], signInLogDays: null });
    const patch = { bannedPasswords: ['tailspin'], signInLogDays: 7 };
    expect((await muster.call('PATCH', address, patch)).status).toBe(204);
    expect((await muster.call('GET', address)).body).toMatchObject(patch);
    const banned = { passwordProfile: { password: 'T4ilspin-1' } };
    expect((await muster.call('PATCH', at(''), banned)).status).toBe(400);
    expect((await muster.call('PATCH', address, { bannedPasswords: ['abc'] })).status).toBe(400);
    expect((await muster.call('PATCH', address, { signInLogDays: 0 })).status).toBe(400);
    const none = { bannedPasswords: [], signInLogDays: null };
    expect((await muster.call('PATCH', address, none)).status).toBe(204);
    expect((await muster.call('PATCH', at(''), banned)).status).toBe(204);
  });

  it('expires as its domain says', async () => {
    const domain = '/v1.0/domains/adventure-works.com';
    const set = async (passwordValidityPeriodInDays: unknown) =>
      (await muster.call('PATCH', domain, { passwordValidityPeriodInDays })).status;
    const days = async () => (await muster.call('GET', domain)).body.passwordValidityPeriodInDays;
    expect(await days()).toBe(2_147_483_647);
    expect([await set(90), await days()]).toEqual([204, 90]);
    expect([await set(0), await set(731), await set('x')]).toEqual([400, 400, 400]);
    expect([await set(2_147_483_647), await days()]).toEqual([204, 2_147_483_647]);
    const window = { passwordNotificationWindowInDays: 7 };
    expect((await muster.call('PATCH', domain, window)).status).toBe(400);
    expect((await muster.call('PATCH', domain, {})).status).toBe(400);
  });

  it('must be changed when the profile alone says so', async () => {
    const set = (passwordProfile: object) => muster.call('PATCH', at(''), { passwordProfile });
    expect((await set({ forceChangePasswordNextSignIn: false })).status).toBe(204);
    expect(await check('Str0ng-enough-for-all')).toMatchObject({ mustChange: false });
    expect((await set({ forceChangePasswordNextSignInWithMfa: true })).status).toBe(204);
    expect(await check('Str0ng-enough-for-all')).toMatchObject({ mustChange: true, mustChangeWithSecondFactor: true });
  });
});

describe('sessions', () => {
  it('are ended on demand, by disabling and by deleting', async () => {
    const validFrom = async () => (await signInState(muster.server.directory, user.id))!.sessionsValidFrom;
    const revoked = await send('POST', '/revokeSignInSessions');
    expect([revoked.status, revoked.body.value]).toEqual([200, true]);
    const first = (await validFrom())!;
    const shown = await send('GET', '?$select=signInSessionsValidFromDateTime');
    expect(Date.parse(shown.body.signInSessionsValidFromDateTime)).toBe(Math.floor(first / 1000) * 1000);
    await muster.call('PATCH', at(''), { accountEnabled: false, city: 'Ulm' });
    const second = (await validFrom())!;
    expect(second).toBeGreaterThan(first);
    await muster.call('PATCH', at(''), { accountEnabled: true });
    await muster.call('PATCH', at(''), { city: 'Bonn' });
    expect(await validFrom()).toBe(second);
    await muster.call('DELETE', at(''));
    expect(await signInState(muster.server.directory, user.id)).toMatchObject({ isDeleted: true });
    expect(await validFrom()).toBeGreaterThan(second);
    expect((await send('POST', '/revokeSignInSessions')).status).toBe(404);
    const token = await tokenWith(muster, 'User.Read.All');
    expect((await call(muster.url, token, 'POST', at('/revokeSignInSessions'))).status).toBe(403);
  });
});

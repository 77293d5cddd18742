import {
  beginOneTimeCodeRegistration,
  beginPasskeyRegistration,
  beginPasskeySignIn,
  checkPassword,
  checkTemporaryAccessPass,
  completeSignIn,
  createTemporaryAccessPass,
  deleteUser,
  finishOneTimeCodeRegistration,
  finishPasskeyRegistration,
  finishPasskeySignIn,
  forgetOldCredentials,
  listAuthenticationMethods,
  listSecondFactors,
  type PasskeySignIn,
  purgeDeletedItem,
  removeSecondFactor,
  type User,
  updateUser,
  verifyOneTimeCode,
} from '@muster/directory';
import { newObjectId, type ObjectId } from '@muster/kernel';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { administrator, aUser } from './builders.ts';
import { codeOf } from './observe.ts';
import { SoftwareKey, type Twist } from './software-key.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

const [home, elsewhere] = ['203.0.113.7', '198.51.100.7'];
const minute = 60_000;

let test: TestDirectory;
let ann: User;
let clock = Date.parse('2026-06-15T12:00:00Z');

/** Steps the clock on. */
function later(ms: number): void {
  clock += ms;
  test.at(new Date(clock).toISOString());
}

beforeAll(async () => {
  test = await testDirectory();
});
afterAll(() => test.close());
beforeEach(async () => {
  later(2 * 24 * 60 * minute);
  await forgetOldCredentials(test.directory);
  ann = await aUser(test.directory);
});

const kindsOf = async (user: User) => (await listSecondFactors(test.directory, user.id)).map(({ kind }) => kind);

describe('one-time codes', () => {
  const codeAt = (secret: string, ms: number) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock + ms });
  const begin = (user = ann) => beginOneTimeCodeRegistration(test.directory, administrator, user.id, 'Phone');
  const finish = (id: ObjectId, code: string, user = ann) =>
    finishOneTimeCodeRegistration(test.directory, administrator, { userId: user.id, id, code, clientAddress: home });
  const verify = (code: string, clientAddress = home, browser: string | null = null, user = ann) =>
    verifyOneTimeCode(test.directory, { userId: user.id, code, clientAddress, browser });
  const refused = (retryAfterMs = 0) => ({ outcome: 'refused', retryAfterMs });

  /** Registers an app; its code of the present half minute is used up by that. */
  async function register(user = ann): Promise<string> {
    const { id, secret } = await begin(user);
    await finish(id, codeAt(secret, 0), user);
    return secret;
  }

  it('are registered with a secret and an address for apps, and count once a code was given', async () => {
    const { id, secret, uri } = await begin();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const name = encodeURIComponent(ann.properties.userPrincipalName as string);
    expect(uri).toContain(`otpauth://totp/Contoso:${name}?`);
    expect(uri).toContain(`secret=${secret}`);
    expect(await kindsOf(ann)).toEqual([]);
    expect(await verify(codeAt(secret, 0))).toEqual(refused());
    expect(await codeOf(finish(id, '000000'))).toBe('SECOND_FACTOR_REFUSED');
    await finish(id, codeAt(secret, 0));
    expect(await codeOf(finish(id, codeAt(secret, 30_000)))).toBe('RESOURCE_NOT_FOUND');
    const [factor] = await listSecondFactors(test.directory, ann.id);
    expect(factor).toMatchObject({ id, kind: 'softwareOath', displayName: 'Phone', data: {} });
    expect(JSON.stringify(await listAuthenticationMethods(test.directory, administrator, ann.id))).not.toContain(
      secret,
    );
    expect(JSON.stringify(await test.query('select * from change_log'))).not.toContain(secret);
  });

  it('cannot be registered late, for somebody else, or more than five times', async () => {
    const { id, secret } = await begin();
    const ben = await aUser(test.directory);
    expect(await codeOf(finish(id, codeAt(secret, 0), ben))).toBe('RESOURCE_NOT_FOUND');
    later(15 * minute);
    expect(await codeOf(finish(id, codeAt(secret, 0)))).toBe('RESOURCE_NOT_FOUND');
    for (let i = 0; i < 5; i++) await register();
    expect(await codeOf(begin())).toBe('TOO_MANY_FACTORS');
  });

  it('count half a minute before and after, and not beyond', async () => {
    const secret = await register();
    later(10 * minute);
    const outcomes = [];
    for (const seconds of [-61, -30, 0, 30, 61]) {
      later(5 * minute);
      outcomes.push((await verify(codeAt(secret, seconds * 1000))).outcome);
    }
    expect(outcomes).toEqual(['refused', 'right', 'right', 'right', 'refused']);
    later(minute);
    const code = codeAt(secret, 0);
    expect(await verify(` ${code.slice(0, 3)} ${code.slice(3)} `)).toEqual({ outcome: 'right' });
    for (const typed of ['', '12345', '1234567', 'abcdef', `${code}0`, '٣٣٣٣٣٣']) {
      later(15 * minute);
      expect((await verify(typed)).outcome).toBe('refused');
    }
  });

  it('count once, also when several servers are asked at the same moment', async () => {
    const secret = await register();
    // That of the registration is used up, and so is one that is older than the last.
    expect(await verify(codeAt(secret, 0))).toEqual(refused());
    later(minute);
    const code = codeAt(secret, 0);
    const other = (await test.secondNode()).directory;
    const nodes = [test.directory, other, test.directory, other];
    const input = { userId: ann.id, code, clientAddress: home };
    const outcomes = await Promise.all(nodes.map((node) => verifyOneTimeCode(node, input)));
    expect(outcomes.filter(({ outcome }) => outcome === 'right')).toHaveLength(1);
    expect((await verify(code)).outcome).toBe('refused');
    expect((await verify(codeAt(secret, -30_000))).outcome).toBe('refused');
  });

  it('belong to their user', async () => {
    const secret = await register();
    const ben = await aUser(test.directory);
    await register(ben);
    later(minute);
    expect((await verify(codeAt(secret, 0), home, null, ben)).outcome).toBe('refused');
    expect((await verify(codeAt(secret, 0))).outcome).toBe('right');
    expect((await verify('123456', home, null, { ...ben, id: newObjectId() })).outcome).toBe('refused');
  });

  it('are not guessed, and who guesses elsewhere does not hold up the known browser', async () => {
    const secret = await register();
    const { browser } = await completeSignIn(test.directory, { userId: ann.id, clientAddress: home, method: 'test' });
    for (let i = 0; i < 5; i++) expect(await verify('000000', elsewhere)).toEqual(refused());
    expect(await verify('000000', elsewhere)).toEqual(refused(2000));
    later(minute);
    await verify('000000', elsewhere);
    expect(await verify(codeAt(secret, 0), elsewhere)).toEqual(refused(4000));
    expect(await verify(codeAt(secret, 0), home, browser)).toEqual({ outcome: 'right' });
    // Guesses of codes are no guesses of passwords.
    const loginName = ann.properties.userPrincipalName as string;
    const check = { loginName, password: 'Correct-Horse-7', clientAddress: elsewhere };
    expect((await checkPassword(test.directory, check)).outcome).toBe('right');
  });

  it('are not guessed during a registration either', async () => {
    const { id, secret } = await begin();
    for (let i = 0; i < 6; i++) await codeOf(finish(id, '000000'));
    expect(await codeOf(finish(id, codeAt(secret, 0)))).toBe('SECOND_FACTOR_REFUSED');
  });

  it('are gone when they are taken away', async () => {
    const secret = await register();
    const [factor] = await listSecondFactors(test.directory, ann.id);
    const remove = (kind: 'fido2' | 'softwareOath') =>
      removeSecondFactor(test.directory, administrator, ann.id, kind, factor!.id);
    expect(await codeOf(remove('fido2'))).toBe('RESOURCE_NOT_FOUND');
    await remove('softwareOath');
    expect(await codeOf(remove('softwareOath'))).toBe('RESOURCE_NOT_FOUND');
    later(minute);
    expect((await verify(codeAt(secret, 0))).outcome).toBe('refused');
  });
});

describe('passkeys', () => {
  const party = { rpId: 'login.contoso.com', origin: 'https://login.contoso.com' };
  const newKey = (counter = 0) => new SoftwareKey(party.origin, party.rpId, counter);

  async function register(key: SoftwareKey, user = ann, twist: Twist = {}, of: object = {}) {
    const options = await beginPasskeyRegistration(test.directory, user.id, party);
    const response = key.create(options, twist);
    const input = { ...party, response, displayName: 'Key', ...of };
    return finishPasskeyRegistration(test.directory, administrator, user.id, input);
  }

  async function signIn(key: SoftwareKey, twist: Twist = {}, of: Partial<PasskeySignIn> = {}) {
    const userId = of.userId ?? null;
    const options = await beginPasskeySignIn(test.directory, { ...party, userId });
    const response = key.get(options, twist);
    const input = { ...party, response, userId, challenge: options.challenge, clientAddress: home, ...of };
    return { input, outcome: await finishPasskeySignIn(test.directory, input) };
  }

  it('are made discoverable and verified, and sign in without a name', async () => {
    const options = await beginPasskeyRegistration(test.directory, ann.id, party);
    expect(options).toMatchObject({
      rp: { id: party.rpId, name: 'Contoso' },
      user: { name: ann.properties.userPrincipalName },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [],
    });
    const key = newKey();
    const factor = await register(key);
    expect(factor).toMatchObject({ kind: 'fido2', displayName: 'Key', data: { credentialId: key.id } });
    expect(factor.data).toMatchObject({ transports: ['internal'], aaGuid: '00000000-0000-0000-0000-000000000000' });
    expect(factor.data).not.toHaveProperty('publicKey');
    const asked = await beginPasskeySignIn(test.directory, { ...party, userId: null });
    expect(asked).toMatchObject({ rpId: party.rpId, userVerification: 'required', allowCredentials: [] });
    expect((await signIn(key)).outcome).toEqual({ outcome: 'right', userId: ann.id });
    // As a second factor: the user's own keys are asked for.
    const second = await beginPasskeySignIn(test.directory, { ...party, userId: ann.id });
    expect(second.allowCredentials).toMatchObject([{ id: key.id }]);
    expect((await signIn(key, {}, { userId: ann.id })).outcome).toEqual({ outcome: 'right', userId: ann.id });
    expect((await signIn(key, { userHandle: null }, { userId: ann.id })).outcome.outcome).toBe('right');
    const again = await beginPasskeyRegistration(test.directory, ann.id, party);
    expect(again.excludeCredentials).toMatchObject([{ id: key.id }]);
  });

  it.each<[string, Twist, object?]>([
    ['another origin', { origin: 'https://login.contoso.com.evil.example' }],
    ['another host', { rpId: 'evil.example' }],
    ['another type', { type: 'webauthn.get' }],
    ['a challenge of somebody else', { challenge: Buffer.alloc(54, 7).toString('base64url') }],
    ['nobody present', { isPresent: false }],
    ['nobody verified', { isVerified: false }],
    ['a statement that nobody asked for', { format: 'fido-u2f' }],
    ['packed with nothing', { format: 'packed' }],
    ['another server', {}, { rpId: 'other.contoso.com' }],
    ['no answer', {}, { response: null }],
    ['a text', {}, { response: 'x' }],
    ['parts missing', {}, { response: { id: 'a', rawId: 'a', type: 'public-key', response: {} } }],
  ])('are not registered with %s', async (_, twist, of) => {
    expect(await codeOf(register(newKey(), ann, twist, of))).toBe('SECOND_FACTOR_REFUSED');
    expect(await kindsOf(ann)).toEqual([]);
  });

  it('are refused before anybody follows certificates, which may name addresses', async () => {
    for (const format of ['packed', 'fido-u2f', 'tpm', 'android-key', 'apple']) {
      const problem = await register(newKey(), ann, { format, certificates: [Buffer.from('a certificate')] }).catch(
        (each: unknown) => each,
      );
      expect(problem).toMatchObject({ code: 'SECOND_FACTOR_REFUSED' });
      expect((problem as Error).cause).toMatchObject({ message: expect.stringContaining('not asked for') });
    }
  });

  it('are not registered for another user, twice, late, or with the answer to a sign-in', async () => {
    const ben = await aUser(test.directory);
    const options = await beginPasskeyRegistration(test.directory, ann.id, party);
    const key = newKey();
    const finish = (user: User, response: object) =>
      codeOf(
        finishPasskeyRegistration(test.directory, administrator, user.id, { ...party, response, displayName: null }),
      );
    const response = key.create(options);
    expect(await finish(ben, response)).toBe('SECOND_FACTOR_REFUSED');
    expect(await finish(ann, response)).toBe('none');
    expect(await finish(ann, response)).toBe('SECOND_FACTOR_REFUSED');
    expect(await codeOf(register(key))).toBe('SECOND_FACTOR_REFUSED');
    const respelt = await beginPasskeyRegistration(test.directory, ann.id, party);
    expect(await finish(ann, newKey().create(respelt, { challenge: `${respelt.challenge}=` }))).toBe(
      'SECOND_FACTOR_REFUSED',
    );
    const late = await beginPasskeyRegistration(test.directory, ann.id, party);
    later(5 * minute);
    expect(await finish(ann, newKey().create(late))).toBe('SECOND_FACTOR_REFUSED');
    const other = await beginPasskeySignIn(test.directory, { ...party, userId: ann.id });
    const crossed = newKey().create({ ...other, user: { id: 'x' } });
    expect(await finish(ann, crossed)).toBe('SECOND_FACTOR_REFUSED');
    expect(await kindsOf(ann)).toEqual(['fido2']);
    for (let i = 0; i < 9; i++) await register(newKey());
    expect(await codeOf(register(newKey()))).toBe('TOO_MANY_FACTORS');
  });

  it.each<[string, Twist, Partial<PasskeySignIn>?]>([
    ['another origin', { origin: 'https://evil.example' }],
    ['the origin without encryption', { origin: 'http://login.contoso.com' }],
    ['another host', { rpId: 'evil.example' }],
    ['a page within another page', { crossOrigin: true }],
    ['another type', { type: 'webauthn.create' }],
    ['another challenge', { challenge: Buffer.alloc(54, 7).toString('base64url') }],
    ['nobody present', { isPresent: false }],
    ['nobody verified', { isVerified: false }],
    ['the name of nobody', { userHandle: Buffer.alloc(16, 7).toString('base64url') }],
    ['no name at all', { userHandle: null }],
    ['a name that is none', { userHandle: 'YQ' }],
    ['a challenge that was not made here', {}, { challenge: Buffer.alloc(54, 7).toString('base64url') }],
    ['no answer', {}, { response: undefined }],
    ['an answer that is too long', {}, { response: { id: 'a', rawId: 'a', type: 'public-key', response: { a: 'x' } } }],
  ])('do not sign in with %s', async (_, twist, of) => {
    const key = newKey();
    await register(key);
    expect((await signIn(key, twist, of)).outcome).toEqual({ outcome: 'refused' });
    expect((await signIn(key)).outcome.outcome).toBe('right');
  });

  it('sign in once with one answer, in its session, in time', async () => {
    const key = newKey();
    await register(key);
    const { input, outcome } = await signIn(key);
    expect(outcome.outcome).toBe('right');
    expect(await finishPasskeySignIn(test.directory, input)).toEqual({ outcome: 'refused' });
    // An answer that somebody caught does not fit the challenge of another session.
    const other = await beginPasskeySignIn(test.directory, { ...party, userId: null });
    const caught = {
      ...input,
      response: key.get(await beginPasskeySignIn(test.directory, { ...party, userId: null })),
    };
    expect(await finishPasskeySignIn(test.directory, { ...caught, challenge: other.challenge })).toEqual({
      outcome: 'refused',
    });
    // At the same moment only one counts.
    const options = await beginPasskeySignIn(test.directory, { ...party, userId: null });
    const same = { ...input, response: key.get(options), challenge: options.challenge };
    const all = await Promise.all([1, 2, 3].map(() => finishPasskeySignIn(test.directory, same)));
    expect(all.filter((each) => each.outcome === 'right')).toHaveLength(1);
    const late = await beginPasskeySignIn(test.directory, { ...party, userId: null });
    later(5 * minute);
    const tooLate = { ...input, response: key.get(late), challenge: late.challenge };
    expect(await finishPasskeySignIn(test.directory, tooLate)).toEqual({ outcome: 'refused' });
  });

  it('that count must count on: a copy of the key is found out', async () => {
    const key = newKey(7);
    await register(key);
    expect((await signIn(key)).outcome.outcome).toBe('right');
    expect((await signIn(key, { counter: 8 })).outcome).toEqual({ outcome: 'refused' });
    expect((await signIn(key, { counter: 3 })).outcome).toEqual({ outcome: 'refused' });
    expect((await signIn(key)).outcome.outcome).toBe('right');
  });

  it('of one user are none of another, and a changed signature is none', async () => {
    const ben = await aUser(test.directory);
    const [own, other] = [newKey(), newKey()];
    await register(own);
    await register(other, ben);
    expect((await signIn(other, {}, { userId: ann.id })).outcome).toEqual({ outcome: 'refused' });
    const handle = Buffer.from(ann.id.replaceAll('-', ''), 'hex').toString('base64url');
    expect((await signIn(other, { userHandle: handle })).outcome).toEqual({ outcome: 'refused' });
    const options = await beginPasskeySignIn(test.directory, { ...party, userId: null });
    const forged = other.get(options, { userHandle: handle });
    const response = { ...forged, id: own.id, rawId: own.id };
    const input = { ...party, response, userId: null, challenge: options.challenge, clientAddress: home };
    expect(await finishPasskeySignIn(test.directory, input)).toEqual({ outcome: 'refused' });
  });

  it('of a disabled user tell so to who has the key; of a deleted user nothing', async () => {
    const key = newKey();
    await register(key);
    await updateUser(test.directory, administrator, ann.id, { accountEnabled: false });
    expect((await signIn(key)).outcome).toEqual({ outcome: 'disabled' });
    await deleteUser(test.directory, administrator, ann.id);
    expect((await signIn(key)).outcome).toEqual({ outcome: 'refused' });
    await purgeDeletedItem(test.directory, administrator, ann.id);
    expect(await test.query('select 1 from second_factors where user_id = $1', [ann.id])).toEqual([]);
  });
});

describe('temporary access passes', () => {
  const nameOf = (user: User) => user.properties.userPrincipalName as string;
  const give = (of: Partial<Parameters<typeof createTemporaryAccessPass>[3]> = {}, user = ann) =>
    createTemporaryAccessPass(test.directory, administrator, user.id, {
      lifetimeInMinutes: null,
      isUsableOnce: false,
      startsAt: null,
      ...of,
    });
  const use = (pass: string, loginName = nameOf(ann), clientAddress = home) =>
    checkTemporaryAccessPass(test.directory, { loginName, pass, clientAddress });
  const refused = { outcome: 'refused', retryAfterMs: 0 };

  it('sign in for an hour, any number of times or once', async () => {
    const { pass, text } = await give();
    expect(text).toMatch(/^\S{12}$/);
    expect(JSON.stringify(pass)).not.toContain('argon2');
    expect(JSON.stringify(await test.query('select * from second_factors'))).not.toContain(text);
    expect(await use(` ${text} `)).toEqual({ outcome: 'right', userId: ann.id });
    expect(await use(text)).toEqual({ outcome: 'right', userId: ann.id });
    expect(await codeOf(give())).toBe('TOO_MANY_FACTORS');
    later(60 * minute);
    expect(await use(text)).toEqual(refused);
    const once = await give({ isUsableOnce: true, lifetimeInMinutes: 10 });
    expect(await kindsOf(ann)).toEqual(['temporaryAccessPass']);
    const both = await Promise.all([use(once.text), use(once.text)]);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['refused', 'right']);
    expect((await use(once.text)).outcome).toBe('refused');
  });

  it('begin when they are to begin, and only within the limits', async () => {
    const { text } = await give({ startsAt: (clock + 30 * minute) as never });
    expect(await use(text)).toEqual(refused);
    later(30 * minute);
    expect(await use(text)).toEqual({ outcome: 'right', userId: ann.id });
    const ben = await aUser(test.directory);
    for (const minutes of [9, 43_201, 10.5]) {
      expect(await codeOf(give({ lifetimeInMinutes: minutes }, ben))).toBe('PROPERTY_INVALID');
    }
  });

  it('are refused alike for nobody, for those without one, and for the wrong one', async () => {
    const { text } = await give();
    const ben = await aUser(test.directory);
    expect(await use(text, nameOf(ben))).toEqual(refused);
    expect(await use(text, 'nobody@contoso.com')).toEqual(refused);
    expect(await use('AAAAAAAAAAAA')).toEqual(refused);
    await updateUser(test.directory, administrator, ann.id, { accountEnabled: false });
    expect(await use('AAAAAAAAAAAA')).toEqual(refused);
    expect(await use(text)).toEqual({ outcome: 'disabled' });
  });

  it('are guessed as slowly as passwords, together with them', async () => {
    const { text } = await give();
    const password = (clientAddress: string) =>
      checkPassword(test.directory, { loginName: nameOf(ann), password: 'wrong', clientAddress });
    for (let i = 0; i < 3; i++) {
      await use('AAAAAAAAAAAA');
      await password(home);
    }
    expect(await use(text)).toEqual({ outcome: 'refused', retryAfterMs: 2000 });
    expect(await use(text, nameOf(ann), elsewhere)).toEqual({ outcome: 'right', userId: ann.id });
  });
});

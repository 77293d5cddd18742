import {
  beginOneTimeCodeRegistration,
  beginPasskeyRegistration,
  type Caller,
  changeOwnPassword,
  createTemporaryAccessPass,
  finishOneTimeCodeRegistration,
  finishPasskeyRegistration,
  listSecondFactors,
  passkeyCreationOptions,
  registerPasskey,
  removeSecondFactor,
  resetPassword,
  resolvePerson,
  type User,
  updateUser,
} from '@muster/directory';
import type { Instant } from '@muster/kernel';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { administrator, allScopes, asPerson, aUser, giveRole } from './builders.ts';
import { codeOf } from './observe.ts';
import { SoftwareKey } from './software-key.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

const party = { rpId: 'login.contoso.com', origin: 'https://login.contoso.com' };
const password = 'Correct-Horse-7';
const pass = { lifetimeInMinutes: 60, isUsableOnce: true, startsAt: null };

let test: TestDirectory;
let ann: User;
beforeAll(async () => {
  test = await testDirectory();
});
afterAll(() => test.close());
beforeEach(async () => {
  test.at('2026-06-15T12:00:00Z');
  await test.query('delete from mail_queue');
  ann = await aUser(test.directory, { mail: null, passwordProfile: { password } });
});

async function addKey(user = ann, caller = administrator) {
  const response = new SoftwareKey(party.origin, party.rpId).create(
    await beginPasskeyRegistration(test.directory, user.id, party),
  );
  return finishPasskeyRegistration(test.directory, caller, user.id, { ...party, response, displayName: 'Key' });
}

/** Ann, through an application, who signed in so many minutes ago; null: nobody knows when. */
function signedIn(minutesAgo: number | null, amr: readonly string[] = ['pwd'], user = ann): Promise<Caller> {
  const now = test.directory.clock();
  const provedAt = minutesAgo === null ? null : ((now - minutesAgo * 60_000) as Instant);
  const client = { appId: '0a1b2c3d-0000-4000-8000-000000000001', name: 'Portal' };
  return resolvePerson(test.directory, {
    userId: user.id,
    issuedAt: now,
    client,
    scopes: allScopes,
    requestId: null,
    amr,
    provedAt,
  });
}

describe('changing one’s own authentication methods', () => {
  const options = (caller: Caller, user = ann) =>
    codeOf(passkeyCreationOptions(test.directory, caller, user.id, party));

  it('takes a sign-in of the last ten minutes', async () => {
    expect(await options(await signedIn(9))).toBe('none');
    for (const minutes of [10, 600, null]) {
      expect(await options(await signedIn(minutes))).toBe('FRESH_PROOF_NEEDED');
    }
    const input = { ...party, response: {}, displayName: null };
    expect(await codeOf(registerPasskey(test.directory, await signedIn(11), ann.id, input))).toBe('FRESH_PROOF_NEEDED');
  });

  it('takes two factors of whoever has two', async () => {
    const key = await addKey();
    const remove = async (caller: Caller) =>
      codeOf(removeSecondFactor(test.directory, caller, ann.id, 'fido2', key.id));
    expect(await options(await signedIn(1))).toBe('FRESH_PROOF_NEEDED');
    expect(await remove(await signedIn(1))).toBe('FRESH_PROOF_NEEDED');
    expect(await remove(await signedIn(11, ['pwd', 'otp', 'mfa']))).toBe('FRESH_PROOF_NEEDED');
    expect(await listSecondFactors(test.directory, ann.id)).toHaveLength(1);
    expect(await remove(await signedIn(1, ['pwd', 'otp', 'mfa']))).toBe('none');
    // A pass that somebody was given is no second factor of their own.
    await createTemporaryAccessPass(test.directory, administrator, ann.id, pass);
    expect(await options(await signedIn(1))).toBe('none');
  });

  it('takes it of administrators as well, for themselves alone', async () => {
    await giveRole(test.directory, 'Global Administrator', ann);
    const ben = await aUser(test.directory);
    const old = await signedIn(60);
    const tries = (id: User['id']) => [
      createTemporaryAccessPass(test.directory, old, id, pass),
      resetPassword(test.directory, old, id),
      updateUser(test.directory, old, id, { passwordProfile: { password: 'Another-Horse-9' } }),
    ];
    expect(await Promise.all(tries(ann.id).map(codeOf))).toEqual(Array(3).fill('FRESH_PROOF_NEEDED'));
    for (const each of tries(ben.id)) expect(await codeOf(each)).toBe('none');
    expect(await options(old, ben)).toBe('none');
    expect(await codeOf(updateUser(test.directory, old, ann.id, { city: 'Bonn' }))).toBe('none');
  });

  it('does not hold up what an application does by itself', async () => {
    expect(await options(administrator)).toBe('none');
  });
});

describe('a mail about what somebody signs in with', () => {
  interface Mail {
    readonly recipient: string;
    readonly subject: string;
    readonly body_text: string;
    readonly kind: string;
    readonly language: string;
  }
  const mails = () => test.query<Mail>('select * from mail_queue order by queued_at, subject');
  const reached = (properties: object = {}) =>
    updateUser(test.directory, administrator, ann.id, { mail: 'ann@contoso.com', ...properties });

  it('tells of a factor that was added or removed', async () => {
    await reached();
    const key = await addKey();
    const [added] = await mails();
    expect(added).toMatchObject({ recipient: 'ann@contoso.com', kind: 'notice', language: 'en' });
    expect(added!.subject).toBe('Contoso: a new way to sign in to your account');
    expect(added!.body_text).toContain('A passkey was added to your account at Contoso.');
    expect(added!.body_text).toContain('2026-06-15T12:00:00Z');
    await test.query('delete from mail_queue');
    await removeSecondFactor(test.directory, administrator, ann.id, 'fido2', key.id);
    expect((await mails()).map(({ subject }) => subject)).toEqual([
      'Contoso: a way to sign in to your account was removed',
    ]);
  });

  it('says nothing before an app is registered, and never a secret', async () => {
    await reached({ preferredLanguage: 'de-AT' });
    const { id, secret } = await beginOneTimeCodeRegistration(test.directory, administrator, ann.id);
    expect(await mails()).toEqual([]);
    const code = new TOTP({ secret }).generate({ timestamp: test.directory.clock() });
    const input = { userId: ann.id, id, code, clientAddress: '::1' };
    await finishOneTimeCodeRegistration(test.directory, administrator, input);
    const { text } = await createTemporaryAccessPass(test.directory, administrator, ann.id, pass);
    const { password: made } = await resetPassword(test.directory, administrator, ann.id);
    const written = (await mails()).map(({ subject, body_text }) => `${subject} ${body_text}`);
    expect(written).toHaveLength(3);
    for (const hidden of [secret, text, made!]) expect(written.join('\n')).not.toContain(hidden);
    expect(written.join('\n')).toContain('Eine Authentifizierungs-App wurde Ihrem Konto bei Contoso hinzugefügt');
    expect(written.join('\n')).toContain('Ihr Kennwort wurde geändert');
  });

  it('tells of every change of the password, at the address that was there before', async () => {
    await reached();
    const next = 'Another-Horse-9';
    await changeOwnPassword(test.directory, await asPerson(test.directory, ann), ann.id, {
      current: password,
      next,
      clientAddress: '::1',
    });
    const patch = { mail: 'thief@evil.example', passwordProfile: { password } };
    await updateUser(test.directory, administrator, ann.id, patch);
    const subject = 'Contoso: your password was changed';
    const mail = expect.objectContaining({ recipient: 'ann@contoso.com', subject });
    expect(await mails()).toEqual([mail, mail]);
  });

  it('goes to another address without the first, to nobody without any, and not where nothing is sent', async () => {
    await addKey();
    await updateUser(test.directory, administrator, ann.id, { otherMails: ['ann@home.example'] });
    expect(await mails()).toEqual([]);
    const key = await addKey();
    expect((await mails()).map(({ recipient }) => recipient)).toEqual(['ann@home.example']);
    await test.query('delete from mail_queue');
    const silent = { ...test.directory, sendsMail: false };
    await removeSecondFactor(silent, administrator, ann.id, 'fido2', key.id);
    await resetPassword(silent, administrator, ann.id);
    expect(await mails()).toEqual([]);
  });

  it('is not sent when the change does not happen', async () => {
    await reached();
    const wrong = { current: 'x', next: 'Another-Horse-9', clientAddress: '::1' };
    await codeOf(changeOwnPassword(test.directory, administrator, ann.id, wrong));
    await codeOf(removeSecondFactor(test.directory, administrator, ann.id, 'fido2', ann.id));
    expect(await mails()).toEqual([]);
  });
});

import { checkPassword, hashSecret, tryApplicationSecret, verifySecret } from '@muster/directory';
import { newObjectId } from '@muster/kernel';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codeOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeAll(async () => {
  test = await testDirectory();
});
beforeEach(async () => {
  test.at('2026-06-15T12:00:00Z');
  await test.query('delete from sign_in_brakes');
});
afterAll(() => test.close());

const appId = newObjectId();
const attack = '203.0.113.9';
const attempt = async (isRight: boolean, clientAddress = attack, app: string = appId) => {
  let wasLooked = false;
  const look = async () => {
    wasLooked = true;
    return isRight;
  };
  const code = await codeOf(tryApplicationSecret(test.directory, { appId: app, clientAddress }, look));
  return code === 'none' ? wasLooked : code;
};

it('wrong secrets slow down who sends them, for this application and in this network', async () => {
  for (let i = 0; i < 11; i++) expect(await attempt(false)).toBe(true);
  expect(await attempt(true)).toBe('TOO_MANY_WRONG_SECRETS');
  expect(await attempt(true, '203.0.113.200', appId.toUpperCase())).toBe('TOO_MANY_WRONG_SECRETS');
  expect(await attempt(true, '198.51.100.7')).toBe(true);
  expect(await attempt(true, attack, newObjectId())).toBe(true);
  test.at('2026-06-15T12:00:01Z');
  expect(await attempt(true)).toBe(true);
  expect(await attempt(false)).toBe(true);
  expect(await attempt(true)).toBe(true);
});

it('nobody waits longer than ten seconds, whatever was tried before', async () => {
  let now = Date.parse('2026-06-15T12:00:00Z');
  for (let i = 0; i < 30; i++) {
    now += 10_000;
    test.at(new Date(now).toISOString());
    expect(await attempt(false)).toBe(true);
  }
  test.at(new Date(now + 10_000).toISOString());
  expect(await attempt(true)).toBe(true);
});

it('the ids of many applications do not help', async () => {
  const outcomes = [];
  for (let i = 0; i < 103; i++) outcomes.push(await attempt(false, attack, newObjectId()));
  expect(outcomes.filter((outcome) => outcome === true)).toHaveLength(101);
  expect(await attempt(true, '198.51.100.7')).toBe(true);
});

it('what could not be looked at does not count', async () => {
  const fails = () => Promise.reject(new Error('no'));
  for (let i = 0; i < 20; i++) {
    await tryApplicationSecret(test.directory, { appId, clientAddress: attack }, fails).catch(() => undefined);
  }
  expect(await attempt(true)).toBe(true);
});

it('a flood of client secrets sends no person away', async () => {
  const hash = await hashSecret('Violet-Lamp-93');
  const flood = Array.from({ length: 300 }, () =>
    verifySecret(hash, 'x', 'applications').then(
      () => 'checked',
      ({ code }: { code: string }) => code,
    ),
  );
  const input = { loginName: 'nobody@contoso.com', password: 'Violet-Lamp-93', clientAddress: '198.51.100.7' };
  expect(await checkPassword(test.directory, input)).toMatchObject({ outcome: 'refused' });
  expect(await Promise.all(flood)).toContain('TOO_MANY_CHECKS');
});

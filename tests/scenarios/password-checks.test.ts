import {
  changeOwnPassword,
  checkPassword,
  completeSignIn,
  createUser,
  type Directory,
  deleteUser,
  forgetOldCredentials,
  getObject,
  getOrganization,
  type PasswordCheck,
  setPasswordValidity,
  signInState,
  type User,
  updateOrganization,
  updateUser,
  verifySecret,
  writePeople,
} from '@muster/directory';
import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { administrator, aUser } from './builders.ts';
import { codeOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

const right = 'Correct-Horse-7';
const [home, elsewhere] = ['203.0.113.7', '198.51.100.7'];

let test: TestDirectory;
let ann: User;
let clock = Date.parse('2026-06-15T12:00:00Z');

/** Steps the clock on. */
function later(ms: number): void {
  clock += ms;
  test.at(new Date(clock).toISOString());
}
const minutes = (count: number) => count * 60_000;

beforeAll(async () => {
  test = await testDirectory();
  later(0);
});
afterAll(() => test.close());
beforeEach(async () => {
  later(minutes(60 * 48));
  await forgetOldCredentials(test.directory);
  ann = await aUser(test.directory, { passwordProfile: { password: right, forceChangePasswordNextSignIn: false } });
});

const nameOf = (user: User) => user.properties.userPrincipalName as string;
const check = (loginName: string, password: string, clientAddress = home, browser: string | null = null) =>
  checkPassword(test.directory, { loginName, password, clientAddress, browser });
const rightOutcome = (user: User): PasswordCheck => ({
  outcome: 'right',
  userId: user.id,
  mustChange: false,
  mustChangeWithSecondFactor: false,
});
const refused = (retryAfterMs = 0): PasswordCheck => ({ outcome: 'refused', retryAfterMs });
const signInFrom = (user: User, clientAddress: string, browser: string | null = null) =>
  completeSignIn(test.directory, { userId: user.id, clientAddress, browser, method: 'password' });
const brakes = () => test.query<{ key: string; tries: string }>('select key, tries from sign_in_brakes order by key');

describe('a password', () => {
  it('is right or not, whatever the case and the blanks around the name', async () => {
    expect(await check(nameOf(ann), right)).toEqual(rightOutcome(ann));
    expect(await check(`  ${nameOf(ann).toUpperCase()} `, right)).toEqual(rightOutcome(ann));
    expect(await check(nameOf(ann), `${right} `)).toEqual(refused());
    expect(await check(nameOf(ann), '')).toEqual(refused());
    expect(await check(nameOf(ann), right.repeat(1000))).toEqual(refused());
  });

  it('goes with a mail address that one user alone has', async () => {
    const mail = `mail-${ann.number}@contoso.com`;
    await updateUser(test.directory, administrator, ann.id, { mail });
    expect(await check(mail.toUpperCase(), right)).toEqual(rightOutcome(ann));
    await aUser(test.directory, { mail });
    expect(await check(mail, right)).toEqual(refused());
    // Letters that the database alone takes for the same are no further names to try.
    const other = `mails-${ann.number}@contoso.com`;
    const cay = await aUser(test.directory, { mail: other, passwordProfile: { password: right } });
    expect(await check(other.replace('s', 'ſ'), right)).toEqual(refused());
    expect(await check(other, right)).toMatchObject({ outcome: 'right', userId: cay.id });
    // A user principal name goes before a mail address.
    await aUser(test.directory, { mail: nameOf(ann), passwordProfile: { password: 'Other-Lamp-93' } });
    expect(await check(nameOf(ann), right)).toEqual(rightOutcome(ann));
    expect(await check(nameOf(ann), 'Other-Lamp-93')).toEqual(refused());
  });

  it.each(['nobody@contoso.com', '', '@', 'x'.repeat(5000), 'a\0b@contoso.com', '\ud800@contoso.com', "' or 1=1 --"])(
    'of nobody is refused like a wrong one: %j',
    async (name) => {
      expect(await check(name, right)).toEqual(refused());
    },
  );

  it('is refused for users without one, and for deleted users', async () => {
    await test.query('delete from password_hashes where user_id = $1', [ann.id]);
    expect(await check(nameOf(ann), right)).toEqual(refused());
    const ben = await aUser(test.directory);
    await deleteUser(test.directory, administrator, ben.id);
    expect(await check(nameOf(ben), right)).toEqual(refused());
  });

  it('of a disabled user is told from a wrong one only to those who know it', async () => {
    await updateUser(test.directory, administrator, ann.id, { accountEnabled: false });
    expect(await check(nameOf(ann), 'wrong')).toEqual(refused());
    expect(await check(nameOf(ann), right)).toEqual({ outcome: 'disabled' });
  });

  it('must be changed when the profile says so, or when it is too old', async () => {
    const profile = { passwordProfile: { password: right } };
    const ben = await aUser(test.directory, profile);
    expect(await check(nameOf(ben), right)).toEqual({ ...rightOutcome(ben), mustChange: true });
    const demand = { passwordProfile: { forceChangePasswordNextSignInWithMfa: true } };
    await updateUser(test.directory, administrator, ann.id, demand);
    const demanded = { ...rightOutcome(ann), mustChange: true, mustChangeWithSecondFactor: true };
    expect(await check(nameOf(ann), right)).toEqual(demanded);
    await updateUser(test.directory, administrator, ann.id, {
      passwordProfile: { forceChangePasswordNextSignIn: false },
    });
    expect(await check(nameOf(ann), right)).toEqual(rightOutcome(ann));

    const set = (days: number | null) => setPasswordValidity(test.directory, administrator, 'Contoso.com', days);
    await set(90);
    later(minutes(60 * 24 * 89));
    expect(await check(nameOf(ann), right)).toEqual(rightOutcome(ann));
    later(minutes(60 * 24));
    expect(await check(nameOf(ann), right)).toEqual({ ...rightOutcome(ann), mustChange: true });
    await updateUser(test.directory, administrator, ann.id, { passwordPolicies: 'DisablePasswordExpiration' });
    expect(await check(nameOf(ann), right)).toEqual(rightOutcome(ann));
    for (const days of [0, 731, 1.5]) expect(await codeOf(set(days))).toBe('PROPERTY_INVALID');
    await set(null);
    expect(await codeOf(setPasswordValidity(test.directory, administrator, 'x.example', 90))).toBe(
      'RESOURCE_NOT_FOUND',
    );
  });

  it('of a synchronised user is asked about on premises', async () => {
    const synced = { kind: 'update', id: ann.id, properties: { onPremisesSyncEnabled: true } } as const;
    await writePeople(test.directory, administrator, 'import', [synced]);
    const asked: string[] = [];
    const checkThere = async (user: User, password: string) => {
      asked.push(`${user.id} ${password}`);
      if (password === 'nobody there') return 'unavailable';
      return password === 'of the other directory' ? 'right' : 'refused';
    };
    const directory = { ...test.directory, remotePasswords: { checkPassword: checkThere } } as Directory;
    const there = (password: string, loginName = nameOf(ann)) =>
      checkPassword(directory, { loginName, password, clientAddress: home });
    expect(await there('of the other directory')).toEqual(rightOutcome(ann));
    expect(await there(right)).toEqual(refused());
    expect(asked).toEqual([`${ann.id} of the other directory`, `${ann.id} ${right}`]);
    // Where nobody could be asked nothing is counted; wrong ones are slowed down like any other.
    for (let i = 0; i < 10; i++) expect(await there('nobody there')).toEqual(refused());
    for (let i = 0; i < 4; i++) await there('wrong');
    expect(await there('wrong')).toEqual(refused(2000));
    expect(await there('of the other directory')).toEqual(refused(2000));
    const count = asked.length;
    const own = { passwordProfile: { password: right, forceChangePasswordNextSignIn: false } };
    const ben = await aUser(test.directory, own);
    expect(await there(right, nameOf(ben))).toEqual(rightOutcome(ben));
    expect(asked).toHaveLength(count);
  });

  it('is hashed anew when it comes by and its hash was made at another cost', async () => {
    const cheap = await hash(right, { memoryCost: 4096, timeCost: 1, parallelism: 1 });
    await test.query('update password_hashes set hash = $2 where user_id = $1', [ann.id, cheap]);
    const stored = async () => {
      const [row] = await test.query<{ hash: string }>('select hash from password_hashes where user_id = $1', [ann.id]);
      return row!.hash;
    };
    expect(await check(nameOf(ann), 'wrong')).toEqual(refused());
    expect(await stored()).toBe(cheap);
    expect(await check(nameOf(ann), right)).toEqual(rightOutcome(ann));
    expect(await stored()).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await check(nameOf(ann), right)).toEqual(rightOutcome(ann));
  });
});

describe('guessing', () => {
  /** Guesses from so many networks that the name is slowed down from everywhere. The first 46 guesses are only put down. */
  async function guessFromManyNetworks(): Promise<void> {
    await check(nameOf(ann), 'wrong', '192.0.100.1');
    await test.query(`update sign_in_brakes set tries = 47 where key like 'name %'`);
    for (let i = 0; i < 6; i++) await check(nameOf(ann), 'wrong', `192.0.${i}.1`);
  }

  /** Guesses until it is told to wait; gives the number of guesses that were looked at. */
  async function guess(loginName: string, address = elsewhere, most = 20): Promise<{ looked: number; wait: number }> {
    for (let looked = 1; looked <= most; looked++) {
      const outcome = await check(loginName, `wrong-${looked}`, address);
      if (outcome.outcome === 'refused' && outcome.retryAfterMs > 0) return { looked, wait: outcome.retryAfterMs };
    }
    return { looked: most, wait: 0 };
  }

  it('from one address is slowed down, twice as long each time, up to a quarter of an hour', async () => {
    expect(await guess(nameOf(ann))).toEqual({ looked: 6, wait: 2000 });
    // Too soon: not even the right one counts, and nothing is counted.
    expect(await check(nameOf(ann), right, elsewhere)).toEqual(refused(2000));
    later(1999);
    expect(await check(nameOf(ann), right, elsewhere)).toEqual(refused(1));
    const waits = [];
    for (let wait = 1; waits.length < 11; ) {
      later(wait);
      const outcome = await check(nameOf(ann), 'wrong', elsewhere);
      if (outcome.outcome !== 'refused') throw new Error('it was wrong');
      wait = outcome.retryAfterMs;
      waits.push(wait / 1000);
    }
    expect(waits).toEqual([4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
    later(minutes(15));
    expect(await check(nameOf(ann), right, elsewhere)).toEqual(rightOutcome(ann));
    expect(await guess(nameOf(ann))).toMatchObject({ looked: 6 });
  });

  it('is forgotten after a day without a try', async () => {
    await guess(nameOf(ann));
    later(minutes(60 * 24) + 1);
    expect(await guess(nameOf(ann))).toEqual({ looked: 6, wait: 2000 });
  });

  it('names that nobody has goes the same way', async () => {
    const name = `nobody${ann.number}@contoso.com`;
    expect(await guess(name)).toEqual({ looked: 6, wait: 2000 });
    expect(await check(name, right, elsewhere)).toEqual(refused(2000));
    later(2000);
    expect(await check(name, 'wrong', elsewhere)).toEqual(refused(4000));
  });

  it('by many at the same moment lets no more through than one after the other', async () => {
    const all = await Promise.all(Array.from({ length: 30 }, (_, i) => check(nameOf(ann), `wrong-${i}`, elsewhere)));
    const held = all.filter((each) => each.outcome === 'refused' && each.retryAfterMs > 0).length;
    expect(held).toBeGreaterThanOrEqual(24);
    const [{ count }] = (await test.query<{ count: string }>(
      `select count(*) from sign_ins where user_id = $1 and outcome = 'wrong'`,
      [ann.id],
    )) as [{ count: string }];
    expect(Number(count)).toBeLessThanOrEqual(6);
  });

  it('is counted by all servers together', async () => {
    const other = (await test.secondNode()).directory;
    for (let i = 0; i < 3; i++) {
      await check(nameOf(ann), 'wrong', elsewhere);
      await checkPassword(other, { loginName: nameOf(ann), password: 'wrong', clientAddress: elsewhere });
    }
    const there = await checkPassword(other, { loginName: nameOf(ann), password: right, clientAddress: elsewhere });
    expect(there).toEqual(refused(2000));
  });

  it('elsewhere does not hold up the owner, neither with a known browser nor in a familiar network', async () => {
    const { browser } = await signInFrom(ann, home);
    // From one network and from many: more than fifty tries in all.
    await guess(nameOf(ann));
    await guessFromManyNetworks();
    expect(await check(nameOf(ann), right, '192.0.200.1')).toMatchObject({ outcome: 'refused' });
    expect(await check(nameOf(ann), right, home)).toEqual(rightOutcome(ann));
    expect(await check(nameOf(ann), right, '192.0.201.1', browser)).toEqual(rightOutcome(ann));
  });

  it('in the same network does not hold up a known browser, and nobody else can make one', async () => {
    const { browser } = await signInFrom(ann, home);
    await guess(nameOf(ann), home);
    expect(await check(nameOf(ann), right, home)).toEqual(refused(2000));
    expect(await check(nameOf(ann), right, home, browser)).toEqual(rightOutcome(ann));
    const ben = await aUser(test.directory);
    const others = (await signInFrom(ben, home)).browser;
    const [nonce, expires, seal] = browser.split('.') as [string, string, string];
    const forged = [
      others,
      `${nonce}.${expires}.${seal.slice(0, -2)}AA`,
      `${nonce}.${Number(expires) + 1}.${seal}`,
      `${'A'.repeat(22)}.${expires}.${seal}`,
      `${nonce}.${expires}.`,
      'x',
      'y'.repeat(100_000),
    ];
    for (const token of forged) expect(await check(nameOf(ann), right, home, token)).toEqual(refused(2000));
  });

  it('in a known browser is slowed down as well, and hurts nobody else', async () => {
    const { browser } = await signInFrom(ann, home);
    for (let i = 0; i < 5; i++) expect(await check(nameOf(ann), 'wrong', home, browser)).toEqual(refused());
    expect(await check(nameOf(ann), 'wrong', home, browser)).toEqual(refused(2000));
    expect(await check(nameOf(ann), right, home, browser)).toEqual(refused(2000));
    expect(await check(nameOf(ann), right, home)).toEqual(rightOutcome(ann));
  });

  it('by floods keeps others waiting, but no browser that is known', async () => {
    const { browser } = await signInFrom(ann, home);
    const secret = await hash(right, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    const ended: string[] = [];
    const end = (name: string) => () => ended.push(name);
    const flood = Array.from({ length: 60 }, () => verifySecret(secret, 'wrong').then(end('guess')));
    const stranger = check(nameOf(ann), right, elsewhere).then(end('stranger'));
    const owner = check(nameOf(ann), right, home, browser).then(end('owner'));
    await Promise.all([...flood, stranger, owner]);
    expect(ended.indexOf('owner')).toBeLessThan(ended.lastIndexOf('guess'));
    expect(ended.indexOf('owner')).toBeLessThan(ended.indexOf('stranger'));
  });

  it('stops a browser to be known after half a year, and a network to be familiar after 90 days', async () => {
    const { browser } = await signInFrom(ann, home);
    later(minutes(60 * 24 * 100));
    await guessFromManyNetworks();
    expect(await check(nameOf(ann), right, home)).toMatchObject({ outcome: 'refused' });
    expect(await check(nameOf(ann), right, home, browser)).toEqual(rightOutcome(ann));
    const renewed = (await signInFrom(ann, elsewhere, browser)).browser;
    later(minutes(60 * 24 * 80));
    await guessFromManyNetworks();
    expect(await check(nameOf(ann), right, home, browser)).toMatchObject({ outcome: 'refused' });
    expect(await check(nameOf(ann), right, home, renewed)).toEqual(rightOutcome(ann));
  });

  it('one password for many names from one network is slowed down', async () => {
    const outcomes: PasswordCheck[] = [];
    for (let i = 0; i < 6; i++) {
      outcomes.push(await check(`person${i}-${ann.number}@contoso.com`, 'Autumn-Lamp-93'));
      if (i === 0) await test.query(`update sign_in_brakes set tries = 97 where key like 'network %'`);
    }
    expect(outcomes.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => refused()));
    expect(outcomes.slice(4)).toEqual([refused(1000), refused(1000)]);
    // From there the right password of a name that was never tried has to wait, too; elsewhere it has not.
    expect(await check(nameOf(ann), right)).toEqual(refused(1000));
    expect(await check(nameOf(ann), right, elsewhere)).toEqual(rightOutcome(ann));
  });

  it('does not count those who are right against their network', async () => {
    for (let i = 0; i < 8; i++) expect(await check(nameOf(ann), right)).toEqual(rightOutcome(ann));
    const counted = (await brakes()).filter(({ key }) => !key.startsWith('source'));
    expect(counted.map(({ tries }) => Number(tries))).toEqual([0, 0]);
  });

  it('keeps neither names nor addresses, and a bounded number of counters', async () => {
    await check(nameOf(ann), 'wrong');
    const keys = (await brakes()).map(({ key }) => key);
    expect(keys).toHaveLength(3);
    for (const key of keys) expect(key).toMatch(/^(name|network|source) \d{1,7}$/);
    later(minutes(60 * 24) + 1);
    expect(await forgetOldCredentials(test.directory)).toBeGreaterThan(0);
    expect(await brakes()).toEqual([]);
  });
});

describe('the log of sign-ins', () => {
  const events = (user: User | null) =>
    test.query<{ outcome: string; method: string; client_address: string; user_principal_name: string | null }>(
      user === null
        ? 'select outcome, method, client_address, user_principal_name, details from sign_ins where user_id is null'
        : 'select outcome, method, client_address, user_principal_name from sign_ins where user_id = $1 order by at, id',
      user === null ? [] : [user.id],
    );

  it('has what was tried, and nothing that was typed by somebody unknown', async () => {
    await check(nameOf(ann), 'wrong');
    later(1);
    await check(nameOf(ann), right);
    later(1);
    await signInFrom(ann, home);
    const from = { method: 'password', client_address: home, user_principal_name: nameOf(ann) };
    expect(await events(ann)).toEqual([
      { ...from, outcome: 'wrong' },
      { ...from, outcome: 'right' },
      { ...from, outcome: 'success' },
    ]);
    await check('My-Secret-Password-7', 'wrong');
    expect(JSON.stringify(await events(null))).not.toContain('Secret');
    expect((await events(null)).length).toBeGreaterThan(0);
  });

  it('forgets what is older than the directory wants', async () => {
    await check(nameOf(ann), right);
    const { organization } = await getOrganization(test.directory, administrator);
    later(minutes(60 * 24 * 29));
    await forgetOldCredentials(test.directory);
    expect(await events(ann)).toHaveLength(1);
    await updateOrganization(test.directory, administrator, organization.id, { signInLogDays: 28 });
    await forgetOldCredentials(test.directory);
    expect(await events(ann)).toEqual([]);
    await updateOrganization(test.directory, administrator, organization.id, { signInLogDays: null });
  });
});

describe("one's own password", () => {
  const change = (current: string, next: string, clientAddress = home) =>
    changeOwnPassword(test.directory, administrator, ann.id, { current, next, clientAddress });

  it('is changed by who knows it, ends all sessions, and is demanded no more', async () => {
    await updateUser(test.directory, administrator, ann.id, {
      passwordProfile: { forceChangePasswordNextSignIn: true },
    });
    await change(right, 'Violet-Lamp-93');
    expect(await check(nameOf(ann), right)).toEqual(refused());
    expect(await check(nameOf(ann), 'Violet-Lamp-93')).toEqual(rightOutcome(ann));
    expect(await signInState(test.directory, ann.id)).toEqual({
      isEnabled: true,
      isDeleted: false,
      sessionsValidFrom: clock,
    });
    const { properties } = await getObject(test.directory, administrator, 'user', ann.id);
    expect(properties.lastPasswordChangeDateTime).toBe(clock);
    const log = await test.query('select * from change_log');
    expect(JSON.stringify(log)).not.toMatch(/Violet|Correct-Horse|argon2/);
  });

  it('is neither the present one nor a weak one', async () => {
    expect(await codeOf(change(right, right))).toBe('PASSWORD_TOO_WEAK');
    expect(await codeOf(change(right, 'Password123!'))).toBe('PASSWORD_TOO_WEAK');
    expect(await codeOf(change(right, `${ann.properties.displayName as string}-Q9+x`))).toBe('PASSWORD_TOO_WEAK');
    expect(await check(nameOf(ann), right)).toEqual(rightOutcome(ann));
  });

  it('is not guessed here either', async () => {
    for (let i = 0; i < 6; i++) expect(await codeOf(change('wrong', 'Violet-Lamp-93'))).toBe('WRONG_CURRENT_PASSWORD');
    expect(await codeOf(change(right, 'Violet-Lamp-93'))).toBe('WRONG_CURRENT_PASSWORD');
    expect(await check(nameOf(ann), right)).toEqual(refused(2000));
    await change(right, 'Violet-Lamp-93', elsewhere);
  });
});

describe('the rules of passwords', () => {
  const set = (password: string) =>
    updateUser(test.directory, administrator, ann.id, { passwordProfile: { password } });

  it('hold for created and changed users, with the terms that the directory bans', async () => {
    const { organization } = await getOrganization(test.directory, administrator);
    const ban = (bannedPasswords: readonly string[] | null) =>
      updateOrganization(test.directory, administrator, organization.id, { bannedPasswords });
    await ban(['tailspin']);
    for (const weak of ['T4ilspin-1', 'P@ssw0rd', 'Contoso-1!', 'Short-1']) {
      expect(await codeOf(set(weak))).toBe('PASSWORD_TOO_WEAK');
      expect(await codeOf(aUser(test.directory, { passwordProfile: { password: weak } }))).toBe('PASSWORD_TOO_WEAK');
    }
    await ban(null);
    await set('T4ilspin-1');
    const named = { displayName: 'Wolfram Quist', passwordProfile: { password: 'Quist-Lamp-93' } };
    expect(await codeOf(aUser(test.directory, named))).toBe('PASSWORD_TOO_WEAK');
    // The name that the user is about to get counts as well.
    const renamed = { displayName: 'Wolfram Quist', passwordProfile: { password: 'Quist-Lamp-93' } };
    expect(await codeOf(updateUser(test.directory, administrator, ann.id, renamed))).toBe('PASSWORD_TOO_WEAK');
    const bad: readonly (readonly [string, unknown])[] = [
      ['bannedPasswords', ['abc']],
      ['bannedPasswords', ['x'.repeat(17)]],
      ['bannedPasswords', Array.from({ length: 1001 }, (_, i) => `term${i}`)],
      ['bannedPasswords', 'tailspin'],
      ['signInLogDays', 1.5],
    ];
    for (const [name, value] of bad) {
      const patch = { [name]: value as never };
      expect(await codeOf(updateOrganization(test.directory, administrator, organization.id, patch))).toBe(
        'PROPERTY_INVALID',
      );
    }
  });

  it('need a password to demand a change of', async () => {
    await test.query('delete from password_hashes where user_id = $1', [ann.id]);
    const demand = { passwordProfile: { forceChangePasswordNextSignIn: true } };
    expect(await codeOf(updateUser(test.directory, administrator, ann.id, demand))).toBe('PROPERTY_REQUIRED');
    const properties = {
      accountEnabled: true,
      displayName: 'x',
      mailNickname: 'x',
      userPrincipalName: 'x@contoso.com',
    };
    const create = createUser(test.directory, administrator, { properties: { ...properties, ...demand } });
    expect(await codeOf(create)).toBe('PROPERTY_REQUIRED');
  });
});

import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { rootCertificates } from 'node:tls';
import { LdapPasswords } from '@muster/connectors';
import { deleteIdentityProvider, getObject, type Properties, reachableAddresses, type User } from '@muster/directory';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { administrator, aUser } from './builders.ts';
import { aConnection, addProvider } from './identity-providers.ts';
import { base, certificateFile, hasSlapd, reader, type Slapd, startSlapd } from './ldap/slapd.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

const people = `ou=people,${base}`;
const person = (uid: string, rdn: string, password: string, mail = `${uid}@contoso.example`) => {
  const encoded = Buffer.from(uid).toString('base64');
  return `dn: ${rdn},${people}
objectClass: inetOrgPerson
uid:: ${encoded}
cn: ${uid.replace(/[^a-z]/g, 'x')}
sn: x
mail: ${mail}
userPassword: ${password}
`;
};
const strange = 'o(b*)r,i=e\\n"<>;+#';
const entries = [
  `dn: ${people}\nobjectClass: organizationalUnit\nou: people\n`,
  person('ann', 'uid=ann', 'ann-secret'),
  person('bob', 'uid=bob', 'bob-secret', 'both@contoso.example'),
  person('carol', 'uid=carol', 'carol-secret', 'both@contoso.example'),
  person(strange, 'cn=strange', 'strange-secret'),
  person('x,y', 'uid=x\\,y', 'comma-secret'),
].join('\n');

const authorities = readFileSync(certificateFile, 'utf8');

describe.runIf(hasSlapd())('the passwords of synchronised users', () => {
  let test: TestDirectory;
  let slapd: Slapd;
  let passwords: LdapPasswords;
  const problems: string[] = [];

  beforeAll(async () => {
    [test, slapd] = await Promise.all([testDirectory(), startSlapd(entries)]);
    passwords = checker(['loopback']);
  });
  afterAll(async () => {
    passwords.close();
    await slapd.stop();
    await test.close();
  });
  afterEach(async () => {
    for (const { id } of await test.query<{ id: string }>('select id from identity_providers')) {
      await deleteIdentityProvider(test.directory, administrator, id);
    }
    problems.length = 0;
  });

  const checker = (networks: readonly string[]) =>
    new LdapPasswords({
      store: test.directory.store,
      addresses: reachableAddresses(networks),
      onProblem: (_id, problem) => problems.push(String(problem)),
    });
  const connect = (more: Properties = {}, secret: string | null = null) =>
    addProvider(test.directory, {
      ...aConnection({
        url: slapd.ldaps,
        certificateAuthorities: authorities,
        bindPattern: `uid={name},${people}`,
        timeoutInMilliseconds: 2000,
        ...more,
      }),
      secret,
    });
  const searching = {
    bindPattern: null,
    searchBase: base,
    searchFilter: '(&(objectClass=inetOrgPerson)(uid={name}))',
    bindName: reader.name,
  };
  const connectSearching = (more: Properties = {}) => connect({ ...searching, ...more }, reader.password);
  const synced = async (name: string | null, more: Record<string, unknown> = {}): Promise<User> => {
    const user = await aUser(test.directory);
    await test.query(
      'update users set on_premises_sync_enabled = true, on_premises_sam_account_name = $2 where id = $1',
      [user.id, name],
    );
    const stored = await getObject(test.directory, administrator, 'user', user.id);
    return { ...stored, properties: { ...stored.properties, ...more } as Properties };
  };
  const check = async (name: string | null, password: string, more: Record<string, unknown> = {}) =>
    passwords.checkPassword(await synced(name, more), password);

  it('are right, or refused for every other reason alike: by pattern', async () => {
    await connect();
    expect(await check('ann', 'ann-secret')).toBe('right');
    expect(await check('ANN', 'ann-secret')).toBe('right');
    const wrong: readonly (readonly [string | null, string])[] = [
      ['ann', 'bob-secret'],
      ['ann', ''],
      ['ann', 'ann-secret\0'],
      ['nobody', 'ann-secret'],
      ['nobody', ''],
      ['', 'ann-secret'],
      [null, 'ann-secret'],
    ];
    for (const [name, password] of wrong) expect([name, await check(name, password)]).toEqual([name, 'refused']);
    expect(problems).toEqual([]);
  });

  it('are found by a search', async () => {
    await connectSearching();
    expect(await check('ann', 'ann-secret')).toBe('right');
    expect(await check(strange, 'strange-secret')).toBe('right');
    for (const [name, password] of [
      ['ann', 'bob-secret'],
      ['ann', ''],
      ['nobody', 'ann-secret'],
      ['ann', reader.password],
    ] as const) {
      expect([name, password, await check(name, password)]).toEqual([name, password, 'refused']);
    }
    expect(problems).toEqual([]);
  });

  it.each(['*', 'a*', 'ann)(uid=*', '*)(|(uid=ann', 'x)(&(objectClass=*)', 'ann\0', '\\2a', 'ann)(userPassword=*'])(
    'cannot be got at by the name %j in a filter',
    async (name) => {
      await connectSearching();
      for (const password of ['ann-secret', 'bob-secret', reader.password]) {
        expect(await passwords.checkPassword(await synced('x', { onPremisesSamAccountName: name }), password)).toBe(
          'refused',
        );
      }
    },
  );

  it.each([`ann,${people}`, 'ann+cn=x', `x,${base}`, 'reader,dc=x', '#616e6e', ' ann', 'ann ', 'a\0'])(
    'cannot be got at by the name %j in a distinguished name',
    async (name) => {
      await connect();
      const user = await synced('x', { onPremisesSamAccountName: name });
      for (const password of ['ann-secret', reader.password]) {
        expect(await passwords.checkPassword(user, password)).toBe('refused');
      }
    },
  );

  it('belong to the very account, whatever is in its name', async () => {
    await connect();
    expect(await check('x,y', 'comma-secret')).toBe('right');
  });

  it('are refused when the search finds two', async () => {
    await connectSearching({ nameProperty: 'mail', searchFilter: '(mail={name})' });
    for (const password of ['bob-secret', 'carol-secret']) {
      expect(await check('x', password, { mail: 'both@contoso.example' })).toBe('refused');
    }
    expect(await check('x', 'ann-secret', { mail: 'ann@contoso.example' })).toBe('right');
  });

  it('travel encrypted after StartTLS, too', async () => {
    await connect({ url: slapd.ldap, startTls: true });
    expect(await check('ann', 'ann-secret')).toBe('right');
    expect(await check('ann', 'bob-secret')).toBe('refused');
  });

  it('do not go to a server that cannot show who it is', async () => {
    const attempts: readonly Properties[] = [
      { certificateAuthorities: rootCertificates[0]! },
      { certificateAuthorities: rootCertificates[0]!, url: slapd.ldap, startTls: true },
      { url: slapd.unnamed },
    ];
    for (const more of attempts) {
      const { id } = await connect(more);
      expect(await check('ann', 'ann-secret')).toBe('unavailable');
      await deleteIdentityProvider(test.directory, administrator, id);
    }
    expect(problems).toHaveLength(3);
    expect(problems.join()).toMatch(/self.signed certificate.*self.signed certificate.*does not match/);
  });

  it('do not go to private addresses that the operator has not named', async () => {
    await connect();
    const strict = checker(['10.0.0.0/8']);
    expect(await strict.checkPassword(await synced('ann'), 'ann-secret')).toBe('unavailable');
    strict.close();
    expect(problems.join()).toContain('not one that this server may ask');
  });

  it('are checked by the directory of their domain', async () => {
    await connect({ domains: ['plant.example'] });
    expect(await check('ann', 'ann-secret')).toBe('unavailable');
    expect(await check('ann', 'ann-secret', { onPremisesDomainName: 'Plant.example' })).toBe('right');
    expect(await check('ann', 'ann-secret', { userPrincipalName: 'ann@plant.example' })).toBe('right');
  });

  it('are unavailable where nobody answers, and say so in time', async () => {
    const silent: Server = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    for (const url of [`ldaps://127.0.0.1:${port}`, 'ldaps://127.0.0.1:1']) {
      const { id } = await connect({ url, timeoutInMilliseconds: 200 });
      expect(await check('ann', 'ann-secret')).toBe('unavailable');
      await deleteIdentityProvider(test.directory, administrator, id);
    }
    const { id } = await connect({ url: `ldap://127.0.0.1:${port}`, startTls: true, timeoutInMilliseconds: 200 });
    expect(await check('ann', 'ann-secret')).toBe('unavailable');
    await deleteIdentityProvider(test.directory, administrator, id);
    silent.close();
    expect(await check('ann', 'ann-secret')).toBe('unavailable');
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain('ann-secret');
  });

  it('are unavailable while the server hangs or the one who searches is refused, and right again afterwards', async () => {
    await connectSearching({ timeoutInMilliseconds: 300 });
    expect(await check('ann', 'ann-secret')).toBe('right');
    slapd.freeze();
    expect(await check('ann', 'ann-secret')).toBe('unavailable');
    slapd.thaw();
    expect(await check('ann', 'ann-secret')).toBe('right');
    const [{ id }] = (await test.query<{ id: string }>('select id from identity_providers')) as [{ id: string }];
    await deleteIdentityProvider(test.directory, administrator, id);
    await connect(searching, 'not-the-secret');
    expect(await check('ann', 'ann-secret')).toBe('unavailable');
  });

  it("are checked for many at once, none of them by another's name", async () => {
    await connectSearching();
    const [ann, bob] = [await synced('ann'), await synced('bob')];
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) => passwords.checkPassword(i % 2 === 0 ? ann : bob, 'ann-secret')),
    );
    expect(new Set(answers.filter((_, i) => i % 2 === 0))).toEqual(new Set(['right']));
    expect(new Set(answers.filter((_, i) => i % 2 === 1))).toEqual(new Set(['refused']));
  });
});

it('synchronised users cannot sign in where no directory on premises is known', async () => {
  const test = await testDirectory();
  const user = await aUser(test.directory);
  expect(await test.directory.remotePasswords.checkPassword(user, 'x')).toBe('unavailable');
  await test.close();
});

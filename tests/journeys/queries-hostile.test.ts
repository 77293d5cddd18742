import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventual } from './expected-users.ts';
import { createUser, type Json } from './graph-client.ts';
import { type Answer, type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
beforeAll(async () => {
  muster = await startServer({ demo: true });
  for (const [i, displayName] of hostileNames.entries()) await createUser(muster.graph, `hostile${i}`, { displayName });
});
afterAll(() => muster.stop());

/** Names that mean something to SQL, to LIKE, to JSON or to addresses. */
const hostileNames = [
  "O'Hara",
  "'",
  "''",
  '100%',
  '%',
  '_',
  'a_b',
  '\\',
  '\\%',
  '"quoted"',
  "'; drop table objects; --",
  "' or 1=1 --",
  '$1',
  '{"a":1}',
  '../../etc',
  '<script>alert(1)</script>',
  'José',
  'JOSÉ',
  'Straße',
  'İstanbul',
  '😀 smile',
  'a\u200bb',
  '\u202eevil',
  'tab\there',
  'ﬁsh',
];

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const names = ({ status, body }: Answer) => {
  expect(status, JSON.stringify(body)).toBe(200);
  return body.value.map((user: Json) => user.displayName);
};
const filtered = (filter: string) =>
  muster.call(
    'GET',
    `/v1.0/users?$top=999&$select=displayName&$count=true&$filter=${encodeURIComponent(filter)}`,
    undefined,
    eventual,
  );

describe('a text means nothing but itself', () => {
  it.each(hostileNames)('%j', async (name) => {
    expect(names(await filtered(`displayName eq ${quoted(name)}`))).toContain(name);
    expect(names(await filtered(`displayName in (${quoted(name)},'x')`))).toContain(name);
    expect(names(await filtered(`displayName ne ${quoted(name)}`))).not.toContain(name);
    const started = names(await filtered(`startsWith(displayName,${quoted(name)})`));
    expect(started).toContain(name);
    const others = started.filter((each: string) => !each.toUpperCase().startsWith(name.toUpperCase()));
    expect(others).toEqual([]);
  });

  it('% and _ are no wildcards, and a backslash escapes nothing', async () => {
    expect(names(await filtered("startsWith(displayName,'%')"))).toEqual(['%']);
    expect(names(await filtered("startsWith(displayName,'a_')"))).toEqual(['a_b']);
    expect(names(await filtered("startsWith(displayName,'\\')")).sort()).toEqual(['\\', '\\%']);
    expect(names(await filtered("endsWith(userPrincipalName,'%@adventure-works.com')"))).toEqual([]);
    expect(names(await filtered("endsWith(userPrincipalName,'_@adventure-works.com')"))).toEqual([]);
  });

  it('what was stored comes back letter for letter', async () => {
    for (const [i, name] of hostileNames.entries())
      expect((await muster.graph.api(`/users/hostile${i}@adventure-works.com`).get()).displayName).toBe(name);
  });
});

describe('what cannot be answered is refused in an orderly way', () => {
  const deep = (open: string, close: string, count: number) =>
    `${open.repeat(count)}displayName eq 'a'${close.repeat(count)}`;

  it.each([
    ["displayName eq 'a\u0000b'", 400],
    [`displayName eq '${'x'.repeat(8000)}'`, 200],
    [`displayName eq '${'x'.repeat(8200)}'`, 400],
    [deep('(', ')', 40), 200],
    [deep('(', ')', 41), 400],
    [deep('(', ')', 4000), 400],
    [deep('not(', ')', 1000), 400],
    ['('.repeat(8000), 400],
    [`${'not '.repeat(1500)}accountEnabled eq true`, 400],
    [Array.from({ length: 500 }, () => 'a eq 1').join(' and '), 400],
    [Array.from({ length: 300 }, (_, i) => `city eq '${i}'`).join(' and '), 200],
    ["displayName eq 'x'--", 400],
    ["displayName eq 'x'/*", 400],
    ["displayName eq 'x' union select 1", 400],
    ["displayName eq ('x')", 400],
    ["displayName eq 'x' eq true", 400],
    ['employeeHireDate ge 99999-01-01T00:00:00Z', 400],
    ['employeeHireDate ge 0001-01-01T00:00:00Z', 200],
    ['employeeHireDate le 9999-12-31T23:59:59Z', 200],
    ['otherMails/$count eq 99999999999999999999', 400],
    ['otherMails/$count eq 9007199254740991', 200],
    ['otherMails/$count eq -1', 200],
    ['otherMails/$count eq 1.5', 400],
  ])('%#', async (filter, status) => {
    const answer = await filtered(filter);
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    if (status === 400) expect(answer.body.error.code).toMatch(/^(?:BadRequest|Request_\w+)$/);
  });

  it('addresses', async () => {
    for (const [path, status] of [
      ['users/%00', 400],
      ['users/a%2F..%2Fb', 404],
      ["users('", 400],
      ["users('''')", 404],
      ["users(userPrincipalName=')", 400],
      ["groups(uniqueName='%27%27%3B drop table objects--')", 404],
      [`users/${'x'.repeat(5000)}`, 404],
      [`groups/${'x'.repeat(5000)}`, 400],
      [`${'users/'.repeat(500)}`, 400],
      ['users/%E2%80%AE', 404],
      ['users/%F0%9F%98%80', 404],
    ] as const) {
      const { status: given, body } = await muster.call('GET', `/v1.0/${path}`);
      expect([given, typeof body.error.innerError], path).toEqual([status, 'object']);
    }
  });
});

/** Numbers that look random, the same in every run: mulberry32. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const pieces =
  `$filter $select $expand $orderby $search $top $count $skiptoken filter & = ( ) ' " , : / \\ % _ ; * @ # ? eq ne not and or in
  any all startsWith endsWith contains isof null true displayName id mail department manager members proxyAddresses accountEnabled
  employeeHireDate $levels=max microsoft.graph.user $count/ 1 -1 999 2020-01-01 'a' 'Sales' "displayName:a" x x: 😀 é`.split(
    /\s+/,
  );

describe('nothing makes the server fail', () => {
  it('300 random query strings', async () => {
    const next = randomNumbers(20_260_101);
    const paths = [
      'users',
      'groups',
      'devices',
      'users/$count',
      'users/ken0@adventure-works.com',
      'users/ken0@adventure-works.com/memberOf',
    ];
    for (let round = 0; round < 300; round++) {
      const text = Array.from({ length: 1 + next(14) }, () => pieces[next(pieces.length)]).join(
        next(2) === 0 ? ' ' : '',
      );
      const option = ['$filter=', '$search=', '$select=', '$expand=', '$orderby=', ''][next(6)]!;
      const query = next(3) === 0 ? text : `$count=true&${option}${encodeURIComponent(text)}`;
      const path = `/v1.0/${paths[next(paths.length)]}?${query}`;
      const { status, body } = await muster.call('GET', path, undefined, next(2) === 0 ? eventual : {});
      expect([200, 400, 501], `${path}\n${JSON.stringify(body)}`).toContain(status);
    }
  });

  it('300 random bodies', async () => {
    const next = randomNumbers(20_260_102);
    const values = [
      null,
      true,
      false,
      0,
      -1,
      1.5,
      1e300,
      '',
      'x',
      'a\u0000',
      '\ud800',
      'x'.repeat(2000),
      [],
      [null],
      ['x'],
      {},
      { a: 1 },
      [{}],
      '2020-01-01T00:00:00Z',
      '11111111-1111-4111-8111-111111111111',
      ['DynamicMembership'],
      'user.city -eq "x"',
      [`${muster.url}/v1.0/users/ken0@adventure-works.com`],
    ];
    const names =
      'displayName accountEnabled mailNickname userPrincipalName passwordProfile userType businessPhones city employeeHireDate onPremisesExtensionAttributes groupTypes membershipRule mailEnabled securityEnabled visibility members@odata.bind owners@odata.bind manager@odata.bind @odata.type @odata.id id ids types groupIds securityEnabledOnly alternativeSecurityIds deviceId operatingSystem tags requests memberId'.split(
        ' ',
      );
    const requests = [
      ['POST', 'users'],
      ['POST', 'groups'],
      ['POST', 'devices'],
      ['POST', 'applications'],
      ['PATCH', 'users/hostile0@adventure-works.com'],
      ['PUT', 'users/hostile0@adventure-works.com/manager/$ref'],
      ['POST', 'users/hostile0@adventure-works.com/checkMemberGroups'],
      ['POST', 'users/hostile0@adventure-works.com/getMemberGroups'],
      ['POST', 'directoryObjects/getByIds'],
      ['POST', 'groups/evaluateDynamicMembership'],
      ['POST', '$batch'],
    ] as const;
    for (let round = 0; round < 300; round++) {
      const body = Object.fromEntries(
        Array.from({ length: next(7) }, () => [names[next(names.length)], values[next(values.length)]]),
      );
      const [method, path] = requests[next(requests.length)]!;
      const text = JSON.stringify(body);
      const sent = next(6) === 0 ? text.slice(0, next(text.length)) : text;
      const answer = await muster.call(method, `/v1.0/${path}`, sent);
      const expected = [200, 201, 204, 400, 403, 404, 501];
      expect(expected, `${method} ${path} ${sent}\n${JSON.stringify(answer.body)}`).toContain(answer.status);
    }
  });
});

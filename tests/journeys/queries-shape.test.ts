import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareTexts, type ExpectedUser, eventual, expectedUsers, principalNames } from './expected-users.ts';
import { createGroup, everything } from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
beforeAll(async () => {
  muster = await startServer({ demo: true });
});
afterAll(() => muster.stop());

const get = (path: string, headers: Record<string, string> = {}) => muster.call('GET', path, undefined, headers);
const ken = '/v1.0/users/ken0@adventure-works.com';
const kenPrincipal = 'ken0@adventure-works.com';

describe('$select', () => {
  it('says in the context what was asked for, in the order asked', async () => {
    const { body } = await get(`${ken}?$select=SURNAME,displayname,id`);
    expect(body['@odata.context']).toBe(`${muster.url}/v1.0/$metadata#users(surname,displayName,id)/$entity`);
    expect(Object.keys(body)).toEqual(['@odata.context', 'surname', 'displayName', 'id']);
    expect(body.surname).toBe('Sánchez');
    const list = await get('/beta/users?$select=displayName&$top=1');
    expect(list.body['@odata.context']).toBe(`${muster.url}/beta/$metadata#users(displayName)`);
    expect(Object.keys(list.body.value[0])).toEqual(['displayName']);
  });

  it('without it v1.0 gives eleven properties and beta all', async () => {
    const names =
      'businessPhones displayName givenName id jobTitle mail mobilePhone officeLocation preferredLanguage surname userPrincipalName';
    const { body } = await get(ken);
    expect(
      Object.keys(body)
        .filter((name) => !name.startsWith('@'))
        .sort(),
    ).toEqual(names.split(' ').sort());
    expect(body['@odata.context']).toBe(`${muster.url}/v1.0/$metadata#users/$entity`);
    const beta = await get(ken.replace('v1.0', 'beta'));
    expect(beta.body).toMatchObject({ department: 'Executive', employeeId: '1', passwordProfile: null });
  });

  it('* gives everything, and every property reads back as in the file', async () => {
    const users = await everything(muster.graph, '/users?$select=*&$top=200');
    const shown = users.map((user) => ({
      ...Object.fromEntries(
        [
          'userPrincipalName displayName givenName surname mail mailNickname jobTitle department city state country',
          'postalCode streetAddress usageLocation companyName employeeId userType',
        ]
          .flatMap((line) => line.split(' '))
          .map((name) => [name, user[name]]),
      ),
      hired: user.employeeHireDate.slice(0, 10),
      phone: user.businessPhones[0],
      division: user.employeeOrgData?.division ?? null,
    }));
    const byName = (a: object, b: object) =>
      (a as ExpectedUser).userPrincipalName < (b as ExpectedUser).userPrincipalName ? -1 : 1;
    const expected = expectedUsers.map(({ managerEmployeeId: _, ...user }) => user);
    expect(shown.sort(byName)).toEqual([...expected].sort(byName));
  });

  it.each([
    ['users?$select=nothing', 'nothing', 'user'],
    ['groups?$select=department', 'department', 'group'],
    ['users?$select=id,displayName/x', 'displayName/x', 'user'],
    ['users?$select=id; drop table', 'id; drop table', 'user'],
  ])('%s is refused', async (path, name, type) => {
    const { status, body } = await get(`/v1.0/${path}`);
    expect([status, body.error.code, body.error.message]).toEqual([
      400,
      'BadRequest',
      `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`,
    ]);
  });

  it('a property that other services keep is 501 in a list and empty for one user', async () => {
    const { status, body } = await get('/v1.0/users?$select=aboutMe');
    expect([status, body.error.code, body.error.message]).toEqual([
      501,
      'NotImplemented',
      'This operation target is not yet supported.',
    ]);
    expect((await get(`${ken}?$select=aboutMe`)).body.aboutMe).toBeNull();
  });
});

const sorted = (key: (user: ExpectedUser) => string) => expectedUsers.map(key).sort(compareTexts);

describe('$orderby', () => {
  it.each(['displayName', 'userPrincipalName'] as const)('%s goes up and down, ignoring case', async (property) => {
    const up = await everything(muster.graph, `/users?$orderby=${property}&$top=150&$select=${property}`);
    expect(up.map((user) => user[property])).toEqual(sorted((user) => user[property]));
    const down = await everything(muster.graph, `/users?$orderby=${property} DESC&$top=37&$select=${property}`);
    expect(down.map((user) => user[property])).toEqual(sorted((user) => user[property]).reverse());
  });

  it('with a filter it is an advanced query', async () => {
    const path = `/v1.0/users?$filter=department eq 'Sales'&$orderby=displayName&$select=displayName`;
    const { status, body } = await get(path);
    expect([status, body.error.code, body.error.message]).toEqual([
      400,
      'Request_UnsupportedQuery',
      'Sorting not supported for current query.',
    ]);
    const answer = await get(`${path}&$count=true`, eventual);
    const sales = expectedUsers.filter((user) => user.department === 'Sales').map((user) => user.displayName);
    expect(answer.body.value.map((user: ExpectedUser) => user.displayName)).toEqual([...sales].sort(compareTexts));
    expect(answer.body['@odata.count']).toBe(sales.length);
  });

  it('ties and values that are missing neither hide nor repeat anybody', async () => {
    const devices = Array.from({ length: 9 }, (_, i) => ({
      accountEnabled: true,
      alternativeSecurityIds: [{ type: 2, key: Buffer.from(`key-${i}`).toString('base64') }],
      deviceId: `00000000-0000-4000-9000-00000000000${i}`,
      displayName: i < 6 ? 'Same' : 'same',
      operatingSystem: 'Windows',
      operatingSystemVersion: '11',
    }));
    for (const device of devices) expect((await muster.call('POST', '/v1.0/devices', device)).status).toBe(201);
    for (const order of [
      'displayName',
      'displayName desc',
      'approximateLastSignInDateTime',
      'approximateLastSignInDateTime desc',
      'createdDateTime',
    ]) {
      const seen: string[] = [];
      let path: string | undefined = `/v1.0/devices?$orderby=${order}&$top=2&$count=true&$select=deviceId`;
      while (path !== undefined) {
        const { status, body } = await get(path, eventual);
        expect(status).toBe(200);
        seen.push(...body.value.map((device: { deviceId: string }) => device.deviceId));
        path = body['@odata.nextLink']?.slice(muster.url.length);
      }
      expect(seen.sort(), order).toEqual(devices.map((device) => device.deviceId));
    }
  });

  it.each(['department', 'surname', 'displayName,surname', 'displayName up', 'createdDateTime', 'businessPhones'])(
    '%s is refused',
    async (order) => {
      const { status, body } = await get(`/v1.0/users?$orderby=${order}`);
      expect([status, body.error.code]).toEqual([400, 'Request_UnsupportedQuery']);
    },
  );

  it('an unknown property is named', async () => {
    const { status, body } = await get('/v1.0/users?$orderby=nothing');
    expect([status, body.error.code]).toEqual([400, 'BadRequest']);
    expect(body.error.message).toContain("'nothing'");
  });
});

describe('$count', () => {
  it('is a number alone, and needs the header', async () => {
    const answer = await get("/v1.0/users/$count?$filter=department eq 'Sales'", eventual);
    expect(answer.body).toBe(String(principalNames((user) => user.department === 'Sales').length));
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    const { status, body } = await get('/v1.0/users/$count');
    expect([status, body.error.code, body.error.message]).toEqual([
      400,
      'Request_BadRequest',
      '$count is not currently supported.',
    ]);
  });

  it('$count=true without the header is ignored, and stands on the first page only', async () => {
    expect((await get('/v1.0/users?$count=true&$top=5')).body).not.toHaveProperty('@odata.count');
    const first = await get('/v1.0/users?$count=true&$top=200', eventual);
    expect(first.body['@odata.count']).toBe(397);
    const second = await get(first.body['@odata.nextLink'].slice(muster.url.length), eventual);
    expect(second.body).not.toHaveProperty('@odata.count');
  });
});

const startsAWord = (text: string, prefix: string) =>
  text
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .some((word) => word.startsWith(prefix.toUpperCase()));

describe('$search', () => {
  const search = (text: string, more = '') =>
    get(`/v1.0/users?$count=true&$top=999&$search=${encodeURIComponent(text)}${more}`, eventual);

  it.each<[string, (user: ExpectedUser) => boolean]>([
    ['"displayName:ken"', (u) => startsAWord(u.displayName, 'ken')],
    ['"displayName:KEN sán"', (u) => u.displayName === 'Ken Sánchez'],
    ['"displayName:sán ken"', (u) => u.displayName === 'Ken Sánchez'],
    ['"DISPLAYNAME:da"', (u) => startsAWord(u.displayName, 'da')],
    ['"mail:ken"', (u) => u.mail.startsWith('ken')],
    ['"department:sales"', (u) => u.department?.toUpperCase().startsWith('SALES') === true],
    ['"businessPhones:697"', (u) => u.phone.startsWith('697')],
    ['("displayName:ken" OR "displayName:terri") AND "mail:ken0"', (u) => u.userPrincipalName === kenPrincipal],
    ['"displayName:ken" OR "displayName:terri"', (u) => ['ken', 'terri'].some((p) => startsAWord(u.displayName, p))],
    ['"displayName:%"', () => false],
    ['"displayName:_"', () => false],
    [String.raw`"displayName:\\"`, () => false],
    [`"displayName:'; drop table objects--"`, () => false],
    ['"displayName:nobody"', () => false],
  ])('%s', async (text, condition) => {
    const { status, body } = await search(text);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.value.map((user: ExpectedUser) => user.userPrincipalName).sort()).toEqual(principalNames(condition));
    expect(body['@odata.count']).toBe(principalNames(condition).length);
  });

  it('joins a filter, and may be sorted', async () => {
    const { body } = await search('"displayName:da"', `&$filter=userType eq 'Guest'&$orderby=displayName desc`);
    const names = expectedUsers
      .filter((user) => user.userType === 'Guest' && startsAWord(user.displayName, 'da'))
      .map((user) => user.displayName);
    expect(names.length).toBeGreaterThan(1);
    expect(body.value.map((user: ExpectedUser) => user.displayName)).toEqual([...names].sort(compareTexts).reverse());
  });

  it('needs the header', async () => {
    const { status, body } = await get(`/v1.0/users?$search="displayName:ken"`);
    expect([status, body.error.code, body.error.message]).toEqual([
      400,
      'Request_UnsupportedQuery',
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    ]);
  });

  it.each([
    'displayName:ken',
    '"ken"',
    '"displayName:ken',
    '"displayName:"',
    '',
    '"nothing:x"',
    '"a:b" and "a:b"',
    '("displayName:x"',
  ])('refuses %s', async (text) => {
    const { status, body } = await search(text);
    expect([status, body.error.code]).toEqual([400, 'Request_BadRequest']);
  });
});

describe('$expand', () => {
  const byEmployeeId = new Map(expectedUsers.map((user) => [user.employeeId, user]));

  it('brings everybody their manager', async () => {
    const users = await everything(
      muster.graph,
      '/users?$select=employeeId&$expand=manager($select=displayName)&$top=200',
    );
    const shown = new Map(users.map((user) => [user.employeeId, user.manager?.displayName ?? null]));
    const expected = expectedUsers.map((user) => {
      const manager = user.managerEmployeeId === null ? undefined : byEmployeeId.get(user.managerEmployeeId);
      return [user.employeeId, manager?.displayName ?? null] as const;
    });
    expect(shown).toEqual(new Map(expected));
  });

  it('follows managers to the top', async () => {
    const chain: string[] = [];
    let user: ExpectedUser | undefined = expectedUsers.find((each) => each.userPrincipalName.startsWith('diane1@'));
    while (user !== undefined) {
      chain.push(user.displayName);
      user = user.managerEmployeeId === null ? undefined : byEmployeeId.get(user.managerEmployeeId);
    }
    expect(chain.length).toBeGreaterThan(3);
    const path = '/v1.0/users/diane1@adventure-works.com?$select=displayName&$count=true&$expand=manager($levels=';
    const names = (body: { displayName: string; manager?: object }): string[] =>
      body === undefined ? [] : [body.displayName, ...names(body.manager as never)];
    expect(names((await get(`${path}max;$select=displayName)`, eventual)).body)).toEqual(chain);
    expect(names((await get(`${path}2;$select=displayName)`, eventual)).body)).toEqual(chain.slice(0, 3));
    const { status, body } = await get(`${path}max)`);
    expect([status, body.error.code]).toEqual([400, 'Request_UnsupportedQuery']);
  });

  it('brings at most twenty members, and goes with no advanced query', async () => {
    const group = await createGroup(muster.graph, 'Everybody in production', 'user.department -eq "Production"');
    await muster.settled();
    const { body } = await get(`/v1.0/groups/${group.id}?$expand=members($select=id,displayName)`);
    expect(body.members).toHaveLength(20);
    expect(body).not.toHaveProperty('members@odata.nextLink');
    expect(Object.keys(body.members[0])).toEqual(['@odata.type', 'id', 'displayName']);
    const answer = await get(`/v1.0/groups?$expand=members&$count=true&$search="displayName:e"`, eventual);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'Request_UnsupportedQuery']);
  });

  it.each(['*', 'manager,directReports', 'nothing'])('%s is refused', async (expand) => {
    expect((await get(`/v1.0/users?$expand=${expand}`)).status).toBe(400);
  });
});

import { PageIterator } from '@microsoft/microsoft-graph-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareTexts, eventual, expectedUsers, principalNames } from './expected-users.ts';
import { createUser, everything } from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
beforeAll(async () => {
  muster = await startServer({ demo: true });
});
afterAll(() => muster.stop());

const get = (path: string, headers: Record<string, string> = {}) => muster.call('GET', path, undefined, headers);
const below = (link: string) => link.slice(muster.url.length);

describe('pages', () => {
  it.each([1, 99, 100, 396, 397, 398, 999])('of %i give everybody once', async (size) => {
    const path = `/users?$top=${size}&$select=userPrincipalName`;
    const users =
      size === 1
        ? await everything(muster.graph, `${path}&$filter=department eq 'Sales'`)
        : await everything(muster.graph, path);
    const expected = size === 1 ? principalNames((user) => user.department === 'Sales') : principalNames();
    expect(users.map((user) => user.userPrincipalName).sort()).toEqual(expected);
  });

  it('hold a hundred unless told otherwise, and link only when there is more', async () => {
    const first = await get('/v1.0/users');
    expect(first.body.value).toHaveLength(100);
    expect((await get('/v1.0/users?$top=397')).body).not.toHaveProperty('@odata.nextLink');
    expect((await get('/v1.0/users?$top=396')).body).toHaveProperty('@odata.nextLink');
  });

  it('links keep every option, the version and the host', async () => {
    const link = new URL(
      (await get('/beta/myorganization/users?%24top=5&$select=id&$filter=accountEnabled%20eq%20true&custom=1')).body[
        '@odata.nextLink'
      ],
    );
    expect(link.origin + link.pathname).toBe(`${muster.url}/beta/myorganization/users`);
    expect(Object.fromEntries(link.searchParams)).toMatchObject({
      $top: '5',
      $select: 'id',
      $filter: 'accountEnabled eq true',
      custom: '1',
    });
    expect(link.searchParams.get('$skiptoken')).toMatch(/^[\w-]+$/);
    expect((await get(below(link.href))).body.value).toHaveLength(5);
  });

  it('may change their size on the way, and be read twice', async () => {
    const first = await get('/v1.0/users?$top=5&$select=userPrincipalName');
    const second = below(first.body['@odata.nextLink']);
    const [once, again] = [await get(second), await get(second)];
    expect(again.body).toEqual(once.body);
    const wider = await get(second.replace('$top=5', '$top=999'));
    const names = [...first.body.value, ...wider.body.value].map((user) => user.userPrincipalName);
    expect(names.sort()).toEqual(principalNames());
  });

  it.each(['0', '1000', '-1', '99999999999'])('of %s are refused', async (size) => {
    const { status, body } = await get(`/v1.0/users?$top=${size}`);
    expect([status, body.error.code, body.error.message]).toEqual([
      400,
      'Request_BadRequest',
      `Invalid page size specified: '${size}'. Must be between 1 and 999 inclusive.`,
    ]);
  });

  it.each(['', 'five', '1.5', '1e2', "1'"])('of `%s` are no number', async (size) => {
    expect((await get(`/v1.0/users?$top=${size}`)).status).toBe(400);
  });

  it('$skip is refused', async () => {
    for (const path of ['users', 'groups', 'users/ken0@adventure-works.com/directReports'])
      expect((await get(`/v1.0/${path}?$skip=5`)).body.error).toMatchObject({
        code: 'Request_BadRequest',
        message: "'$skip' is not supported by the service.",
      });
  });
});

const expired = {
  code: 'Directory_ExpiredPageToken',
  message: 'The specified page token value has expired and can no longer be included in your request.',
};

describe('a token', () => {
  it('of another question, or a damaged one, is refused', async () => {
    const link = (await get('/v1.0/users?$top=5')).body['@odata.nextLink'];
    const token = new URL(link).searchParams.get('$skiptoken')!;
    const bytes = Buffer.from(token, 'base64url').toString();
    const forged = (change: (parts: unknown[]) => void) => {
      const parts = JSON.parse(bytes);
      change(parts);
      return Buffer.from(JSON.stringify(parts)).toString('base64url');
    };
    const spoiled = [
      '',
      'x',
      'null',
      '%00',
      '%F0%9F%98%80',
      token.slice(0, -4),
      `${token}AAAA`.slice(4),
      forged((parts) => parts.splice(0, 1, 2)),
      forged((parts) => parts.splice(1, 1, -1)),
      forged((parts) => parts.splice(1, 1, '0; drop table objects')),
      forged((parts) => parts.splice(1, 1, 1e300)),
      forged((parts) => parts.splice(2, 1, 'x\u0000')),
      forged((parts) => parts.splice(2, 1, { a: 1 })),
      forged((parts) => parts.pop()),
      Buffer.from('[1,2').toString('base64url'),
    ];
    for (const one of spoiled) {
      const { status, body } = await get(`/v1.0/users?$top=5&$skiptoken=${one}`);
      expect([status, body.error?.code, body.error?.message], one).toEqual([400, expired.code, expired.message]);
    }
    for (const path of [
      `groups?$skiptoken=${token}`,
      `users?$filter=accountEnabled eq true&$skiptoken=${token}`,
      `users?$orderby=displayName&$skiptoken=${token}`,
      `users/ken0@adventure-works.com/directReports?$skiptoken=${token}`,
    ])
      expect((await get(`/v1.0/${path}`)).body.error).toMatchObject(expired);
    const sorted = new URL((await get('/v1.0/users?$top=5&$orderby=displayName')).body['@odata.nextLink']);
    const key = sorted.searchParams.get('$skiptoken');
    expect((await get(`/v1.0/users?$orderby=displayName desc&$skiptoken=${key}`)).body.error).toMatchObject(expired);
  });
});

describe('while people come and go', () => {
  it.each(['', '&$orderby=displayName', '&$orderby=userPrincipalName desc'])(
    'whoever stays is seen exactly once%s',
    async (order) => {
      const before = await everything(muster.graph, '/users?$top=999&$select=id,userPrincipalName');
      const seen: string[] = [];
      const leavers = await Promise.all(
        Array.from({ length: 6 }, (_, i) => createUser(muster.graph, `leaver${order.length}x${i}`)),
      );
      let page = 0;
      const first = await muster.graph.api(`/users?$top=40&$select=id${order}`).get();
      const iterator = new PageIterator(muster.graph, first, (user) => {
        seen.push(user.id);
        return seen.length % 40 !== 0;
      });
      await iterator.iterate();
      while (!iterator.isComplete()) {
        page += 1;
        if (leavers.length > 0) await muster.graph.api(`/users/${leavers.pop().id}`).delete();
        if (page < 6)
          await createUser(muster.graph, `comer${order.length}x${page}`, { displayName: `${'AMZ'[page % 3]} ${page}` });
        await iterator.resume();
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining(before.map((user) => user.id)));
      expect(page).toBeGreaterThan(8);
    },
  );

  it('a page may begin after somebody who is gone', async () => {
    const first = await get('/v1.0/users?$top=50&$orderby=displayName&$select=id,displayName');
    const last = first.body.value.at(-1);
    await muster.graph.api(`/users/${last.id}`).delete();
    const second = await get(below(first.body['@odata.nextLink']));
    expect(compareTexts(second.body.value[0].displayName, last.displayName)).toBeGreaterThanOrEqual(0);
    expect(second.body.value.map((user: { id: string }) => user.id)).not.toContain(last.id);
  });
});

it('members page too, with the count on the first page', async () => {
  const group = await muster.graph.api('/groups').post({
    displayName: 'All members',
    mailEnabled: false,
    mailNickname: 'all',
    securityEnabled: true,
    groupTypes: ['DynamicMembership'],
    membershipRule: 'user.employeeId -match "^\\d+$"',
    membershipRuleProcessingState: 'On',
  });
  await muster.settled();
  const path = `/v1.0/groups/${group.id}/members?$top=120&$count=true&$select=displayName`;
  const pages = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const { body } = await get(next, eventual);
    pages.push(body);
    next = body['@odata.nextLink'] && below(body['@odata.nextLink']);
  }
  const left = (await everything(muster.graph, "/users?$filter=userType eq 'Member'&$select=employeeId")).filter(
    (user) => user.employeeId !== null,
  ).length;
  expect(pages[0]['@odata.count']).toBe(left);
  expect(pages.slice(1).every((page) => page['@odata.count'] === undefined)).toBe(true);
  expect(pages.flatMap((page) => page.value)).toHaveLength(left);
  expect(left).toBeGreaterThanOrEqual(expectedUsers.filter((user) => user.userType === 'Member').length - 1);
});

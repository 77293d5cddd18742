import { BatchRequestContent, type BatchRequestStep, BatchResponseContent } from '@microsoft/microsoft-graph-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventual } from './expected-users.ts';
import { createGroup, type Json } from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
beforeAll(async () => {
  muster = await startServer({ demo: true });
});
afterAll(() => muster.stop());

const batch = (requests: unknown, version = 'v1.0') => muster.call('POST', `/${version}/$batch`, { requests });
const json = { 'Content-Type': 'application/json' };
const get = (id: string | number, url = '/users/ken0@adventure-works.com?$select=id', more: object = {}) => ({
  id,
  method: 'GET',
  url,
  ...more,
});
const statuses = (body: Json) => body.responses.map((each: Json) => [each.id, each.status]);
let lastSeen = 0;
/** The newest place in the change log. */
async function head(): Promise<number> {
  const changes = await muster.server.directory.store.read(({ log }) => log.changesAfter(lastSeen, 1000));
  lastSeen = changes.at(-1)?.seq ?? lastSeen;
  return lastSeen;
}

describe('a batch', () => {
  it('answers each step under its id, as the type it was sent, with its own status', async () => {
    const { status, body } = await batch([
      get('one'),
      get(2, 'users/$count', { headers: eventual }),
      get('3', '/users/$count'),
      get(4, '/nothing'),
      get('5', "users('ken0@adventure-works.com')?$select=displayName", {
        headers: { Accept: 'application/json;odata.metadata=none' },
      }),
      { id: 6, method: 'HEAD', url: '/users/ken0@adventure-works.com' },
    ]);
    expect(status).toBe(200);
    expect(statuses(body)).toEqual([
      ['one', 200],
      [2, 200],
      ['3', 400],
      [4, 400],
      ['5', 200],
      [6, 200],
    ]);
    const [one, two, three, four, five, six] = body.responses;
    expect(one.body['@odata.context']).toBe(`${muster.url}/v1.0/$metadata#users(id)/$entity`);
    expect(two).toMatchObject({ headers: { 'Content-Type': 'text/plain' }, body: 397 });
    expect(three.body.error.message).toBe('$count is not currently supported.');
    expect(four.body.error.message).toBe("Resource not found for the segment 'nothing'.");
    expect(five.body).toEqual({ displayName: 'Ken Sánchez' });
    expect(six).not.toHaveProperty('body');
  });

  it('does not hand the outer ConsistencyLevel to its steps', async () => {
    const { body } = await muster.call('POST', '/v1.0/$batch', { requests: [get('1', '/users/$count')] }, eventual);
    expect(body.responses[0].status).toBe(400);
  });

  it('creates, changes, reads and deletes in the order given', async () => {
    const user = {
      accountEnabled: true,
      displayName: 'Batch Person',
      mailNickname: 'batch',
      userPrincipalName: 'batch@adventure-works.com',
      passwordProfile: { password: 'Str0ng-enough-for-all' },
    };
    const path = '/users/batch@adventure-works.com';
    const { body } = await batch([
      { id: '1', method: 'POST', url: '/users', headers: json, body: user },
      { id: '2', method: 'PATCH', url: path, headers: json, body: { city: 'Ulm' }, dependsOn: ['1'] },
      { id: '3', method: 'GET', url: `${path}?$select=city`, dependsOn: ['2'] },
      { id: '4', method: 'DELETE', url: path, dependsOn: ['3'] },
      { id: '5', method: 'GET', url: path, dependsOn: ['4'] },
      { id: '6', method: 'POST', url: '/users', headers: json, body: { ...user, displayName: null } },
    ]);
    expect(statuses(body)).toEqual([
      ['1', 201],
      ['2', 204],
      ['3', 200],
      ['4', 204],
      ['5', 404],
      ['6', 400],
    ]);
    expect(body.responses[0].headers.Location).toBe(`${muster.url}/v1.0/users/${body.responses[0].body.id}`);
    expect(body.responses[1]).not.toHaveProperty('body');
    expect(body.responses[2].body.city).toBe('Ulm');
  });

  it('does not run what depends on a failure, nor what depends on that', async () => {
    const before = await head();
    const patch = { method: 'PATCH', url: '/users/ken0@adventure-works.com', headers: json, body: { city: 'Ulm' } };
    const { body } = await batch([
      get('a', '/users/nobody'),
      { id: 'b', ...patch, dependsOn: ['A'] },
      { id: 'c', ...patch, dependsOn: ['b'] },
      get('d'),
      { id: 'e', ...patch, dependsOn: ['d', 'a'] },
    ]);
    expect(statuses(body)).toEqual([
      ['a', 404],
      ['b', 424],
      ['c', 424],
      ['d', 200],
      ['e', 424],
    ]);
    expect(body.responses[1].body.error.code).toBe('FailedDependency');
    expect(await head()).toBe(before);
  });

  it('works under beta, twenty steps at once', async () => {
    const { body } = await batch(
      Array.from({ length: 20 }, (_, i) => get(i, '/users/ken0@adventure-works.com')),
      'beta',
    );
    expect(body.responses).toHaveLength(20);
    expect(body.responses.every((each: Json) => each.body.department === 'Executive')).toBe(true);
  });
});

const patchKen = { method: 'PATCH', url: '/users/ken0@adventure-works.com', headers: json, body: { city: 'Ulm' } };

describe('a batch is refused as a whole, and nothing of it happens', () => {
  it.each<[string, unknown]>([
    ['21 steps', Array.from({ length: 21 }, (_, i) => ({ id: i, ...patchKen }))],
    ['the same id twice', [{ id: '1', ...patchKen }, get('1')]],
    ['the same id in other letters', [{ id: 'a', ...patchKen }, get('A')]],
    ['the same id as number and text', [{ id: 1, ...patchKen }, get('1')]],
    [
      'no id',
      [
        { id: '1', ...patchKen },
        { method: 'GET', url: '/users' },
      ],
    ],
    ['an empty id', [{ id: '1', ...patchKen }, get('')]],
    [
      'no method',
      [
        { id: '1', ...patchKen },
        { id: '2', url: '/users' },
      ],
    ],
    [
      'no url',
      [
        { id: '1', ...patchKen },
        { id: '2', method: 'GET' },
      ],
    ],
    ['an absolute url', [{ id: '1', ...patchKen }, get('2', 'https://graph.microsoft.com/v1.0/users')]],
    [
      'a batch inside',
      [
        { id: '1', ...patchKen },
        { id: '2', method: 'POST', url: '/$batch', headers: json, body: {} },
      ],
    ],
    ['dependsOn forward', [{ id: '1', ...patchKen, dependsOn: ['2'] }, get('2')]],
    ['dependsOn itself', [{ id: '1', ...patchKen, dependsOn: ['1'] }]],
    ['dependsOn nothing', [{ id: '1', ...patchKen }, get('2', '/users', { dependsOn: ['9'] })]],
    [
      'a body without its type',
      [
        { id: '1', ...patchKen },
        { id: '2', ...patchKen, headers: {} },
      ],
    ],
    [
      'an unknown method',
      [
        { id: '1', ...patchKen },
        { id: '2', method: 'BREW', url: '/users' },
      ],
    ],
    ['a step that is no object', [{ id: '1', ...patchKen }, 'x']],
    ['no steps', []],
    ['no list', { id: '1', ...patchKen }],
    ['bad headers', [{ id: '1', ...patchKen }, get('2', '/users', { headers: { 'x\r\ny': 'z' } })]],
  ])('%s', async (_, requests) => {
    const before = await head();
    const { status, body } = await batch(requests);
    expect([status, body.error.code], JSON.stringify(body)).toEqual([400, 'BadRequest']);
    expect(body.error.message).toMatch(/^invalid batch: /);
    expect(await head()).toBe(before);
  });

  it('a body that is no JSON', async () => {
    for (const body of ['{', '', 'null', '[]'])
      expect((await muster.call('POST', '/v1.0/$batch', body)).status).toBe(400);
  });
});

it("Microsoft's client builds and reads batches", async () => {
  const group = await createGroup(muster.graph, 'From batches', null);
  const people = ['ken0', 'terri0', 'roberto0'];
  const step = (id: string, path: string, init: RequestInit = {}): BatchRequestStep => ({
    id,
    request: new Request(`${muster.url}${path}`, init),
  });
  const steps = people.map(
    (name, i): BatchRequestStep => ({
      ...step(String(i + 1), `/groups/${group.id}/members/$ref`, {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ '@odata.id': `${muster.url}/v1.0/users/${name}@adventure-works.com` }),
      }),
      ...(i === 0 ? {} : { dependsOn: [String(i)] }),
    }),
  );
  const content = new BatchRequestContent([
    ...steps,
    { ...step('4', `/groups/${group.id}/members?$select=displayName`), dependsOn: ['3'] },
  ]);
  const answer = await muster.graph.api('/$batch').post(await content.getContent());
  const responses = new BatchResponseContent(answer);
  for (const id of ['1', '2', '3']) expect(responses.getResponseById(id).status).toBe(204);
  const members = ((await responses.getResponseById('4').json()) as Json).value;
  expect(members.map((each: Json) => each.displayName).sort()).toEqual([
    'Ken Sánchez',
    'Roberto Tamburello',
    'Terri Duffy',
  ]);
});

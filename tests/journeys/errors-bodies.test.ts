// Stays whole: tables of refused bodies, all under one check that nothing was written.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createGroup, createUser, type Json } from './graph-client.ts';
import { type Answer, type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
let group: Json;
let before = 0;
beforeAll(async () => {
  muster = await startServer({ demo: true });
  group = await createGroup(muster.graph, 'Existing', null, { uniqueName: 'existing' });
  await createUser(muster.graph, 'existing');
});
// Every request in this file is refused: nothing may have been written.
beforeEach(async () => {
  before = await head();
});
afterEach(async () => {
  expect(await head()).toBe(before);
});
afterAll(() => muster.stop());

let lastSeen = 0;
/** The newest place in the change log. */
async function head(): Promise<number> {
  const changes = await muster.server.directory.store.read(({ log }) => log.changesAfter(lastSeen, 1000));
  lastSeen = changes.at(-1)?.seq ?? lastSeen;
  return lastSeen;
}
const asked = ({ status, body }: Answer) => [status, body.error?.code, body.error?.message];
const badRequest = (message: string) => [400, 'Request_BadRequest', message];

const user = {
  accountEnabled: true,
  displayName: 'New Person',
  mailNickname: 'new',
  userPrincipalName: 'new@adventure-works.com',
  passwordProfile: { password: 'Str0ng-enough-for-all' },
};
const newGroup = { displayName: 'New', mailEnabled: false, mailNickname: 'new', securityEnabled: true };
const device = {
  accountEnabled: true,
  alternativeSecurityIds: [{ type: 2, key: 'YQ==' }],
  deviceId: '11111111-1111-4111-8111-111111111111',
  displayName: 'New',
  operatingSystem: 'Windows',
  operatingSystemVersion: '11',
};
const ken = '/v1.0/users/ken0@adventure-works.com';
const bodies = { user, group: newGroup, device, application: { displayName: 'New' } } as const;
const paths = {
  user: '/v1.0/users',
  group: '/v1.0/groups',
  device: '/v1.0/devices',
  application: '/v1.0/applications',
};
type Kind = keyof typeof bodies;
const resourceOf = (kind: Kind) => kind[0]!.toUpperCase() + kind.slice(1);
const create = (kind: Kind, more: object) => muster.call('POST', paths[kind], { ...bodies[kind], ...more });

const unreadable = [
  400,
  'BadRequest',
  'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
];

describe('a body', () => {
  it.each(['{', '', ' ', '[]', 'null', '"x"', '5', "{'a':1}", '{"a":1}}', '{"a":undefined}', '\u0000', '{"a":"\t"}'])(
    'that is no JSON object is refused: %j',
    async (body) => {
      for (const [method, path] of [
        ['POST', '/v1.0/users'],
        ['PATCH', ken],
        ['POST', '/v1.0/groups'],
        ['POST', `/v1.0/groups/${group.id}/members/$ref`],
      ] as const)
        expect(asked(await muster.call(method, path, body))).toEqual(unreadable);
    },
  );

  it('that repeats a name is refused', async () => {
    for (const body of ['{"city":"a","city":"b"}', '{"city":"a","City":"b"}'])
      expect((await muster.call('PATCH', ken, body)).body.error).toMatchObject({ code: 'BadRequest' });
  });

  it('of another type is refused', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'application/jsonx']) {
      const { status, body } = await muster.call('POST', '/v1.0/users', JSON.stringify(user), { 'content-type': type });
      expect([status, body.error.code]).toEqual([415, 'BadRequest']);
    }
    const bytes = await fetch(`${muster.url}/v1.0/users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${muster.token}` },
      body: Buffer.from(JSON.stringify(user)),
    });
    expect(bytes.status).toBe(400);
  });

  it('of one megabyte is read, of one byte more is too large', async () => {
    const sized = (bytes: number) => `{"city":"${'x'.repeat(bytes - 11)}"}`;
    expect((await muster.call('PATCH', ken, sized(1_048_576))).status).toBe(400);
    for (const [method, path] of [
      ['PATCH', ken],
      ['POST', '/v1.0/users'],
      ['POST', '/v1.0/$batch'],
    ] as const) {
      const { status, body } = await muster.call(method, path, sized(1_048_577));
      expect([status, body.error.code]).toEqual([413, 'RequestEntityTooLarge']);
    }
  });
});

describe('what is missing', () => {
  it.each([
    ['user', 'accountEnabled'],
    ['user', 'displayName'],
    ['user', 'mailNickname'],
    ['user', 'passwordProfile'],
    ['user', 'userPrincipalName'],
    ['group', 'displayName'],
    ['group', 'mailEnabled'],
    ['group', 'mailNickname'],
    ['group', 'securityEnabled'],
    ['device', 'accountEnabled'],
    ['device', 'alternativeSecurityIds'],
    ['device', 'deviceId'],
    ['device', 'displayName'],
    ['device', 'operatingSystem'],
    ['device', 'operatingSystemVersion'],
    ['application', 'displayName'],
  ] as const)('%s needs %s', async (kind, property) => {
    const message = `A value is required for property '${property}' of resource '${resourceOf(kind)}'.`;
    const { [property as string]: _, ...rest } = bodies[kind] as Record<string, unknown>;
    expect(asked(await muster.call('POST', paths[kind], rest))).toEqual(badRequest(message));
    expect(asked(await create(kind, { [property]: null }))).toEqual(badRequest(message));
  });

  it('a password is part of the profile', async () => {
    const { status, body } = await create('user', { passwordProfile: { forceChangePasswordNextSignIn: true } });
    expect([status, body.error.code]).toEqual([400, 'Request_BadRequest']);
  });

  it('names cannot be cleared later', async () => {
    for (const property of ['displayName', 'userPrincipalName', 'mailNickname', 'accountEnabled'])
      expect((await muster.call('PATCH', ken, { [property]: null })).status).toBe(400);
  });
});

describe('what does not fit', () => {
  it.each<[Kind, string, unknown]>([
    ['user', 'displayName', 5],
    ['user', 'displayName', {}],
    ['user', 'displayName', ['x']],
    ['user', 'displayName', ''],
    ['user', 'displayName', 'x'.repeat(257)],
    ['user', 'displayName', 'a\u0000b'],
    ['user', 'accountEnabled', 'true'],
    ['user', 'accountEnabled', 1],
    ['user', 'businessPhones', '1'],
    ['user', 'businessPhones', ['1', '2']],
    ['user', 'businessPhones', [null]],
    ['user', 'businessPhones', [5]],
    ['user', 'otherMails', ['x'.repeat(321)]],
    ['user', 'employeeHireDate', 'yesterday'],
    ['user', 'employeeHireDate', 5],
    ['user', 'employeeHireDate', '2020-02-30T00:00:00Z'],
    ['user', 'userType', 'Alien'],
    ['user', 'usageLocation', 'USA'],
    ['user', 'passwordPolicies', 'Whatever'],
    ['user', 'onPremisesExtensionAttributes', 'x'],
    ['user', 'onPremisesExtensionAttributes', []],
    ['user', 'city', 'x'.repeat(129)],
    ['user', 'department', 'x'.repeat(65)],
    ['user', 'employeeId', 'x'.repeat(17)],
    ['group', 'mailEnabled', 'no'],
    ['group', 'groupTypes', 'Unified'],
    ['group', 'groupTypes', ['Unknown']],
    ['group', 'visibility', 'Foggy'],
    ['group', 'theme', 'Mauve'],
    ['group', 'membershipRuleProcessingState', 'Off'],
    ['group', 'description', 'x'.repeat(1025)],
    ['device', 'deviceId', 'foo'],
    ['device', 'deviceVersion', 1.5],
    ['device', 'deviceVersion', '1'],
    ['device', 'isCompliant', 'yes'],
    ['device', 'trustType', 'None'],
    ['application', 'signInAudience', 'Nobody'],
    ['application', 'tags', [1]],
  ])('%s.%s = %j', async (kind, property, value) => {
    const answer = await create(kind, { [property]: value });
    const message = `Invalid value specified for property '${property}' of resource '${resourceOf(kind)}'.`;
    expect(asked(answer)).toEqual(badRequest(message));
    expect(answer.body.error.details[0]).toMatchObject({ target: property });
    expect(answer.body.error.innerError.help).toMatch(/\S/);
  });

  it('inside complex values the field is named', async () => {
    const long = await create('user', { onPremisesExtensionAttributes: { extensionAttribute1: 'x'.repeat(1025) } });
    expect(long.body.error.message).toContain('onPremisesExtensionAttributes/extensionAttribute1');
    const unknown = await create('user', { onPremisesExtensionAttributes: { extensionAttribute16: 'x' } });
    expect(asked(unknown)).toEqual(
      badRequest("Invalid property 'onPremisesExtensionAttributes/extensionAttribute16'."),
    );
    for (const key of ['@@', 5])
      expect((await create('device', { alternativeSecurityIds: [{ type: 2, key }] })).status).toBe(400);
  });

  it.each(['nothing', '__proto__', 'constructor', '', 'department ', 'extension_00000000000000000000000000000001_x'])(
    'an unknown property: %j',
    async (property) => {
      const body = `{"${property}":"x"}`;
      expect(asked(await muster.call('PATCH', ken, body))).toEqual(badRequest(`Invalid property '${property}'.`));
      expect(asked(await muster.call('PATCH', `/v1.0/groups/${group.id}`, body))).toEqual(
        badRequest(`Invalid property '${property}'.`),
      );
    },
  );

  it.each<[Kind, string, unknown]>([
    ['user', 'id', '11111111-1111-4111-8111-111111111111'],
    ['user', 'createdDateTime', '2020-01-01T00:00:00Z'],
    ['user', 'proxyAddresses', []],
    ['user', 'assignedLicenses', []],
    ['user', 'creationType', null],
    ['user', 'onPremisesSyncEnabled', true],
    ['user', 'SecurityIdentifier', 'x'],
    ['group', 'mail', 'x@y.z'],
    ['group', 'proxyAddresses', []],
    ['group', 'renewedDateTime', '2020-01-01T00:00:00Z'],
    ['group', 'securityIdentifier', 'S-1'],
    ['application', 'appId', '11111111-1111-4111-8111-111111111111'],
    ['device', 'approximateLastSignInDateTime', '2020-01-01T00:00:00Z'],
  ])('read-only: %s.%s', async (kind, property, value) => {
    const canonical = property[0]!.toLowerCase() + property.slice(1);
    const message = `Property '${canonical}' is read-only and cannot be set.`;
    expect(asked(await create(kind, { [property]: value }))).toEqual(badRequest(message));
    const address = kind === 'user' ? ken : kind === 'group' ? `/v1.0/groups/${group.id}` : undefined;
    if (address !== undefined)
      expect(asked(await muster.call('PATCH', address, { [property]: value }))).toEqual(badRequest(message));
  });

  it('some things are fixed when a group is made', async () => {
    for (const [property, value] of [
      ['uniqueName', 'other'],
      ['isAssignableToRole', true],
    ] as const)
      expect((await muster.call('PATCH', `/v1.0/groups/${group.id}`, { [property]: value })).status).toBe(400);
  });
});

const taken = (property: string) => `Another object with the same value for property ${property} already exists.`;

describe('what is not allowed', () => {
  it('a name that is taken', async () => {
    for (const name of ['ken0@adventure-works.com', 'KEN0@Adventure-Works.COM', 'existing@adventure-works.com'])
      for (const answer of [
        await create('user', { userPrincipalName: name }),
        await muster.call('PATCH', '/v1.0/users/terri0@adventure-works.com', { userPrincipalName: name }),
      ]) {
        expect(asked(answer)).toEqual(badRequest(taken('userPrincipalName')));
        expect(answer.body.error.details).toEqual([
          { code: 'ObjectConflict', message: taken('userPrincipalName'), target: 'userPrincipalName' },
        ]);
      }
    const group = await create('group', { uniqueName: 'EXISTING' });
    expect(asked(group)).toEqual(badRequest(taken('uniqueName')));
    expect(group.body.error.details[0]).toMatchObject({ code: 'ObjectConflict', target: 'uniqueName' });
  });

  it('a domain that is not verified', async () => {
    const message =
      'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.';
    for (const domain of ['nowhere.example', 'oracle-hr.example', 'sub.adventure-works.com'])
      expect(asked(await create('user', { userPrincipalName: `new@${domain}` }))).toEqual(badRequest(message));
  });

  it.each([
    'new',
    'n w@adventure-works.com',
    '@adventure-works.com',
    'a@b@adventure-works.com',
    `${'x'.repeat(65)}@adventure-works.com`,
    'a"b@adventure-works.com',
  ])('a user principal name %j', async (userPrincipalName) => {
    expect((await create('user', { userPrincipalName })).body.error.code).toBe('Request_BadRequest');
  });

  it.each(['short', 'alllowercaseletters', '12345678', 'x'.repeat(257)])('the password %j', async (password) => {
    const message =
      'The specified password does not comply with password complexity requirements. Please provide a different password.';
    expect(asked(await create('user', { passwordProfile: { password } }))).toEqual(badRequest(message));
    expect(asked(await muster.call('PATCH', ken, { passwordProfile: { password } }))).toEqual(badRequest(message));
  });

  it('groups that are of no kind', async () => {
    const mailEnabled =
      'The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.';
    expect(asked(await create('group', { mailEnabled: true }))).toEqual(badRequest(mailEnabled));
    const invalid = badRequest('One or more property values specified are invalid.');
    expect(asked(await create('group', { groupTypes: ['Unified'] }))).toEqual(invalid);
    expect(asked(await create('group', { securityEnabled: false }))).toEqual(invalid);
    expect((await create('group', { groupTypes: ['DynamicMembership'] })).status).toBe(400);
    expect((await create('group', { membershipRule: 'user.city -eq "x"' })).status).toBe(400);
    expect((await create('group', { membershipRuleProcessingState: 'On' })).status).toBe(400);
    expect((await create('group', { visibility: 'HiddenMembership' })).status).toBe(400);
    expect((await muster.call('PATCH', `/v1.0/groups/${group.id}`, { groupTypes: ['Unified'] })).status).toBe(400);
    expect((await muster.call('PATCH', `/v1.0/groups/${group.id}`, { mailEnabled: true })).status).toBe(400);
  });

  it.each(['a b', 'a@b', 'é', 'x'.repeat(65), 'a(b'])('the mail nickname %j', async (mailNickname) => {
    expect((await create('group', { mailNickname })).status).toBe(400);
    expect((await create('user', { mailNickname })).status).toBe(400);
  });
});

describe('references', () => {
  const unknownId = '11111111-1111-4111-8111-111111111111';
  const add = (reference: unknown) =>
    muster.call('POST', `/v1.0/groups/${group.id}/members/$ref`, { '@odata.id': reference });

  it('that lead nowhere', async () => {
    expect((await add(`https://any.host/v1.0/directoryObjects/${unknownId}`)).body.error.code).toBe(
      'Request_ResourceNotFound',
    );
    expect(asked(await add('https://any.host/v1.0/directoryObjects/foo'))).toEqual(
      badRequest("Invalid object identifier 'foo'."),
    );
    for (const reference of [
      'x',
      '',
      5,
      null,
      'https://any.host/v1.0/nothing/x',
      `https://any.host/v1.0/directoryObjects/`,
      {},
    ])
      expect(asked(await add(reference))).toEqual(badRequest('Not a valid reference update.'));
    expect((await muster.call('POST', `/v1.0/groups/${group.id}/members/$ref`, {})).status).toBe(400);
  });

  it('twenty at most, all or none', async () => {
    const bind = (references: unknown) =>
      muster.call('PATCH', `/v1.0/groups/${group.id}`, { 'members@odata.bind': references });
    const one = `${muster.url}/v1.0/users/ken0@adventure-works.com`;
    expect((await bind(Array.from({ length: 21 }, () => one))).status).toBe(400);
    expect((await bind([one, `${muster.url}/v1.0/directoryObjects/${unknownId}`])).status).toBe(404);
    expect((await bind(one)).status).toBe(400);
    expect((await create('group', { 'members@odata.bind': [`${muster.url}/v1.0/users/nobody`] })).status).toBe(404);
    expect((await create('user', { 'members@odata.bind': [one] })).status).toBe(400);
    expect((await muster.graph.api(`/groups/${group.id}/members`).get()).value).toEqual([]);
  });

  it('nobody manages themself or those above them', async () => {
    for (const name of ['ken0', 'terri0'])
      expect(
        (
          await muster.call('PUT', `${ken}/manager/$ref`, {
            '@odata.id': `${muster.url}/v1.0/users/${name}@adventure-works.com`,
          })
        ).status,
      ).toBe(400);
    expect((await muster.call('DELETE', `${ken}/manager/$ref`)).status).toBe(404);
  });
});

it('every refusal carries its ids and a date', async () => {
  const { headers, body } = await muster.call('GET', '/v1.0/nothing', undefined, { 'client-request-id': 'my-own-id' });
  const { innerError } = body.error;
  expect(headers.get('request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(innerError['request-id']).toBe(headers.get('request-id'));
  expect([innerError['client-request-id'], headers.get('client-request-id')]).toEqual(['my-own-id', 'my-own-id']);
  expect(innerError.date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  const other = await muster.call('POST', '/v1.0/users', '{', { 'client-request-id': 'x'.repeat(500) });
  expect(other.headers.get('client-request-id')).toBe(other.headers.get('request-id'));
  expect(other.headers.get('request-id')).not.toBe(headers.get('request-id'));
});

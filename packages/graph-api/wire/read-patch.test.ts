import type { ObjectType } from '@muster/directory';
import { AppError } from '@muster/kernel';
import { describe, expect, it } from 'vitest';
import type { KnownExtension } from '../odata/property-scope.ts';
import { type JsonObject, readJsonObject } from './json-body.ts';
import { parseReference, readReferenceBody } from './object-reference.ts';
import { readPatch } from './read-patch.ts';

const prefix = 'extension_0123456789abcdef0123456789abcdef_';
const knownExtensions = new Map<string, KnownExtension>([
  [`${prefix}text`, { type: 'String', targets: ['user'] }],
  [`${prefix}level`, { type: 'Int32', targets: ['user'] }],
  [`${prefix}since`, { type: 'DateTimeOffset', targets: ['user'] }],
  [`${prefix}flag`, { type: 'Boolean', targets: ['user'] }],
  [`${prefix}raw`, { type: 'Binary', targets: ['user'] }],
]);
const id = '11111111-2222-4333-8444-555555555555';
const other = `https://graph.example/v1.0/directoryObjects/${id}`;

function patch(body: JsonObject, type: ObjectType = 'user', mode: 'create' | 'update' = 'update') {
  return readPatch({ type, mode, body, knownExtensions });
}

function failure(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const newUser = {
  accountEnabled: true,
  displayName: 'Ann',
  mailNickname: 'ann',
  userPrincipalName: 'ann@x.y',
  passwordProfile: { password: 'p' },
};
const newGroup = { displayName: 'G', mailEnabled: false, mailNickname: 'g', securityEnabled: true };

describe('bodies become patches', () => {
  const cases: readonly [body: JsonObject, properties: object, type?: ObjectType][] = [
    [
      { DEPARTMENT: 'Sales', city: null },
      { department: 'Sales', city: null },
    ],
    [{ userType: 'guest' }, { userType: 'Guest' }],
    [
      { passwordPolicies: 'DisableStrongPassword,DisablePasswordExpiration' },
      { passwordPolicies: 'DisablePasswordExpiration, DisableStrongPassword' },
    ],
    [{ employeeHireDate: '2024-01-02T03:04:05Z' }, { employeeHireDate: Date.UTC(2024, 0, 2, 3, 4, 5) }],
    [{ employeeHireDate: '2024-01-02' }, { employeeHireDate: Date.UTC(2024, 0, 2) }],
    [
      { businessPhones: ['1'], otherMails: [] },
      { businessPhones: ['1'], otherMails: [] },
    ],
    [
      { onPremisesExtensionAttributes: { '@odata.type': '#x', ExtensionAttribute1: 'a', extensionAttribute2: null } },
      { onPremisesExtensionAttributes: { extensionAttribute1: 'a', extensionAttribute2: null } },
    ],
    [
      { [`${prefix}text`]: 'x', [`${prefix.toUpperCase()}LEVEL`]: 3, [`${prefix}since`]: '1970-01-01T00:00:01Z' },
      { [`${prefix}text`]: 'x', [`${prefix}level`]: 3, [`${prefix}since`]: 1000 },
    ],
    [
      { [`${prefix}flag`]: true, [`${prefix}raw`]: 'AQID' },
      { [`${prefix}flag`]: true, [`${prefix}raw`]: 'AQID' },
    ],
    [{ '@odata.type': '#microsoft.graph.user', 'city@odata.type': '#String', city: 'a' }, { city: 'a' }],
    [{ mailNickName: 'x' }, { mailNickname: 'x' }, 'group'],
    [{ deviceVersion: 2 }, { deviceVersion: 2 }, 'device'],
  ];
  it.each(cases)('%j', (body, properties, type = 'user') => {
    expect(patch(body, type).properties).toEqual(properties);
  });

  it('a new user comes with its password apart', () => {
    const { properties, password } = patch(newUser, 'user', 'create');
    expect(properties).not.toHaveProperty('passwordProfile');
    expect(password).toEqual({
      password: 'p',
      forceChangePasswordNextSignIn: undefined,
      forceChangePasswordNextSignInWithMfa: undefined,
    });
  });

  it('an update may set a flag of the password alone', () => {
    const { password } = patch({ passwordProfile: { forceChangePasswordNextSignIn: true } });
    expect(password).toMatchObject({ password: undefined, forceChangePasswordNextSignIn: true });
  });

  it('bound objects come in their order', () => {
    const body = { 'MEMBERS@odata.bind': [other, `https://h/beta/users('a%23b@x.y')`], 'owners@odata.bind': [] };
    expect(patch({ ...newGroup, ...body }, 'group', 'create').references).toEqual({
      members: [
        { segment: 'directoryObjects', key: id },
        { segment: 'users', key: 'a#b@x.y' },
      ],
      owners: [],
      sponsors: [],
      manager: undefined,
    });
    expect(patch({ 'manager@odata.bind': other }).references.manager).toEqual({ segment: 'directoryObjects', key: id });
  });
});

describe('bodies are refused', () => {
  const cases: readonly [body: JsonObject, code: string, message?: string | undefined, type?: ObjectType][] = [
    [{ nope: 1 }, 'BODY_UNKNOWN_PROPERTY', "Invalid property 'nope'."],
    [{ constructor: 1 }, 'BODY_UNKNOWN_PROPERTY'],
    [JSON.parse('{"__proto__": {"city": "a"}}') as JsonObject, 'BODY_UNKNOWN_PROPERTY'],
    [{ 'members@odata.bind': [] }, 'BODY_UNKNOWN_PROPERTY'],
    [{ onPremisesExtensionAttributes: { nope: 'x' } }, 'BODY_UNKNOWN_PROPERTY'],
    [{ [`${prefix}other`]: 'x' }, 'BODY_UNKNOWN_PROPERTY'],
    [{ [`${prefix}text`]: 'x' }, 'BODY_UNKNOWN_PROPERTY', undefined, 'group'],
    [{ aboutMe: 'x' }, 'QUERY_PROPERTY_ELSEWHERE'],
    [{ id }, 'BODY_READ_ONLY_PROPERTY', "Property 'id' is read-only and cannot be set."],
    [{ proxyAddresses: [] }, 'BODY_READ_ONLY_PROPERTY'],
    [{ uniqueName: 'x' }, 'BODY_READ_ONLY_PROPERTY', undefined, 'group'],
    [{ city: 'a', City: 'b' }, 'BODY_DUPLICATE_PROPERTY'],
    [
      { displayName: null },
      'BODY_VALUE_REQUIRED',
      "A value is required for property 'displayName' of resource 'User'.",
    ],
    [{ city: 5 }, 'BODY_INVALID_VALUE', "Invalid value specified for property 'city' of resource 'User'."],
    [{ city: '' }, 'BODY_INVALID_VALUE'],
    [{ city: 'a\0' }, 'BODY_INVALID_VALUE'],
    [{ city: 'a'.repeat(129) }, 'BODY_INVALID_VALUE'],
    [{ city: ['a'] }, 'BODY_INVALID_VALUE'],
    [{ userType: 'Alien' }, 'BODY_INVALID_VALUE'],
    [{ accountEnabled: 'true' }, 'BODY_INVALID_VALUE'],
    [{ employeeHireDate: 'soon' }, 'BODY_INVALID_VALUE'],
    [{ employeeHireDate: 5 }, 'BODY_INVALID_VALUE'],
    [{ otherMails: 'a' }, 'BODY_INVALID_VALUE'],
    [{ otherMails: null }, 'BODY_INVALID_VALUE'],
    [{ otherMails: [null] }, 'BODY_INVALID_VALUE'],
    [{ businessPhones: ['1', '2'] }, 'BODY_INVALID_VALUE'],
    [{ employeeOrgData: 'x' }, 'BODY_INVALID_VALUE'],
    [{ [`${prefix}text`]: 'a'.repeat(257) }, 'BODY_INVALID_VALUE'],
    [{ [`${prefix}level`]: 1.5 }, 'BODY_INVALID_VALUE'],
    [{ [`${prefix}level`]: '1' }, 'BODY_INVALID_VALUE'],
    [{ [`${prefix}raw`]: '$$' }, 'BODY_INVALID_VALUE'],
    [{ 'manager@odata.bind': null }, 'BODY_INVALID_REFERENCE', 'Not a valid reference update.'],
    [{ 'members@odata.bind': other }, 'BODY_INVALID_REFERENCE', undefined, 'group'],
    [{ 'members@odata.bind': ['https://h/v1.0/groups/foo'] }, 'OBJECT_ID_MALFORMED', undefined, 'group'],
    [{ 'members@odata.bind': Array(21).fill(other) }, 'BODY_TOO_MANY_REFERENCES', undefined, 'group'],
    [{ 'owners@odata.bind': [], 'Owners@odata.bind': [] }, 'BODY_DUPLICATE_PROPERTY', undefined, 'group'],
  ];
  it.each(cases)('%j: %s', (body, code, message, type = 'user') => {
    const error = failure(() => patch(body, type));
    expect(error.code).toBe(code);
    if (message !== undefined) expect(error.message).toEqual(message);
  });

  it.each([
    ['user', newUser, 'displayName'],
    ['user', newUser, 'passwordProfile'],
    ['group', newGroup, 'mailNickname'],
    ['application', { displayName: 'A' }, 'displayName'],
    ['servicePrincipal', { appId: id }, 'appId'],
  ] as const)('a new %s without a required property: %j less %s', (type, body, missing) => {
    const { [missing as never]: _, ...rest } = body as JsonObject;
    const error = failure(() => patch(rest, type, 'create'));
    expect(error.code).toBe('BODY_VALUE_REQUIRED');
    expect(error.message).toContain(`'${missing}'`);
    expect(() => patch(body as JsonObject, type, 'create')).not.toThrow();
  });

  it('a new user with a password profile but no password', () => {
    const error = failure(() => patch({ ...newUser, passwordProfile: {} }, 'user', 'create'));
    expect(error.code).toBe('BODY_VALUE_REQUIRED');
  });
});

describe('JSON', () => {
  it.each(['', '{', '[]', '"a"', 'null', '{"a":1,}'])('%j cannot be read', (text) => {
    const error = failure(() => readJsonObject(text));
    expect(error.code).toBe('BODY_UNREADABLE');
    expect(error.message).toBe(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  });
  it.each(['{"a":1,"a":2}', '{"b":[{"a":1},{"a":{},"\\u0061":2}]}'])('%s names a member twice', (text) => {
    expect(failure(() => readJsonObject(text)).code).toBe('BODY_DUPLICATE_PROPERTY');
  });
  it.each(['{"a":"a","b":["a","a"],"c":{"a":"{\\"a\\":1,\\"a\\""}}', '{}', ' {"a":[{"a":1},{"a":2}]}'])(
    '%s is read',
    (text) => {
      expect(readJsonObject(text)).toEqual(JSON.parse(text));
    },
  );
});

it('a body of a megabyte is read in a moment', () => {
  const body = { text: 'a"\\'.repeat(300_000), list: Array.from({ length: 100_000 }, () => ({ a: 1 })) };
  const text = JSON.stringify(body);
  const before = performance.now();
  expect(Object.keys(readJsonObject(text))).toEqual(['text', 'list']);
  expect(performance.now() - before).toBeLessThan(1000);
});

describe('references', () => {
  it.each([
    [`https://graph.microsoft.com/v1.0/directoryObjects/${id.toUpperCase()}`, 'directoryObjects', id],
    [`http://other:8080/beta/USERS/${id}/`, 'users', id],
    ['https://h/v1.0/users/a@b.c', 'users', 'a@b.c'],
    ["https://h/v1.0/users('o''hara@b.c')", 'users', "o'hara@b.c"],
    [`https://h/v1.0/myorganization/groups/${id}`, 'groups', id],
    [`https://h/v1.0/${id.replace('1', '2')}/directoryObjects/${id}`, 'directoryObjects', id],
    [`https://h/v1.0/directoryObjects/${id}/Microsoft.DirectoryServices.User`, 'directoryObjects', id],
    [`directoryObjects/${id}`, 'directoryObjects', id],
    [`https://h/v1.0/devices('${id}')`, 'devices', id],
  ])('%s', (url, segment, key) => {
    expect(parseReference(url)).toEqual({ segment, key });
  });
  it.each([undefined, 5, '', 'https://h/v1.0', 'https://h/v1.0/planets/1', 'https://h/v1.0/users/', `https://h/${id}`])(
    '%s is none',
    (url) => {
      expect(failure(() => parseReference(url)).code).toBe('BODY_INVALID_REFERENCE');
    },
  );
  it('the body of `$ref` names one', () => {
    expect(readReferenceBody({ '@odata.ID': other })).toEqual({ segment: 'directoryObjects', key: id });
    expect(failure(() => readReferenceBody({})).code).toBe('BODY_INVALID_REFERENCE');
    expect(failure(() => readReferenceBody(undefined)).code).toBe('BODY_INVALID_REFERENCE');
  });
});

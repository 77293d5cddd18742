import { AppError } from '@muster/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphErrors } from '../errors.ts';
import { readSegmentKey } from './object-key.ts';
import { type PathSegment, splitPath } from './split-path.ts';

const id = '11111111-2222-4333-8444-555555555555';

function failure(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** `users[key]:cast(parameters)` */
function show({ name, key, cast, parameters }: PathSegment): string {
  const inner = parameters === undefined ? '' : `(${[...parameters].map((pair) => pair.join('='))})`;
  return `${name}${key === undefined ? '' : `[${key}]`}${cast === undefined ? '' : `:${cast}`}${inner}`;
}

describe('addresses come apart', () => {
  it.each([
    ['/v1.0/users', 'users'],
    ['/V1.0/Users/', 'users'],
    ['/v1.0/users/a%23b@x.y', 'users[a#b@x.y]'],
    [`/beta/users('${id}')/memberOf`, `users[${id}] memberOf`],
    ["/v1.0/users('o''hara@x.y')/manager/$ref", "users[o'hara@x.y] manager $ref"],
    ["/v1.0/users('%24a@x.y')", 'users[$a@x.y]'],
    ['/v1.0/users/$count', 'users $count'],
    ['/v1.0/users/%24count', 'users $count'],
    ['/v1.0/users/delta', 'users delta'],
    ['/v1.0/users/microsoft.graph.delta()', 'users delta()'],
    ['/v1.0/users/DELTA()', 'users delta()'],
    [`/v1.0/groups/${id}/members/microsoft.graph.user/$count`, `groups[${id}] members:user $count`],
    [`/v1.0/groups/${id}/members/graph.User/${id}`, `groups[${id}] members[${id}]:user`],
    [`/v1.0/groups/${id}/members/${id}/$ref`, `groups[${id}] members[${id}] $ref`],
    [`/v1.0/directory/deleteditems/Microsoft.Graph.Group`, 'directory deletedItems:group'],
    [`/v1.0/directory/deletedItems/${id}/restore`, `directory deletedItems[${id}] restore`],
    [`/v1.0/users/${id}/microsoft.graph.checkMemberGroups`, `users[${id}] checkMemberGroups`],
    ["/v1.0/users(userPrincipalName='a@x.y')", 'users(userPrincipalName=a@x.y)'],
    [`/v1.0/devices(deviceId=${id})`, `devices[undefined](deviceId=${id})`.replace('[undefined]', '')],
    ["/v1.0/groups(uniqueName='x')/owners", 'groups(uniqueName=x) owners'],
    [`/v1.0/directoryRoles/roleTemplateId=${id}`, `directoryRoles(roleTemplateId=${id})`],
    ["/v1.0/roleManagement/filterByCurrentUser(on='target')", 'roleManagement filterByCurrentUser(on=target)'],
    ['/v1.0/myorganization/groups', 'groups'],
    [`/v1.0/${id}/groups/${id}/renew/`, `groups[${id}] renew`],
    ['/v1.0/planets/1', 'planets 1'],
    ['/v1.0', ''],
  ])('%s: %s', (path, expected) => {
    expect(splitPath(path).segments.map(show).join(' ')).toBe(expected);
  });

  it('with their version', () => {
    expect(splitPath('/v1.0/me').version).toBe('v1.0');
    expect(splitPath('/beta/me').version).toBe('beta');
  });

  it.each([
    ['/v2.0/users', 'URL_UNKNOWN_VERSION'],
    ['/constructor/users', 'URL_UNKNOWN_VERSION'],
    ['/', 'URL_UNKNOWN_VERSION'],
    ['/v1.0/users/%zz', 'URL_MALFORMED'],
    ['/v1.0/users/a%00b', 'URL_MALFORMED'],
    ["/v1.0/users(a='b'x)", 'URL_UNKNOWN_SEGMENT'],
  ])('%s is refused: %s', (path, code) => {
    expect(failure(() => splitPath(path))).toMatchObject({ code, status: 400, apiCode: 'BadRequest' });
  });

  it('nothing but an AppError is thrown', () => {
    const piece = fc.constantFrom(
      '/v1.0',
      '/users',
      "('",
      "')",
      '(',
      ')',
      '=',
      "'",
      '%',
      '/$ref',
      'a',
      '/graph.user',
      ',',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (parts) => {
        try {
          for (const segment of splitPath(`/v1.0/${parts.join('')}`).segments) readSegmentKey(segment);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
    );
  });
});

describe('keys', () => {
  const key = (path: string) => readSegmentKey(splitPath(`/v1.0/${path}`).segments[0]!);
  it.each([
    [`users/${id.toUpperCase()}`, { kind: 'id', id }],
    ['users/a@x.y', { kind: 'alternate', property: 'userPrincipalName', value: 'a@x.y' }],
    ["users(USERPRINCIPALNAME='a@x.y')", { kind: 'alternate', property: 'userPrincipalName', value: 'a@x.y' }],
    [`applications(appId='${id.toUpperCase()}')`, { kind: 'alternate', property: 'appId', value: id }],
    ["groups(uniqueName='x')", { kind: 'alternate', property: 'uniqueName', value: 'x' }],
    [`groups(id='${id}')`, { kind: 'id', id }],
    ['users', undefined],
  ])('%s', (path, expected) => {
    expect(key(path)).toEqual(expected);
  });
  it.each([
    ['groups/foo', 'OBJECT_ID_MALFORMED', "Invalid object identifier 'foo'."],
    ["devices(deviceId='foo')", 'OBJECT_ID_MALFORMED', "Invalid object identifier 'foo'."],
    ["groups(displayName='x')", 'URL_MALFORMED', undefined],
    ["groups(uniqueName='x',id='y')", 'URL_MALFORMED', undefined],
    ["constructor(name='x')", 'URL_MALFORMED', undefined],
  ])('%s is refused', (path, code, message) => {
    const error = failure(() => key(path));
    expect(error.code).toBe(code);
    if (message !== undefined) expect(error.message).toBe(message);
  });
});

it("routers answer with Graph's sentences", () => {
  const unknown = graphErrors.URL_UNKNOWN_SEGMENT({ segment: 'planets' });
  expect(unknown.message).toBe("Resource not found for the segment 'planets'.");
  const method = graphErrors.URL_METHOD_NOT_ALLOWED({});
  expect([method.status, method.message]).toEqual([
    405,
    'Specified HTTP method is not allowed for the request target.',
  ]);
  expect(graphErrors.URL_ME_NEEDS_USER({})).toMatchObject({ status: 400, apiCode: 'BadRequest' });
});

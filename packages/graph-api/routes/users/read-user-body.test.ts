import { expect, it } from 'vitest';
import type { GraphRequest } from '../../routing/graph-request.ts';
import { readUserBody } from './read-user-body.ts';

const update = (body: object) =>
  readUserBody({ body: JSON.stringify(body), knownExtensions: new Map() } as unknown as GraphRequest, 'update');

it('gives a new password as passwordProfile, with the flags that were sent', () => {
  expect(update({ city: 'Ulm', passwordProfile: { password: 'p', forceChangePasswordNextSignIn: false } })).toEqual({
    properties: { city: 'Ulm', passwordProfile: { password: 'p', forceChangePasswordNextSignIn: false } },
    manager: undefined,
  });
});

it('leaves passwordProfile out when the body sets no password', () => {
  expect(update({ city: null }).properties).toEqual({ city: null });
});

it('binds a manager by address', () => {
  expect(update({ 'manager@odata.bind': 'https://any.host/beta/users/a@b.example' }).manager).toEqual({
    segment: 'users',
    key: 'a@b.example',
  });
});

it('refuses sponsors, which are not kept', () => {
  const sponsor = 'https://any.host/v1.0/users/0a1b2c3d-0000-4000-8000-000000000001';
  expect(() => update({ 'sponsors@odata.bind': [sponsor] })).toThrow(
    expect.objectContaining({ code: 'QUERY_PROPERTY_ELSEWHERE' }),
  );
});

import { expect, it } from 'vitest';
import { withoutPrefix } from './path-prefix.ts';

it.each([
  ['/users?x=/muster', '', '/users?x=/muster'],
  ['/users', '/muster', '/users'],
  ['/muster', '/muster', '/'],
  ['/muster/', '/muster', '/'],
  ['/muster?code=1', '/muster', '/?code=1'],
  ['/muster/v1.0/users', '/muster', '/v1.0/users'],
  ['/musterhaus', '/muster', '/musterhaus'],
  ['/id/muster/users', '/id/muster', '/users'],
])('%s behind %j is %s', (url, prefix, expected) => {
  expect(withoutPrefix(url, prefix)).toBe(expected);
});

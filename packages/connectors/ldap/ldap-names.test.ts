import type { DirectoryConnection } from '@muster/directory';
import { describe, expect, it } from 'vitest';
import { bindNameOf, filterOf } from './ldap-names.ts';

const byPattern = (pattern: string) => ({ find: { by: 'pattern', pattern } }) as unknown as DirectoryConnection;

describe('the name to bind with', () => {
  it.each([
    ['uid={name},dc=x', 'ann', 'uid=ann,dc=x'],
    ['uid={name},dc=x', 'a,b=c+d"\\<>;# ', 'uid=a\\2cb\\3dc\\2bd\\22\\5c\\3c\\3e\\3b\\23\\20,dc=x'],
    ['uid={name},dc=x', 'Jörg', 'uid=J\\c3\\b6rg,dc=x'],
    ['uid={name},dc=x', '$& $1', 'uid=\\24\\26\\20\\241,dc=x'],
    ['uid={name},dc=x', '', undefined],
    ['uid={name},dc=x', 'x'.repeat(1025), undefined],
    ['{name}@contoso.com', 'ann', 'ann@contoso.com'],
    ['{name}@contoso.com', 'ann@evil.example', undefined],
    ['{name}@contoso.com', 'a\\b', undefined],
    ['CONTOSO\\{name}', 'ann', 'CONTOSO\\ann'],
    ['CONTOSO\\{name}', 'ann,dc=x', undefined],
    ['{name}', 'ann@contoso.com', 'ann@contoso.com'],
    ['{name}', 'CN=Ann,DC=x', 'CN=Ann,DC=x'],
    ['{name}', 'EXTERNAL', undefined],
    ['{name}', 'ann', undefined],
  ])('%s with %j is %j', (pattern, name, expected) => {
    expect(bindNameOf(byPattern(pattern), name)).toBe(expected);
  });
});

describe('a filter', () => {
  it.each([
    ['ann', '(uid=ann)'],
    ['*', '(uid=\\2a)'],
    [')(uid=*', '(uid=\\29\\28uid\\3d\\2a)'],
    ['a\\2a\0', '(uid=a\\5c2a\\00)'],
    ['Jörg', '(uid=J\\c3\\b6rg)'],
    ['$&', '(uid=\\24\\26)'],
  ])('with %j is %s', (name, expected) => {
    expect(filterOf('(uid={name})', name)).toBe(expected);
  });

  it('takes the name wherever it stands', () => {
    expect(filterOf('(|(uid={name})(mail={name}))', 'a(b')).toBe('(|(uid=a\\28b)(mail=a\\28b))');
  });
});

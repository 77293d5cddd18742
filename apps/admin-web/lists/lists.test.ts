import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';
import { listAddress } from './list-address.ts';

describe('the address of a list', () => {
  const plain = {
    collection: 'users',
    select: ['mail'],
    search: '',
    searched: ['displayName', 'mail'],
    filter: '',
    top: 9,
  };
  const read = (address: string) => Object.fromEntries(new URL(address, 'https://id.example').searchParams);

  it('asks for what is shown, counted', () => {
    expect(listAddress({ ...plain, sort: undefined })).toMatch(/^\/users\?/);
    expect(read(listAddress({ ...plain, sort: undefined }))).toEqual({
      $select: 'id,mail',
      $top: '9',
      $count: 'true',
    });
  });

  it('leaves search, filter and order to the server', () => {
    const sort = { property: 'mail', isDescending: true };
    const asked = { ...plain, search: ' a "b\\ & ü ', filter: "userType eq 'Guest'", sort };
    expect(read(listAddress(asked))).toMatchObject({
      $search: '"displayName:a  b  & ü" OR "mail:a  b  & ü"',
      $filter: "userType eq 'Guest'",
      $orderby: 'mail desc',
    });
  });
});

it.each([
  [['a', 'b'], 'a,b\r\n'],
  [['a,"b"\n'], '"a,""b""\n"\r\n'],
  [['=1+1', '-2', ''], "'=1+1,'-2,\r\n"],
])('a line of CSV: %j', (values, line) => {
  expect(csvLine(values)).toBe(line);
});

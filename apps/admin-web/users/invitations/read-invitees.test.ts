import { describe, expect, it } from 'vitest';
import { readCsv } from './read-csv.ts';
import { readInvitees } from './read-invitees.ts';

describe('a CSV file', () => {
  it.each([
    [
      'a,b\r\n1,2\r\n',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
      ],
    ],
    [
      '\uFEFFa;b\n\n"x;1";"y ""z"""\n',
      [
        [1, ['a', 'b']],
        [3, ['x;1', 'y "z"']],
      ],
    ],
    [
      'a\tb\n"two\nlines"\tc\nd\te',
      [
        [1, ['a', 'b']],
        [2, ['two\nlines', 'c']],
        [4, ['d', 'e']],
      ],
    ],
    [
      'version:v1.0,\na,b\n1,',
      [
        [2, ['a', 'b']],
        [3, ['1', '']],
      ],
    ],
    ['', []],
  ])('%j is read with the lines of its rows', (text, rows) => {
    expect(readCsv(text).map(({ line, cells }) => [line, cells])).toEqual(rows);
  });
});

describe('a file of people to invite', () => {
  it('is read by the names of its columns, as the templates of Entra have them', () => {
    const text =
      'version:v1.0\nEmail address to invite [inviteeEmail] Required,Redirection url [inviteRedirectURL] Required,Send invitation message (true or false) [sendEmail]\nann@x.example,https://a.example/,TRUE\n';
    expect(readInvitees(text)).toEqual([
      {
        line: 3,
        address: 'ann@x.example',
        displayName: '',
        redirectUrl: 'https://a.example/',
        message: '',
        language: '',
        userType: '',
        sendsMail: true,
        fault: undefined,
      },
    ]);
  });

  it('tells what is wrong with which line', () => {
    const text =
      'name,email,sendEmail\nA,a@x.example,\nB,,yes\nC,A@X.example,no\nD,d@x.example,perhaps\nE,e@x.example\n';
    expect(readInvitees(text)!.map(({ line, fault }) => [line, fault])).toEqual([
      [2, undefined],
      [3, { kind: 'noAddress' }],
      [4, { kind: 'repeated', line: 2 }],
      [5, { kind: 'sends' }],
      [6, { kind: 'cells', found: 2, wanted: 3 }],
    ]);
  });

  it('needs a column of addresses', () => {
    expect(readInvitees('name,phone\nA,1')).toBeUndefined();
    expect(readInvitees('')).toBeUndefined();
  });
});

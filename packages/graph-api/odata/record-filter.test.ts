import { describe, expect, it } from 'vitest';
import { readRecordFilter } from './record-filter.ts';

const members = ['id', 'displayName', 'isBuiltIn', 'version'];
const records = [
  { id: '1', displayName: 'Alpha', isBuiltIn: true, version: null },
  { id: '2', displayName: "O'Brien", isBuiltIn: false, version: '1' },
  { id: '3', displayName: 'beta', isBuiltIn: false, version: null },
];
const read = (text: string) => readRecordFilter(text, members, 'record');
const kept = (text: string) => records.filter(read(text).keeps).map((record) => record.id);

describe('a filter over records', () => {
  it.each([
    ["displayName eq 'ALPHA'", ['1']],
    ["displayName eq 'O''Brien'", ['2']],
    ["displayname ne 'alpha'", ['2', '3']],
    ['isBuiltIn eq true', ['1']],
    ['isBuiltIn eq false and version eq null', ['3']],
    ["id in ('1','3')", ['1', '3']],
    ["startsWith(displayName,'b') or endsWith(displayName,'EN')", ['2', '3']],
    ["contains(displayName,'l')", ['1']],
    ["not (displayName eq 'beta')", ['1', '2']],
    ["startsWith(version,'1')", ['2']],
  ])('%s', (text, ids) => {
    expect(kept(text)).toEqual(ids);
  });

  it.each([
    ["color eq 'red'", 'FILTER_UNKNOWN_PROPERTY'],
    ["displayName gt 'a'", 'QUERY_UNSUPPORTED'],
    ['version eq 1', 'QUERY_UNSUPPORTED'],
    ["displayName/any(x:x eq 'a')", 'QUERY_UNSUPPORTED'],
    ['displayName eq', 'FILTER_SYNTAX'],
  ])('refuses %s', (text, code) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code }));
  });

  it('tells which texts are demanded, for whoever looks them up', () => {
    expect([...read("id eq '1' and displayName eq 'x' and isBuiltIn eq true").demands]).toEqual([
      ['id', '1'],
      ['displayName', 'x'],
    ]);
    expect([...read("id eq '1' or id eq '2'").demands]).toEqual([]);
    expect([...read("not (id eq '1')").demands]).toEqual([]);
  });
});

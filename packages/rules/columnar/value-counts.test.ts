import { describe, expect, it } from 'vitest';
import { ColumnTable, type RuleObject, valueCounts } from '../index.ts';

const extension = `extension_${'a'.repeat(32)}_costcenter`;
const people: readonly RuleObject['values'][] = [
  { department: 'Sales', otherMails: ['a@x.org', 'b@x.org'], accountEnabled: true, [extension]: 'K1' },
  { department: 'sales', otherMails: ['A@x.org'], accountEnabled: true },
  { department: 'Presales', accountEnabled: false },
  { department: 'Salon', accountEnabled: true },
  { department: 'Presales', accountEnabled: true },
  { department: 'Presales' },
  {},
];
function tableOf(rows: readonly RuleObject['values'][]): ColumnTable {
  const table = new ColumnTable('user');
  for (const [at, values] of rows.entries()) table.setRow(at + 1, values);
  return table;
}
const table = tableOf(people);
const shown = (name: string, search = '', limit = 10, of = table) =>
  valueCounts(of, name, { search, limit }).values.map(({ value, count }) => `${value} ${count}`);

describe('value counts', () => {
  it.each([
    ['department', '', ['PRESALES 3', 'SALES 2', 'SALON 1']],
    ['department', 'sal', ['SALES 2', 'SALON 1', 'PRESALES 3']],
    ['department', 'ales', ['PRESALES 3', 'SALES 2']],
    ['department', 'x', []],
    ['otherMails', '', ['A@X.ORG 2', 'B@X.ORG 1']],
    ['accountEnabled', '', ['true 4', 'false 1']],
    ['accountEnabled', 'F', ['false 1']],
    [extension, 'k', ['K1 1']],
    ['city', '', []],
  ])('of %s with “%s” are %j', (name, search, expected) => {
    expect(shown(name, search)).toEqual(expected);
  });

  it('give the first ones, how many there are, and somebody who has each', () => {
    const { distinct, values } = valueCounts(table, 'department', { limit: 1 });
    expect(distinct).toBe(3);
    expect(values).toEqual([{ value: 'PRESALES', count: 3, row: 6 }]);
    expect(valueCounts(table, 'department', { limit: 0 })).toEqual({ distinct: 3, values: [] });
  });

  it('follow every change', () => {
    const changing = tableOf(people);
    expect(shown('department', '', 1, changing)).toEqual(['PRESALES 3']);
    changing.setValues(3, { department: 'Sales' });
    changing.setValues(5, { department: 'New' });
    changing.clearRow(4);
    expect(shown('department', '', 10, changing)).toEqual(['SALES 3', 'PRESALES 1', 'NEW 1']);
  });

  it('agree with counting one by one, also where a search is by an index', () => {
    const many = tableOf(
      Array.from({ length: 40_000 }, (_, i) => ({ displayName: `Person ${(i * 7919) % 30_000}`, city: `C${i % 300}` })),
    );
    const counts = new Map<string, number>();
    for (let i = 0; i < 40_000; i += 1) {
      const name = `PERSON ${(i * 7919) % 30_000}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const fitting = [...counts].filter(([name]) => name.includes('2999'));
    const found = valueCounts(many, 'displayName', { search: 'n 2999', limit: 200 });
    const wanted = fitting.filter(([name]) => name.includes('N 2999'));
    expect(found.distinct).toBe(wanted.length);
    expect(Object.fromEntries(found.values.map(({ value, count }) => [value, count]))).toEqual(
      Object.fromEntries(wanted),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { PeopleInMemory } from '../testing/people-in-memory.ts';
import { importText } from '../testing/run-import.ts';
import type { ImportMap } from './import-map.ts';
import type { PlannedRow } from './plan-import.ts';
import { importMapFromJson } from './read-import-map.ts';

const map = importMapFromJson({
  key: 'employeeId',
  columns: { id: 'employeeId', name: 'displayName', dept: 'department', phone: 'businessPhones' },
  templates: { userPrincipalName: '{login}@contoso.example' },
  manager: { column: 'boss', refersTo: 'employeeId' },
});
const header = 'id,name,login,dept,phone,boss\n';

/** Rows as `line action` plus, for refused ones, the problems' codes. */
function shorten(rows: readonly PlannedRow[]): string[] {
  return rows.map((row) => {
    const codes = row.action === 'refused' ? ` ${row.problems.map((found) => found.code).join('+')}` : '';
    return `${row.line} ${row.action}${codes}`;
  });
}

async function plan(lines: string, port = new PeopleInMemory(), use: ImportMap = map) {
  const { rows, plan } = await importText(header + lines, use, port, { planOnly: true });
  return { rows, counts: plan.counts };
}

async function directoryWith(lines: string): Promise<PeopleInMemory> {
  const port = new PeopleInMemory();
  await importText(header + lines, map, port);
  return port;
}

describe('plans for an empty directory', () => {
  const cases: [string, string, string[]][] = [
    ['managers come first', '1,A,a,,,2\n2,B,b,,,\n', ['3 create', '2 create']],
    ['key twice', '1,A,a,,,\n1,B,b,,,\n2,C,c,,,\n', ['2 refused DUPLICATE_KEY', '3 refused DUPLICATE_KEY', '4 create']],
    ['principal name twice', '1,A,a,,,\n2,B,A,,,\n', ['2 refused DUPLICATE_UPN', '3 refused DUPLICATE_UPN']],
    ['no key', ',A,a,,,\n', ['2 refused MISSING_VALUE']],
    ['required value missing', '1,,a,,,\n', ['2 refused MISSING_VALUE']],
    ['too long, twice wrong', `1,A,a b,${'x'.repeat(65)},,\n`, ['2 refused TOO_LONG+BAD_VALUE']],
    ['manager nowhere', '1,A,a,,,9\n', ['2 refused MANAGER_NOT_FOUND']],
    [
      'manager refused',
      '1,,a,,,\n2,B,b,,,1\n3,C,c,,,2\n',
      ['2 refused MISSING_VALUE', '3 refused MANAGER_REFUSED', '4 refused MANAGER_REFUSED'],
    ],
    [
      'managers in a circle',
      '1,A,a,,,2\n2,B,b,,,1\n3,C,c,,,1\n',
      ['2 refused MANAGER_CYCLE', '3 refused MANAGER_CYCLE', '4 refused MANAGER_REFUSED'],
    ],
    ['own manager', '1,A,a,,,1\n', ['2 refused MANAGER_CYCLE']],
    ['row too short', '1,A\n2,B,b,,,\n', ['2 refused WRONG_CELL_COUNT', '3 create']],
    ['no rows', '', []],
  ];
  it.each(cases)('%s', async (_, lines, expected) => {
    expect(shorten((await plan(lines)).rows)).toEqual(expected);
  });

  it('says which lines make the circle', async () => {
    const { rows } = await plan('1,A,a,,,2\n2,B,b,,,1\n');
    expect(rows[0]).toMatchObject({ problems: [{ message: 'managers run in a circle: line 2 → line 3 → line 2' }] });
  });

  it('shows what a new person will have', async () => {
    const { rows } = await plan('1,A,a,,555,2\n2,B,b,Sales,,\n');
    expect(rows[1]).toEqual({
      action: 'create',
      line: 2,
      key: '1',
      manager: '2',
      properties: {
        accountEnabled: true,
        businessPhones: ['555'],
        displayName: 'A',
        employeeId: '1',
        mailNickname: 'a',
        userPrincipalName: 'a@contoso.example',
        userType: 'Member',
      },
    });
  });
});

describe('plans for a directory with people', () => {
  const people = '1,A,a,Sales,555,\n2,B,b,Sales,,1\n3,C,c,,,1\n';
  const cases: [string, string, string[]][] = [
    ['the same file', people, ['2 unchanged', '3 unchanged', '4 unchanged']],
    ['another order', '2,B,b,Sales,,1\n1,A,a,Sales,555,\n', ['3 unchanged', '2 unchanged']],
    ['one value', '2,B,b,Legal,,1\n', ['2 update']],
    ['another case', '2,B,B,Sales,,1\n', ['2 update']],
    ['manager outside the file', '4,D,d,,,1\n', ['2 create']],
    ['manager refused, but in the directory', '1,,a,,,\n4,D,d,,,1\n', ['2 refused MISSING_VALUE', '3 create']],
    ['new manager of somebody known', '4,D,d,,,\n2,B,b,Sales,,4\n', ['2 create', '3 update']],
    ['principal name of somebody else', '4,D,a,,,\n3,C,b,,,1\n', ['2 refused UPN_TAKEN', '3 refused UPN_TAKEN']],
  ];
  it.each(cases)('%s', async (_, lines, expected) => {
    expect(shorten((await plan(lines, await directoryWith(people))).rows)).toEqual(expected);
  });

  it('shows what changes, from and to', async () => {
    const port = await directoryWith(people);
    const { rows, counts } = await plan('1,A,a,,,\n3,C,c,Legal,,2\n', port);
    expect(rows).toMatchObject([
      {
        line: 2,
        changes: [
          { property: 'department', from: 'Sales', to: null },
          { property: 'businessPhones', from: ['555'], to: [] },
        ],
      },
      {
        line: 3,
        changes: [
          { property: 'department', from: null, to: 'Legal' },
          { property: 'manager', from: port.person('employeeId', '1').id, to: '2' },
        ],
      },
    ]);
    expect(counts).toEqual({ rows: 2, create: 0, update: 2, unchanged: 0, refused: 0 });
  });

  it('leaves managers alone when the map says nothing of them', async () => {
    const port = await directoryWith(people);
    const columns = { id: 'employeeId', dept: 'department' };
    const { rows } = await plan('2,,,Sales,,3\n', port, importMapFromJson({ key: 'employeeId', columns }));
    expect(shorten(rows)).toEqual(['2 unchanged']);
  });

  it('refuses a key that several people have, and a manager whom several people may be', async () => {
    const port = await directoryWith(people);
    const second = { ...port.person('employeeId', '1').properties, userPrincipalName: 'z@contoso.example' };
    await port.applyBatch([{ kind: 'create', line: 1, properties: second, managerId: null }]);
    const { rows } = await plan('1,A,a,Sales,555,\n4,D,d,,,1\n', port);
    expect(shorten(rows)).toEqual(['2 refused KEY_AMBIGUOUS', '3 refused MANAGER_AMBIGUOUS']);
  });

  it('never turns a member into a guest', async () => {
    const port = await directoryWith(people);
    const guests = importMapFromJson({
      key: 'employeeId',
      columns: { id: 'employeeId', name: 'displayName' },
      templates: { mail: '{login}@partner.example' },
      guest: { tenantDomain: 'contoso.example' },
    });
    const { rows } = await plan('1,A,a,,,\n7,G,g,,,\n', port, guests);
    expect(shorten(rows)).toEqual(['2 refused NOT_A_GUEST', '3 create']);
  });
});

describe('cost and stopping', () => {
  const lines = Array.from({ length: 1200 }, (_, i) => `${i + 1},N${i},n${i},,,${i === 0 ? '' : 1}`).join('\n');

  it('asks the directory per batch, never per row', async () => {
    const port = new PeopleInMemory();
    await plan(lines, port);
    // Three batches; keys, principal names, managers in each.
    expect(port.lookUps.length).toBeLessThanOrEqual(9);
    expect(Math.max(...port.lookUps)).toBe(500);
  });

  it('can be aborted', async () => {
    const port = new PeopleInMemory();
    const abort = new AbortController();
    const original = port.findByKey.bind(port);
    port.findByKey = (property, values) => {
      abort.abort(new Error('enough'));
      return original(property, values);
    };
    const running = importText(header + lines, map, port, { planSignal: abort.signal });
    await expect(running).rejects.toThrow('enough');
    expect(port.people.size).toBe(0);
  });
});

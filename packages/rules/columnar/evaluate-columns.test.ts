import type { Instant } from '@muster/kernel';
import { describe, expect, it } from 'vitest';
import {
  type CheckedRule,
  ColumnTable,
  canEvaluateColumnar,
  checkRule,
  evaluateAll,
  evaluateColumns,
} from '../index.ts';
import { Directory } from '../testing/column-trials.ts';
import { evaluatorOf } from './evaluate-columns.ts';

const now = 0 as Instant;
const manager = '11111111-1111-1111-1111-111111111111';

function checked(text: string): CheckedRule {
  const result = checkRule(text);
  if (!result.ok) throw new Error(`${text}: ${JSON.stringify(result.diagnostics)}`);
  return result.rule;
}

function someUser(row: number) {
  return {
    mail: `person${row}@${row % 7 === 0 ? 'łódź' : 'contoso'}.example`,
    department: ['Sales', 'HR', null, 'Legal'][row % 4]!,
    city: `City ${row % 300}`,
    accountEnabled: row % 3 === 0,
    proxyAddresses: row % 5 === 0 ? [] : [`SMTP:person${row}@contoso.example`, `smtp:p${row % 1000}@fabrikam.example`],
    assignedPlans: row % 2 === 0 ? [{ service: 'SCO', capabilityStatus: 'Enabled' }] : null,
  };
}

const rules = [
  'user.mail -startsWith "person69"',
  'user.mail -endsWith "@ŁÓDŹ.example"',
  'user.mail -contains "99@" -and user.department -ne "Sales"',
  'user.mail -match "^person6.*7@" -or user.city -eq "city 7"',
  'user.mail -match "\\b77\\w*@contoso" -and user.city -startsWith "City 2"',
  'user.mail -in ["PERSON5@contoso.example", "person69999@contoso.example"]',
  'user.accountEnabled -eq true -and user.department -eq null',
  'user.proxyAddresses -any (_ -startsWith "smtp:P77") -and user.mail -notContains "8"',
  'user.proxyAddresses -all (_ -notContains "fabrikam" -or _ -contains "77")',
  'user.assignedPlans -any (assignedPlan.service -eq "sco") -and -not (user.city -contains "9")',
].map(checked);

describe('a table of many distinct values', () => {
  const rowCount = 70_000;
  const directory = new Directory('user');
  for (let row = 1; row <= rowCount; row += 1) directory.put(row, { type: 'user', values: someUser(row) });

  it('is answered as the interpreter answers, also while it changes', () => {
    for (const rule of rules) directory.compare(rule, now);
    for (let row = 10; row < 2000; row += 7) {
      if (row % 3 === 0) directory.clear(row);
      else directory.put(row, { type: 'user', values: someUser(row + rowCount) });
    }
    for (const rule of rules) directory.compare(rule, now);
    directory.compare(checked('user.mail -startsWith "PERSON700" -or user.mail -startsWith "person71"'), now);
    for (let row = 1; row <= rowCount; row += 3) {
      directory.put(row + 50, { type: 'user', values: someUser(row * 2) });
    }
    for (const rule of rules) directory.compare(rule, now);
    expect(directory.held).toBeGreaterThan(rowCount);
  });

  it('gives the same for all rules at once as for each alone', () => {
    const alone = rules.map((each) => [...directory.evaluator.evaluate(each, now)]);
    expect(evaluateAll(rules, directory.table, now).map((each) => [...each])).toEqual(alone);
  });

  it('takes a bounded number of bytes a row', () => {
    expect(directory.table.sizeBytes / rowCount).toBeLessThan(400);
  });
});

describe('what is decided', () => {
  it('is decided once for every distinct value, whichever rule asks, and then only for new values', () => {
    const table = new ColumnTable('user');
    for (let row = 0; row < 1000; row += 1) table.setRow(row, { department: `Department ${row % 10}` });
    const decided = () => evaluatorOf(table).decidedCount;
    evaluateColumns(checked('user.department -contains "3"'), table, now);
    expect(decided()).toBe(10);
    evaluateColumns(checked('user.city -eq "x" -or user.department -notContains "3"'), table, now);
    expect(decided()).toBe(10);
    table.setRow(5, { department: 'Department 33' });
    expect([...evaluateColumns(checked('user.department -contains "33"'), table, now)]).toEqual([5]);
    expect(decided()).toBe(10 + 11);
    expect(evaluateColumns(checked('user.department -contains "3"'), table, now).count).toBe(101);
    expect(decided()).toBe(10 + 11 + 1);
  });
});

describe('what columns can answer', () => {
  it('leaves memberOf rules to the memberships, and says so', () => {
    const rule = checked(`user.memberOf -any (group.objectId -in ['${manager}'])`);
    expect(canEvaluateColumnar(rule)).toMatchObject({ ok: false, reason: expect.stringContaining('memberOf') });
    expect(() => evaluateColumns(rule, new ColumnTable('user'), now)).toThrow('memberOf');
  });

  it('finds the direct reports of a manager, and the manager', () => {
    const table = new ColumnTable('user');
    table.setRow(3, { objectId: manager, managerId: null });
    table.setRow(4, { objectId: manager.replaceAll('1', '2'), managerId: manager });
    table.setRow(5, { objectId: manager.replaceAll('1', '3'), managerId: manager.replaceAll('1', '2') });
    expect([...evaluateColumns(checked(`Direct Reports for "${manager}"`), table, now)]).toEqual([3, 4]);
  });

  it('is nothing for rules about the other kind of object, and for an empty table', () => {
    const table = new ColumnTable('device');
    expect(evaluateColumns(checked('device.displayName -eq null'), table, now).count).toBe(0);
    table.setRow(7, { displayName: null });
    expect([...evaluateColumns(checked('device.displayName -eq null'), table, now)]).toEqual([7]);
    expect(evaluateColumns(checked('user.displayName -eq null'), table, now).count).toBe(0);
  });

  it('tells the fields of a plan apart when rules ask the same of them', () => {
    const table = new ColumnTable('user');
    table.setRow(1, { assignedPlans: [{ service: 'Enabled' }] });
    table.setRow(2, { assignedPlans: [{ capabilityStatus: 'Enabled' }] });
    const rowsOf = (field: string) => [
      ...evaluateColumns(checked(`user.assignedPlans -any (assignedPlan.${field} -eq "enabled")`), table, now),
    ];
    expect([rowsOf('service'), rowsOf('capabilityStatus'), rowsOf('servicePlanId')]).toEqual([[1], [2], []]);
  });

  it('reads directory extensions', () => {
    const name = `extension_${'a1'.repeat(16)}_level`;
    const table = new ColumnTable('user');
    table.setRow(1, { [name]: 'Gold' });
    table.setRow(2, { [name]: 'Silver' });
    expect([...evaluateColumns(checked(`user.${name} -eq "gold"`), table, now)]).toEqual([1]);
  });

  it('refuses values that are not of their property, whose rules it could not answer', () => {
    const table = new ColumnTable('user');
    expect(() => table.setRow(1, { department: true })).toThrow('boolean');
    expect(() => table.setRow(1, { proxyAddresses: 'x' })).toThrow('string');
  });
});

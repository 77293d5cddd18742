import { describe, expect, it } from 'vitest';
import type { AuditEntry } from './audit-entry.ts';
import { auditPhrases } from './audit-phrases.ts';
import { byDay } from './by-day.ts';
import { sentenceOf } from './sentence.ts';
import { shownValue } from './shown-value.ts';

const kim = '0e0e0e0e-0000-4000-8000-000000000001';
const role = '0e0e0e0e-0000-4000-8000-000000000002';
const names = new Map([
  [kim, 'Kim Ek'],
  [role, 'User Administrator'],
]);
const nameOf = (id: string) => names.get(id);

interface Given {
  readonly activity: string;
  readonly operation?: string;
  readonly target?: string | null;
  readonly type?: string;
  readonly changes?: Readonly<Record<string, readonly [unknown, unknown]>>;
}

const json = (value: unknown) => (value === null ? null : JSON.stringify(value));

function entry({ activity, operation = '', target = 'Sales', type = 'Group', changes = {} }: Given): AuditEntry {
  const modifiedProperties = Object.entries(changes).map(([displayName, [before, after]]) => ({
    displayName,
    oldValue: json(before),
    newValue: json(after),
  }));
  return {
    id: 'Directory_1_0',
    category: '',
    correlationId: null,
    activityDisplayName: activity,
    activityDateTime: '2026-06-30T12:00:00Z',
    operationType: 'Update',
    initiatedBy: { user: { id: kim, displayName: 'Ann Beck', userPrincipalName: null }, app: null },
    targetResources:
      target === null ? [] : [{ id: 'x', displayName: target, userPrincipalName: null, type, modifiedProperties }],
    additionalDetails: [{ key: 'operation', value: operation }],
  };
}

const status = (value: object) => ({ membershipRuleProcessingStatus: [null, value] as const });

describe('sentences', () => {
  it.each([
    [{ activity: 'Add group' }, 'Ann Beck added the group Sales', 'Ann Beck hat die Gruppe Sales hinzugefügt'],
    [
      { activity: 'Hard delete user', target: 'Kim Ek' },
      'Ann Beck deleted the user Kim Ek for good',
      'Ann Beck hat den Benutzer Kim Ek endgültig gelöscht',
    ],
    [
      { activity: 'Remove member from group', changes: { members: [kim, null] as const } },
      'Ann Beck removed Kim Ek as a member of the group Sales',
      'Ann Beck hat Kim Ek als Mitglied der Gruppe Sales entfernt',
    ],
    [
      { activity: 'Add owner to application', target: 'Shop', changes: { owners: [null, 'unknown'] as const } },
      'Ann Beck made somebody an owner of the application Shop',
      'Ann Beck hat jemanden als Besitzer der Anwendung Shop hinzugefügt',
    ],
    [
      {
        activity: 'Add member to role',
        target: '',
        changes: { principalId: [null, kim] as const, roleDefinitionId: [null, role] as const },
      },
      'Ann Beck gave Kim Ek the role User Administrator',
      'Ann Beck hat Kim Ek die Rolle User Administrator zugewiesen',
    ],
    [
      {
        activity: 'Update group',
        operation: 'pass',
        changes: status({ status: 'Succeeded', joinedCount: 5, leftCount: 0 }),
      },
      'A pass brought Sales in line with its rule: 5 joined, 0 left',
      'Ein Durchlauf hat Sales an die Regel angepasst: 5 hinzugekommen, 0 ausgeschieden',
    ],
    [
      {
        activity: 'Update group',
        operation: 'pass',
        changes: status({ status: 'NotStarted', isApprovalRequired: true, joiningCount: 1, leavingCount: 9 }),
      },
      'A pass over Sales waits for approval: 1 would join, 9 would leave',
      'Ein Durchlauf über Sales wartet auf Genehmigung: 1 kämen hinzu, 9 schieden aus',
    ],
    [
      { activity: 'Update group', operation: 'update-group', changes: { ruleVersion: [null, 7] as const } },
      'The rule of Sales was put in force',
      'Die Regel von Sales wurde in Kraft gesetzt',
    ],
    [
      { activity: 'Process dynamic group memberships', operation: 'follow-clock', target: null },
      'Time passed a date in a rule: memberships followed',
      'Ein Datum einer Regel ist verstrichen: Mitgliedschaften folgten',
    ],
    [{ activity: 'Bake cake', target: 'Cake' }, 'Ann Beck: Bake cake Cake', 'Ann Beck: Bake cake Cake'],
  ])('%j', (given, english, german) => {
    const told = (language: 'en' | 'de') =>
      sentenceOf(entry(given), { phrases: auditPhrases[language], nameOf, numbered: String });
    expect([told('en'), told('de')]).toEqual([english, german]);
  });
});

it.each([
  ['department', '"Sales"', 'Sales'],
  ['accountEnabled', 'true', 'Yes'],
  ['employeeHireDateTime', '0', 'Jan 1, 1970'],
  ['employeeHireDate', '1284508800000', 'Sep 15, 2010'],
  ['count', '1234', '1,234'],
  ['members', `"${kim}"`, 'Kim Ek'],
  ['groupTypes', '["a","b"]', 'a\nb'],
  ['state', '{"isOn":false,"left":null}', 'isOn: No'],
  ['broken', '{', '{'],
  ['nothing', null, ''],
])('the value of %s', (name, text, shown) => {
  expect(shownValue(name, text, { texts: { yes: 'Yes', no: 'No' }, language: 'en-US', nameOf })).toContain(shown);
});

it('begins with the command line as with anybody else', () => {
  const told = entry({ activity: 'Add user', target: 'Kim Ek' });
  const initiatedBy = { user: null, app: { appId: null, displayName: 'command line' } };
  expect(sentenceOf({ ...told, initiatedBy }, { phrases: auditPhrases.en, nameOf, numbered: String })).toBe(
    'The command line added the user Kim Ek',
  );
});

it('puts entries together by day', () => {
  const at = (activityDateTime: string) => ({ ...entry({ activity: 'x' }), activityDateTime });
  const days = byDay([at('2026-06-30T12:00:00'), at('2026-06-30T01:00:00'), at('2026-06-29T23:00:00')]);
  expect(days.map(({ day, entries }) => [day.getDate(), entries.length])).toEqual([
    [30, 2],
    [29, 1],
  ]);
});

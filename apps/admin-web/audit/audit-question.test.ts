import { describe, expect, it } from 'vitest';
import { auditAddress, countFilters, endsOf, readAuditQuestion } from './audit-question.ts';
import { readSignInQuestion, signInAddress } from './sign-in-question.ts';

const now = Date.parse('2026-06-30T12:00:00Z');
const person = '0e0e0e0e-0000-4000-8000-000000000001';
const filterOf = (address: string) => decodeURIComponent(/\$filter=(.*)$/.exec(address)?.[1] ?? '');

describe('the question to the change log', () => {
  it.each([
    [{}, 'activityDateTime ge 2026-05-31T12:00:00.000Z'],
    [{ period: 'all' }, ''],
    [{ target: person }, `targetResources/any(t:t/id eq '${person}')`],
    [
      { actor: person, period: '24h' },
      `activityDateTime ge 2026-06-29T12:00:00.000Z and initiatedBy/user/id eq '${person}'`,
    ],
    [{ actor: "x' or 1 eq 1", period: 'all' }, ''],
    [
      { period: 'all', category: "o'x", activity: 'Add user' },
      "category eq 'o''x' and activityDisplayName eq 'Add user'",
    ],
    [{ request: 'r-1' }, "correlationId eq 'r-1'"],
    [{ period: 'never', from: 'x' }, 'activityDateTime ge 2026-05-31T12:00:00.000Z'],
  ])('%j', (query, filter) => {
    expect(filterOf(auditAddress(readAuditQuestion(query), now, 100))).toBe(filter);
  });

  it('has whole days of the own time zone', () => {
    const asked = readAuditQuestion({ from: '2026-06-01', until: '2026-06-02' });
    expect(asked.period).toBe('custom');
    const { from, until } = endsOf(asked, now);
    expect([from, until]).toEqual([new Date(2026, 5, 1), new Date(2026, 5, 3)]);
  });

  it('counts its filters without the period', () => {
    expect(countFilters(readAuditQuestion({ period: '7d', category: 'Device', target: person }))).toBe(2);
  });
});

it.each([
  [{ period: 'all' }, ''],
  [{ period: 'all', outcome: 'success', person }, `userId eq '${person}' and status/errorCode eq 0`],
  [{ period: 'all', outcome: 50126 }, 'status/errorCode eq 50126'],
  [{ period: 'all', outcome: '1 or true' }, ''],
  [
    { period: 'all', app: "O'Hara", address: '198.51.' },
    "startsWith(appDisplayName,'O''Hara') and startsWith(ipAddress,'198.51.')",
  ],
])('the question to the sign-ins: %j', (query, filter) => {
  expect(filterOf(signInAddress(readSignInQuestion(query), now, 100))).toBe(filter);
});

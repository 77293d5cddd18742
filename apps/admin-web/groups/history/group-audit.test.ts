import { expect, it } from 'vitest';
import { type AuditEntry, actorOf, namedIds, previousRule } from './group-audit.ts';

const entry = (name: string, oldValue: string | null, newValue: string | null): AuditEntry => ({
  id: 'x',
  activityDisplayName: 'Update group',
  activityDateTime: '2026-01-01T00:00:00Z',
  initiatedBy: { user: { displayName: 'Ann', userPrincipalName: 'ann@x' }, app: null },
  targetResources: [{ id: 'g', displayName: 'G', modifiedProperties: [{ displayName: name, oldValue, newValue }] }],
});
const json = JSON.stringify;

it('finds the rule before the present one', () => {
  const entries = [entry('description', null, json('d')), entry('membershipRule', json('a'), json('b'))];
  expect(previousRule(entries, 'b')).toEqual({ rule: 'a', by: 'Ann' });
  expect(previousRule(entries, 'c')).toBeUndefined();
  expect(previousRule([entry('membershipRule', null, json('b'))], 'b')).toBeUndefined();
  expect(previousRule([], 'b')).toBeUndefined();
});

it('says who did it, and whom it named', () => {
  const id = '62e19b97-8b3d-4d4a-a106-4ce66896a863';
  expect(namedIds([entry('members', null, json(id)), entry('owners', json(id), null), entry('x', 'no', null)])).toEqual(
    [id],
  );
  expect(actorOf({ ...entry('x', null, null), initiatedBy: { user: null, app: { displayName: 'Muster' } } })).toBe(
    'Muster',
  );
});

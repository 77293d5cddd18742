import type { Instant } from '@muster/kernel';
import type { RuleObject } from '@muster/rules';
import { expect, it } from 'vitest';
import { effectiveChanges } from './effective-changes.ts';

it('leaves out what a user has already, by then', () => {
  const users: RuleObject[] = [
    { type: 'user', values: { department: 'HR' } },
    { type: 'user', values: {} },
  ];
  const to = (user: number, value: string | null) => ({ user, name: 'department', value });
  const changes = [to(0, 'HR'), to(0, 'IT'), to(0, 'IT'), to(0, 'HR'), to(1, null), to(1, 'IT')];
  const workload = { users: () => users, rules: [], newRules: [], changes, now: 0 as Instant };
  expect(effectiveChanges(workload)).toEqual([to(0, 'IT'), to(0, 'HR'), to(1, 'IT')]);
});

import type { Instant } from '@muster/kernel';
import { makeChanges } from '../workload/make-changes.ts';
import { makeRules } from '../workload/make-rules.ts';
import { makeUsers } from '../workload/make-users.ts';
import { changeFromJson, checkedRule, userFromJson } from './read-workload.ts';
import type { Workload } from './workload.ts';

/** How large a made workload is to be. */
export interface WorkloadSize {
  readonly users: number;
  readonly rules: number;
  readonly changes: number;
  /** Only so many of the users take part, the first ones; all when absent. */
  readonly takenUsers?: number;
}

const newRuleCount = 100;

/** A workload of the bench's own making, the same at every run. New rules are drawn by another seed. */
export function makeWorkload(size: WorkloadSize, now: Instant): Workload {
  const made = () => 'the workload maker';
  const checked = (count: number, seed: number) =>
    Array.from(makeRules(count, size.users, seed), ({ text }) => checkedRule(text, made));
  const rules = checked(size.rules, 2);
  const known = new Set(rules.map((rule) => rule.text));
  return {
    users: function* () {
      for (const user of makeUsers(size.takenUsers ?? size.users)) yield userFromJson(user, made);
    },
    rules,
    newRules: checked(newRuleCount, 1002).filter((rule) => !known.has(rule.text)),
    changes: Array.from(makeChanges(size.changes, size.takenUsers ?? size.users), (change) =>
      changeFromJson(change, made),
    ),
    now,
  };
}

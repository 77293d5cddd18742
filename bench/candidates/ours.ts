import type { CheckedRule } from '@muster/rules';
import { Engine } from '../engine/engine.ts';
import type { ValueChange, Workload } from '../input/workload.ts';
import type { Candidate } from './candidate.ts';

/** Muster's engine, in memory. */
export class Ours implements Candidate {
  engine = new Engine(0 as Workload['now']);

  load({ users, rules, now }: Workload): void {
    this.engine = new Engine(now);
    for (const user of users()) this.engine.addUser(user);
    this.engine.setRules(rules);
  }

  full(): void {
    this.engine.forget();
    this.engine.evaluateAll();
  }

  membersOf(rule: number): Uint32Array {
    return this.engine.members.toArray(rule).map((number) => number - 1);
  }

  countNew(rule: CheckedRule): number {
    return this.engine.count(rule);
  }

  change({ user, name, value }: ValueChange): void {
    this.engine.change(user, name, value);
  }

  groupsOf(user: number): readonly number[] {
    return this.engine.groupsOf(user);
  }

  sizeBytes(): number {
    return this.engine.sizeBytes;
  }
}

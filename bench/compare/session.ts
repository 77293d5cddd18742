import type { Candidate } from '../candidates/candidate.ts';
import { type MemoryCandidate, makeCandidate } from '../candidates/make-candidate.ts';
import { Ours } from '../candidates/ours.ts';
import { makeWorkload, type WorkloadSize } from '../input/make-workload.ts';
import type { Workload } from '../input/workload.ts';
import { heldMemory } from '../measure/held-memory.ts';
import { stopwatch } from '../measure/stopwatch.ts';
import { Verification } from '../verify/verification.ts';
import { verifyMembers } from '../verify/verify-engine.ts';

/** The members of one rule in short: how many, and a number that other members would hardly give. */
export type Digest = readonly [count: number, hash: number];

/** One candidate with its workload, measured where it runs. Times are milliseconds. */
export class Session {
  private readonly candidate: Candidate;
  private workload!: Workload;
  private userCount = 0;

  constructor(name: MemoryCandidate) {
    this.candidate = makeCandidate(name);
  }

  async load(size: WorkloadSize, now: number): Promise<number> {
    this.workload = makeWorkload(size, now as Workload['now']);
    this.userCount = size.takenUsers ?? size.users;
    return this.time(() => this.candidate.load(this.workload));
  }

  /** Wall time, and the time that all threads of the process kept processors busy. */
  async full(): Promise<{ ms: number; cpuMs: number }> {
    const before = process.cpuUsage();
    const ms = await this.time(() => this.candidate.full());
    const { user, system } = process.cpuUsage(before);
    return { ms, cpuMs: (user + system) / 1000 };
  }

  /** The digests of all rules, of users below a place. */
  async digests(upTo: number): Promise<Digest[]> {
    const digests: Digest[] = [];
    for (let rule = 0; rule < this.workload.rules.length; rule += 1) {
      digests.push(digestOf(await this.candidate.membersOf(rule), upTo));
    }
    return digests;
  }

  async newRules(): Promise<{ ms: number[]; counts: number[] } | undefined> {
    const { candidate } = this;
    if (candidate.countNew === undefined) return undefined;
    const [ms, counts]: [number[], number[]] = [[], []];
    for (const rule of this.workload.newRules) {
      const start = stopwatch();
      const count = candidate.countNew(rule);
      counts.push(count instanceof Promise ? await count : count);
      ms.push(stopwatch() - start);
    }
    return { ms, counts };
  }

  /** Makes the changes of a stretch, each timed; undefined when the candidate does not follow changes. */
  async change(from: number, to: number): Promise<number[] | undefined> {
    const { candidate } = this;
    if (candidate.change === undefined) return undefined;
    const ms: number[] = [];
    for (const each of this.workload.changes.slice(from, to)) {
      const start = stopwatch();
      const done = candidate.change(each);
      if (done instanceof Promise) await done;
      ms.push(stopwatch() - start);
    }
    return ms;
  }

  /** Makes the changes of a stretch as fast as can be. */
  async churn(from: number, to: number): Promise<number | undefined> {
    const { candidate } = this;
    if (candidate.change === undefined) return undefined;
    const changes = this.workload.changes.slice(from, to);
    const start = stopwatch();
    for (const each of changes) {
      const done = candidate.change(each);
      if (done instanceof Promise) await done;
    }
    return stopwatch() - start;
  }

  async groupsOf(users: readonly number[]): Promise<{ ms: number[]; groups: number[][] } | undefined> {
    const { candidate } = this;
    if (candidate.groupsOf === undefined) return undefined;
    const [ms, groups]: [number[], number[][]] = [[], []];
    for (const user of users) {
      const start = stopwatch();
      const found = candidate.groupsOf(user);
      groups.push([...(found instanceof Promise ? await found : found)]);
      ms.push(stopwatch() - start);
    }
    return { ms, groups };
  }

  memory(): { rssBytes: number; sizeBytes: number | undefined } {
    return { rssBytes: heldMemory().rssBytes, sizeBytes: this.candidate.sizeBytes?.() };
  }

  /** What the interpreter says of Muster's answers; empty when nothing differs. */
  verify(newCounts: readonly number[]): { text: string; isRight: boolean } {
    if (!(this.candidate instanceof Ours)) throw new Error('only Muster is compared with the interpreter');
    const verification = new Verification();
    verifyMembers(this.candidate.engine, this.workload, this.userCount, newCounts, verification);
    return { text: verification.toString(), isRight: verification.isRight };
  }

  async close(): Promise<void> {
    await this.candidate.close?.();
  }

  private async time(work: () => void | Promise<void>): Promise<number> {
    const start = stopwatch();
    await work();
    return stopwatch() - start;
  }
}

export function digestOf(members: Uint32Array, upTo: number): Digest {
  let [count, hash] = [0, 0];
  for (const member of members) {
    if (member >= upTo) break;
    count += 1;
    hash = (Math.imul(hash ^ member, 0x01000193) + 0x9e3779b9) >>> 0;
  }
  return [count, hash];
}

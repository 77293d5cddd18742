import { randomUUID } from 'node:crypto';
import { type Directory, followClock, purgeExpiredItems, systemCaller, workOffPasses } from '@muster/directory';
import type { OpenStore } from '@muster/storage';
import type { Logger } from 'pino';
import { BackgroundLoop } from './background-loop.ts';

const leaseMs = 30_000;
const passPauseMs = 1000;
const batchSize = 2000;
const clockPauseMs = 500;
const clockLeaseMs = 10_000;
const minute = 60_000;

/** What the server does by itself. Every piece can run on any node; leases see to it that each runs once. */
export interface BackgroundWork {
  start(): void;
  /** A pass waits. */
  wake(): void;
  /** Lets what runs come to a point from which it can go on, and ends. */
  stop(): Promise<void>;
}

/**
 * The background loops: passes of rules, memberships that depend on time, snapshots of memberships, removal of what was deleted long ago.
 *
 * @param directory a function, because the directory itself wakes the loops
 */
export function backgroundWork(directory: () => Directory, open: () => OpenStore, log: Logger): BackgroundWork {
  const report = (what: string) => (problem: unknown) => log.error({ err: problem }, `${what} failed; trying again`);
  const worker = randomUUID();
  const passes = new BackgroundLoop(
    (signal) =>
      workOffPasses(directory(), { worker, leaseMs, batchSize, signal }, (pass, outcome, problem) => {
        const details = { group: pass.groupId, ruleVersion: pass.ruleVersion, outcome };
        if (problem === undefined) log.info(details, 'pass ended');
        else log.error({ ...details, err: problem }, 'pass failed; it is tried again when its lease ends');
      }),
    passPauseMs,
    report('working off passes'),
  );
  const compaction = new BackgroundLoop(() => open().compact(), minute, report('compacting memberships'));
  const purge = new BackgroundLoop(
    async (signal) => {
      while (!signal.aborted && (await purgeExpiredItems(directory(), systemCaller)) > 0);
    },
    60 * minute,
    report('removing expired items'),
  );
  const clock = new BackgroundLoop(
    (signal) => followClock(directory(), { worker, leaseMs: clockLeaseMs, signal }),
    clockPauseMs,
    report('following the clock'),
  );
  const loops = [passes, clock, compaction, purge];
  return {
    start() {
      for (const loop of loops) loop.start();
    },
    wake: () => passes.wake(),
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

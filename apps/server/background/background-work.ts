import { randomUUID } from 'node:crypto';
import { deliverMails, type MailerSettings, openMailer } from '@muster/delivery';
import {
  type Directory,
  expireHolds,
  followClock,
  followSchedules,
  forgetOldCreations,
  forgetOldCredentials,
  purgeExpiredItems,
  systemCaller,
  workOffPasses,
} from '@muster/directory';
import type { OpenStore } from '@muster/storage';
import type { Logger } from 'pino';
import { BackgroundLoop } from './background-loop.ts';
import { letGoOfPasses } from './let-go-of-passes.ts';

/** The worker of a database that only one server at a time can reach; the next one knows the leases of the last by it. */
const onlyWorker = 'bundled';
const leaseMs = 8000;
const passPauseMs = 1000;
const columnsPauseMs = 1000;
const clockPauseMs = 500;
const clockLeaseMs = 8000;
const mailPauseMs = 2000;
const mailLeaseMs = 120_000;
const minute = 60_000;

/** What the server does by itself. Every piece can run on any node; leases see to it that each runs once. */
export interface BackgroundWork {
  /** One more loop; before `start`. */
  add(what: string, pauseMs: number, work: (signal: AbortSignal) => Promise<unknown>): void;
  start(): void;
  /** A pass waits. */
  wake(): void;
  /** Lets what runs come to a point from which it can go on, and ends. */
  stop(): Promise<void>;
}

/**
 * The background loops: columns that follow the log, passes of rules, memberships that depend on time, roles and access to groups that begin and end, snapshots of memberships, removal of what was
 * deleted long ago, and of counters and log entries of sign-ins that are too old to matter; mails.
 *
 * @param directory a function, because the directory itself wakes the loops
 * @param batchSize memberships that passes move in one transaction
 * @param mail the mail server; undefined sends no mails
 * @param isAlone nobody else works on this database: what its last worker was at when it was killed is free at once
 */
export function backgroundWork(
  directory: () => Directory,
  open: () => OpenStore,
  log: Logger,
  isAlone: boolean,
  batchSize: number,
  mail: MailerSettings | undefined,
): BackgroundWork {
  const report = (what: string) => (problem: unknown) => log.error({ err: problem }, `${what} failed; trying again`);
  const worker = isAlone ? onlyWorker : randomUUID();
  let isInheriting = isAlone;
  const passes = new BackgroundLoop(
    async (signal) => {
      if (isInheriting) await letGoOfPasses(directory(), worker);
      isInheriting = false;
      await expireHolds(directory());
      await workOffPasses(directory(), { worker, leaseMs, batchSize, signal }, (pass, outcome, problem) => {
        const details = { group: pass.groupId, ruleVersion: pass.ruleVersion, outcome };
        if (problem === undefined) log.info(details, 'pass ended');
        else log.error({ ...details, err: problem }, 'pass failed; it is tried again when its lease ends');
      });
      if (signal.aborted) await letGoOfPasses(directory(), worker);
    },
    passPauseMs,
    report('working off passes'),
  );
  const compaction = new BackgroundLoop(() => open().compact(), minute, report('compacting memberships'));
  const purge = new BackgroundLoop(
    async (signal) => {
      while (!signal.aborted && (await purgeExpiredItems(directory(), systemCaller)) > 0);
      while (!signal.aborted && (await forgetOldCreations(directory())) > 0);
    },
    60 * minute,
    report('removing expired items'),
  );
  const clock = new BackgroundLoop(
    (signal) => followClock(directory(), { worker, leaseMs: clockLeaseMs, signal }),
    clockPauseMs,
    report('following the clock'),
  );
  const credentials = new BackgroundLoop(
    async (signal) => {
      while (!signal.aborted && (await forgetOldCredentials(directory())) > 0);
    },
    minute,
    report('forgetting old sign-ins'),
  );
  const schedules = new BackgroundLoop(
    async (signal) => {
      while (!signal.aborted && (await followSchedules(directory())) > 0);
    },
    clockPauseMs,
    report('following the schedules of roles and groups'),
  );
  const columns = new BackgroundLoop(
    async () => {
      await directory().columns.reach();
    },
    columnsPauseMs,
    report('following the change log'),
  );
  const mailer = mail === undefined ? undefined : openMailer(mail);
  const mails = new BackgroundLoop(
    async (signal) => {
      if (mailer === undefined) return;
      const round = await deliverMails(directory(), mailer, { worker: `${worker} mail`, leaseMs: mailLeaseMs, signal });
      if (round.sent + round.postponed + round.givenUp > 0) log.info(round, 'worked off mails');
    },
    mailPauseMs,
    report('sending mails'),
  );
  const loops = [
    columns,
    passes,
    clock,
    schedules,
    compaction,
    purge,
    credentials,
    ...(mailer === undefined ? [] : [mails]),
  ];
  return {
    add: (what, pauseMs, work) => void loops.push(new BackgroundLoop(work, pauseMs, report(what))),
    start() {
      for (const loop of loops) loop.start();
    },
    wake: () => passes.wake(),
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
      mailer?.close();
    },
  };
}

import { directoryErrors } from '../errors.ts';
import type { Schedule } from '../ports/privileged-access-store.ts';
import type { Answer, Asked } from './asked.ts';
import { done } from './asked.ts';
import { checkRules, usualEnd } from './check-rules.ts';
import { answerWaiting, refuseWaiting, wasProvisioned } from './earlier-requests.ts';
import { type Window, windowOf } from './schedule-times.ts';
import { endSchedule, findSchedule, makeSchedule, moveSchedule } from './schedules.ts';

/** What an administrator asks for is done at once. */
export const adminActions = {
  adminAssign: assign,
  adminUpdate: update,
  adminExtend: extend,
  adminRenew: renew,
  adminRemove: remove,
} as const;

async function assign(asked: Asked): Promise<Answer> {
  const window = checkedWindow(asked);
  await refuseWaiting(asked);
  return provisioned(await makeSchedule(asked, window));
}

async function update(asked: Asked): Promise<Answer> {
  const before = await requireSchedule(asked);
  return provisioned(await moveSchedule(asked, before, startedAlready(asked, before)));
}

async function extend(asked: Asked): Promise<Answer> {
  const before = await requireSchedule(asked);
  const window = startedAlready(asked, before);
  const isLater = before.endsAt !== null && (window.endsAt === null || window.endsAt > before.endsAt);
  if (!isLater) throw directoryErrors.ROLE_REQUEST_INVALID({ reason: 'the schedule would not end later than it does' });
  await answerWaiting(asked, 'Provisioned');
  return provisioned(await moveSchedule(asked, before, window));
}

async function renew(asked: Asked): Promise<Answer> {
  const window = checkedWindow(asked);
  if (!(await wasProvisioned(asked))) throw directoryErrors.SCHEDULE_NOT_FOUND({});
  const made = await makeSchedule(asked, window);
  await answerWaiting(asked, 'Provisioned');
  return provisioned(made);
}

async function remove(asked: Asked): Promise<Answer> {
  const schedule = await requireSchedule(asked);
  await endSchedule(asked, asked.kind, schedule);
  await answerWaiting(asked, 'Canceled');
  return done('Revoked', schedule.id);
}

/** When it is to begin and end, checked by the rules for administrators. @throws AppError ROLE_POLICY_VALIDATION_FAILED */
function checkedWindow({ change, caller, kind, settings, wanted, ...rest }: Asked): Window {
  const { rules } = settings;
  const [expiration, enablement] =
    kind === 'eligibility'
      ? [rules.Expiration_Admin_Eligibility, rules.Enablement_Admin_Eligibility]
      : [rules.Expiration_Admin_Assignment, rules.Enablement_Admin_Assignment];
  const window = windowOf(wanted, change.now, usualEnd(expiration));
  checkRules(caller.actor, rest, { expiration, enablement, context: null }, window, true);
  return window;
}

/** What has begun does not begin anew; otherwise it could be taken away by moving it. */
function startedAlready(asked: Asked, before: Schedule): Window {
  const { startsAt, endsAt } = checkedWindow(asked);
  return { startsAt: before.startsAt <= asked.change.now ? before.startsAt : startsAt, endsAt };
}

/** Administrators change what administrators have given; an activation is ended, not changed. @throws AppError SCHEDULE_NOT_FOUND */
async function requireSchedule(asked: Asked): Promise<Schedule> {
  const found = await findSchedule(asked, asked.kind);
  if (found === undefined) throw directoryErrors.SCHEDULE_NOT_FOUND({});
  const isChange = asked.action !== 'adminRemove';
  if (isChange && found.activatedUsing !== null) throw directoryErrors.SCHEDULE_NOT_FOUND({});
  return found;
}

/** Begun, or waiting for its beginning. */
export function provisioned({ id, isBegun }: Schedule): Answer {
  return done(isBegun ? 'Provisioned' : 'ScheduleCreated', id);
}

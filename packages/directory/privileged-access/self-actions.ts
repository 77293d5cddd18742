import type { Instant, ObjectId } from '@muster/kernel';
import { directoryErrors } from '../errors.ts';
import type { Schedule } from '../ports/privileged-access-store.ts';
import { provisioned } from './admin-actions.ts';
import { type Answer, type Asked, done } from './asked.ts';
import { checkRules, usualEnd } from './check-rules.ts';
import { refuseWaiting, wasProvisioned } from './earlier-requests.ts';
import { eligibleGroupsOf } from './eligible-groups.ts';
import { type Window, windowOf } from './schedule-times.ts';
import { endSchedule, findSchedule, isRunning, makeSchedule } from './schedules.ts';

const minute = 60_000;
/** @see Graph surface spec §12.6 */
const shortestActivation = 5 * minute;
const day = 24 * 60 * minute;
/** How long a request to extend or renew waits for an administrator. */
const decisionDays = 14;

/** What people ask for themselves. */
export const selfActions = {
  selfActivate: activate,
  selfDeactivate: deactivate,
  selfExtend: extend,
  selfRenew: renew,
} as const;

async function activate(asked: Asked): Promise<Answer> {
  const { change, settings } = asked;
  const { rules } = settings;
  const eligibility = await findEligibility(asked);
  const window = windowOf(asked.wanted, change.now, usualEnd(rules.Expiration_EndUser_Assignment));
  const binding = {
    expiration: rules.Expiration_EndUser_Assignment,
    enablement: rules.Enablement_EndUser_Assignment,
    context: rules.AuthenticationContext_EndUser_Assignment,
  };
  checkRules(asked.caller.actor, asked, binding, window, eligibility !== undefined);
  if (window.endsAt !== null && window.endsAt - window.startsAt < shortestActivation) {
    throw directoryErrors.ACTIVE_DURATION_TOO_SHORT({});
  }
  await refuseWaiting(asked);
  if ((await findSchedule(asked, 'assignment')) !== undefined) throw directoryErrors.SCHEDULE_EXISTS({});
  const within = withinEligibility(window, eligibility!);
  if (!rules.Approval_EndUser_Assignment.isApprovalRequired) {
    return provisioned(await makeSchedule(asked, within, eligibility!.id));
  }
  await asked.holding.checkNew('assignment', asked.principal);
  const waitsUntil = (change.now + rules.Approval_EndUser_Assignment.timeOutInDays * day) as Instant;
  return { status: 'PendingApproval', scheduleId: null, waitsUntil, needsApproval: true };
}

/**
 * Activates what was approved: from now on, if its time has come, for as long as was asked for.
 *
 * @throws AppError SCHEDULE_EXISTS, SCHEDULE_NOT_FOUND when the person is not eligible any more
 */
export async function activateApproved(asked: Asked): Promise<Schedule> {
  const eligibility = await findEligibility(asked);
  if (eligibility === undefined) throw directoryErrors.SCHEDULE_NOT_FOUND({});
  const { Expiration_EndUser_Assignment: expiration } = asked.settings.rules;
  const window = windowOf(asked.wanted, asked.change.now, usualEnd(expiration));
  return makeSchedule(asked, withinEligibility(window, eligibility), eligibility.id);
}

/** No activation outlives what it was made of. @throws AppError ROLE_REQUEST_INVALID */
function withinEligibility({ startsAt, endsAt }: Window, eligibility: Schedule): Window {
  if (eligibility.endsAt === null) return { startsAt, endsAt };
  if (startsAt >= eligibility.endsAt) {
    throw directoryErrors.ROLE_REQUEST_INVALID({ reason: 'the eligibility ends before the activation would begin' });
  }
  const isSooner = endsAt !== null && endsAt < eligibility.endsAt;
  return { startsAt, endsAt: isSooner ? endsAt : eligibility.endsAt };
}

/** The running eligibility of the person, or of a group whose direct member the person is: the one that lasts longest. */
async function findEligibility({ change, holding, principal }: Asked): Promise<Schedule | undefined> {
  const groups = await eligibleGroupsOf(change, principal);
  const found = await holding.schedules('eligibility', [principal.id, ...groups]);
  const usable = found.filter((each) => isRunning(each, change.now));
  return usable.sort((a, b) => (b.endsAt ?? Infinity) - (a.endsAt ?? Infinity))[0];
}

async function deactivate(asked: Asked): Promise<Answer> {
  const { change } = asked;
  const held = await findSchedule(asked, 'assignment');
  if (held === undefined || held.activatedUsing === null) throw directoryErrors.SCHEDULE_NOT_FOUND({});
  const isYoung = held.startsAt <= change.now && change.now - held.startsAt < shortestActivation;
  if (isYoung) throw directoryErrors.ACTIVE_DURATION_TOO_SHORT({});
  await endSchedule(asked, 'assignment', held);
  return done('Revoked', held.id);
}

async function extend(asked: Asked): Promise<Answer> {
  const held = await findSchedule(asked, asked.kind);
  if (held === undefined || held.activatedUsing !== null || held.endsAt === null) {
    throw directoryErrors.SCHEDULE_NOT_FOUND({});
  }
  return toAdministrators(asked, held.id);
}

async function renew(asked: Asked): Promise<Answer> {
  if ((await findSchedule(asked, asked.kind)) !== undefined) throw directoryErrors.SCHEDULE_EXISTS({});
  if (!(await wasProvisioned(asked))) throw directoryErrors.SCHEDULE_NOT_FOUND({});
  return toAdministrators(asked, null);
}

/** An administrator answers with adminExtend or adminRenew. */
async function toAdministrators(asked: Asked, scheduleId: ObjectId | null): Promise<Answer> {
  await refuseWaiting(asked);
  windowOf(asked.wanted, asked.change.now, () => null);
  const waitsUntil = (asked.change.now + decisionDays * day) as Instant;
  return { status: 'PendingAdminDecision', scheduleId, waitsUntil, needsApproval: false };
}

import type { Change } from '../changes/change.ts';
import { enqueueMail, isMailAddress } from '../mail/enqueue-mail.ts';
import type { User } from '../objects/directory-object.ts';
import type { AccessRequest, Held } from '../ports/privileged-access-store.ts';
import { findBuiltInRole } from '../roles/role-definition.ts';
import { type AccessNews, accessMail } from './access-mail.ts';
import { type AccessSettings, type NotificationRule, readSettings } from './access-settings.ts';
import type { Asked } from './asked.ts';
import { governedBy } from './managing.ts';
import { addressesOf, administratorsOf, approversOf, type Recipient } from './recipients.ts';
import type { RoleRuleId } from './rule-ids.ts';

type Event = AccessNews['event'];
type Audience = NotificationRule['recipientType'];

/** Requests that were taken back since the full hour let approvers get no second mail about the same. */
export const askedAgainMs = 3_600_000;
const lookedAt = 100;

/** The only events that somebody has to act upon. */
const critical: readonly Event[] = ['approvalAsked', 'extensionAsked'];

/**
 * Queues mails about a request that was made, in its transaction: to approvers when somebody has to decide, to administrators and
 * the person otherwise, as the notification rules say. Costs nothing where no mail is sent.
 */
export async function notifyOfRequest(
  { change, settings }: Pick<Asked, 'change' | 'settings'>,
  request: AccessRequest,
) {
  const event = eventOf(request);
  if (event === undefined || !change.directory.sendsMail) return;
  if (critical.includes(event) && (await wereApproversAsked(change, request))) return;
  await notify(change, settings, request, event);
}

/**
 * True when the same was asked for and taken back since the hour began: approvers know of it, and nobody floods them by asking
 * again and again.
 */
async function wereApproversAsked({ session, now }: Change, request: AccessRequest): Promise<boolean> {
  const { id, kind, action, principalId, held } = request;
  const same = { kind, principalId, type: held.type, heldId: held.id, scope: held.scope };
  const takenBack = await session.privilegedAccess.requests({ ...same, status: 'Canceled', limit: lookedAt });
  const since = Math.floor(now / askedAgainMs) * askedAgainMs;
  return takenBack.some((each) => each.id !== id && each.action === action && each.createdAt >= since);
}

/** Queues mails about the decision of a request that had waited, in its transaction. */
export async function notifyOfDecision(change: Change, request: AccessRequest): Promise<void> {
  if (!change.directory.sendsMail) return;
  const isGranted = request.status === 'Provisioned' || request.status === 'ScheduleCreated';
  const event = isGranted ? 'activated' : request.status === 'Denied' ? 'denied' : 'failed';
  await notify(change, await readSettings(change.session, governedBy(request.held)), request, event);
}

function eventOf({ action, kind, status }: AccessRequest): Event | undefined {
  if (status === 'PendingApproval') return 'approvalAsked';
  if (status === 'PendingAdminDecision') return 'extensionAsked';
  if (action === 'selfActivate') return 'activated';
  if (action === 'selfDeactivate' || action === 'adminRemove') return undefined;
  return kind === 'eligibility' ? 'madeEligible' : 'assigned';
}

/** Whom an event is for. */
function audiences(event: Event): readonly Audience[] {
  if (critical.includes(event)) return ['Approver'];
  return event === 'denied' || event === 'failed' ? ['Requestor'] : ['Admin', 'Requestor'];
}

/** The part of the rules that a request falls under. */
function partOf({ action, kind }: AccessRequest) {
  if (action === 'selfActivate') return 'EndUser_Assignment';
  return kind === 'eligibility' ? 'Admin_Eligibility' : 'Admin_Assignment';
}

async function notify(change: Change, settings: AccessSettings, request: AccessRequest, event: Event): Promise<void> {
  const person = await personOf(change, request);
  const recipients = new Map<string, Recipient>();
  for (const audience of audiences(event)) {
    const id = `Notification_${audience}_${partOf(request)}` as RoleRuleId & `Notification_${string}`;
    for (const each of await recipientsBy(change, settings, settings.rules[id], { request, event, person })) {
      recipients.set(each.address.toLowerCase(), each);
    }
  }
  if (recipients.size === 0) return;
  const news = await newsOf(change, request, event, person);
  for (const { address, language } of recipients.values()) {
    await enqueueMail(change.session, accessMail(address, language, news), change.now);
  }
}

interface Told {
  readonly request: AccessRequest;
  readonly event: Event;
  /** Undefined when the principal is no user. */
  readonly person: User | undefined;
}

async function recipientsBy(
  change: Change,
  settings: AccessSettings,
  rule: NotificationRule,
  { request, event, person }: Told,
): Promise<readonly Recipient[]> {
  const { notificationLevel, isDefaultRecipientsEnabled, notificationRecipients, recipientType } = rule;
  if (notificationLevel === 'None' || (notificationLevel === 'Critical' && !critical.includes(event))) return [];
  const named = notificationRecipients.filter(isMailAddress).map((address) => ({ address, language: 'en' }));
  if (!isDefaultRecipientsEnabled) return named;
  return [...named, ...addressesOf(await peopleBy(change, settings, recipientType, { request, event, person }))];
}

async function peopleBy(
  change: Change,
  { rules }: AccessSettings,
  audience: Audience,
  { request, event, person }: Told,
): Promise<readonly User[]> {
  if (audience === 'Requestor') return person === undefined ? [] : [person];
  if (audience === 'Approver' && event === 'approvalAsked') {
    const all = await approversOf(change, request.held, rules.Approval_EndUser_Assignment);
    // Nobody decides about what they have asked for themselves.
    return all.filter(({ id }) => id !== request.principalId);
  }
  return administratorsOf(change, request.held);
}

async function personOf(change: Change, { principalId }: AccessRequest): Promise<User | undefined> {
  const [found] = await change.session.objects.findMany([principalId], ['user']);
  return found as User | undefined;
}

async function newsOf(
  change: Change,
  request: AccessRequest,
  event: Event,
  person: User | undefined,
): Promise<AccessNews> {
  const { objects, settings } = change.session;
  const [principal] =
    person === undefined ? await objects.findMany([request.principalId], ['group', 'servicePrincipal']) : [person];
  const organization = await settings.organization();
  const decided = event === 'denied' || event === 'failed';
  return {
    event,
    directoryName: organization?.displayName ?? 'Muster',
    personName: (principal?.properties.displayName as string | undefined) ?? request.principalId,
    held: await nameOf(change, request.held),
    actorName: request.review?.by.name ?? (decided ? 'Muster' : request.createdBy.name),
    endsAt: await endOf(change, request),
    justification: (request.review ?? request).justification,
  };
}

async function nameOf({ session }: Change, held: Held): Promise<AccessNews['held']> {
  if (held.type === 'group') {
    const [group] = await session.objects.findMany([held.id], ['group'], 'any');
    return { as: held.scope, name: (group?.properties.displayName as string | undefined) ?? held.id };
  }
  const custom = findBuiltInRole(held.id) === undefined ? await session.roles.customRoles() : [];
  const role = findBuiltInRole(held.id) ?? custom.find((each) => each.id === held.id);
  return { as: 'role', name: role?.displayName ?? held.id };
}

/** When the schedule ends that the request has made; null when it has none or made none. */
async function endOf({ session }: Change, { held, kind, scheduleId: id }: AccessRequest) {
  if (id === null) return null;
  const [found] =
    held.type === 'group'
      ? await session.privilegedAccess.groupSchedules({ id })
      : kind === 'assignment'
        ? await session.roles.assignments({ id })
        : (await session.privilegedAccess.eligibilities()).filter((each) => each.id === id);
  return found?.endsAt ?? null;
}

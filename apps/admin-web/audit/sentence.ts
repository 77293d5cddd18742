import { activities } from './activities.ts';
import { type AuditEntry, initiatorOf, operationOf, readValue, toldValue } from './audit-entry.ts';
import type { Phrases } from './audit-phrases.ts';

/** What a sentence needs beside the entry. */
export interface Telling {
  readonly phrases: Phrases;
  /** The name behind an id of an object or a role; undefined where it is not known. */
  nameOf(id: string): string | undefined;
  numbered(count: number): string;
}

/** What happened, in one sentence; in the API's own words where the activity is not known here. */
export function sentenceOf(entry: AuditEntry, telling: Telling): string {
  const told = ofRule(entry, telling) ?? ofActivity(entry, telling);
  return told.replace(/\s+/g, ' ').trim();
}

/** The command line has a name in the log, which begins no sentence. */
function whoDid(entry: AuditEntry, phrases: Phrases): string {
  const { user, app } = entry.initiatedBy;
  const isCommandLine = user === null && app?.appId === null && app.displayName === 'command line';
  return isCommandLine ? phrases.commandLine : initiatorOf(entry);
}

function targetName({ targetResources: [target] }: AuditEntry): string {
  return target?.displayName ?? target?.userPrincipalName ?? '';
}

/** What passes, the clock and approvals did, which the activity does not tell. */
function ofRule(entry: AuditEntry, { phrases, numbered }: Telling): string | undefined {
  const operation = operationOf(entry);
  const target = targetName(entry);
  if (operation === 'approve-membership-change') return phrases.approved(whoDid(entry, phrases), target);
  const [first] = entry.targetResources;
  if (first === undefined) return operation === 'follow-clock' ? phrases.clock() : undefined;
  const status = toldValue(entry, 'membershipRuleProcessingStatus') as Record<string, unknown> | undefined;
  if (operation === 'pass' && status) {
    const count = (name: string) => numbered(Number(status[name] ?? 0));
    if (status.isApprovalRequired === true) return phrases.held(target, count('joiningCount'), count('leavingCount'));
    if (status.status === 'Succeeded') return phrases.aligned(target, count('joinedCount'), count('leftCount'));
    if (status.status === 'Failed') return phrases.failed(target);
  }
  const isRuleAlone = first.modifiedProperties.length === 1 && toldValue(entry, 'ruleVersion') !== undefined;
  return isRuleAlone && first.type === 'Group' ? phrases.registered(target) : undefined;
}

function ofActivity(entry: AuditEntry, telling: Telling): string {
  const { phrases, nameOf } = telling;
  const who = whoDid(entry, phrases);
  const target = targetName(entry);
  const activity = activities.get(entry.activityDisplayName);
  if (activity === undefined) return phrases.other(who, entry.activityDisplayName, target);
  const { noun, form, link } = activity;
  if (noun === 'membershipRules') return phrases.batch();
  if (noun === 'organization' && form === 'create') return phrases.created(who);
  if (noun === 'roleAssignment' || noun === 'roleEligibility') return ofRole(entry, telling);
  if (link !== undefined && (form === 'add' || form === 'remove')) {
    const what = nameOf(String(linkedId(entry))) ?? phrases.somebody;
    const tell = form === 'add' ? phrases.linked : phrases.unlinked;
    return tell(who, what, phrases.links[link], phrases.owners[noun] ?? phrases.nouns[noun], target);
  }
  if (noun === 'directoryRole') {
    return phrases.activated(who, nameOf(String(toldValue(entry, 'roleTemplateId'))) ?? phrases.someRole);
  }
  return phrases.forms[form as keyof Phrases['forms']](who, phrases.nouns[noun], target);
}

/** The object that the link leads to: the one value of an entry about a link. */
function linkedId({ targetResources: [target] }: AuditEntry): unknown {
  const [first] = target?.modifiedProperties ?? [];
  return first === undefined ? undefined : readValue(first.newValue ?? first.oldValue);
}

function ofRole(entry: AuditEntry, { phrases, nameOf }: Telling): string {
  const { noun, form } = activities.get(entry.activityDisplayName)!;
  const what = nameOf(String(toldValue(entry, 'principalId'))) ?? phrases.somebody;
  const role = nameOf(String(toldValue(entry, 'roleDefinitionId'))) ?? phrases.someRole;
  const tell = noun === 'roleAssignment' ? phrases.role : phrases.eligible;
  return tell[form as 'create'](whoDid(entry, phrases), what, role);
}

import type { ExplainedRule, MembershipExplanation, NamedObject, ObjectState, PathStep } from '@muster/directory';
import { formatInstant } from '@muster/kernel';
import { drawExplanation } from '../rules/draw-explanation.ts';
import { printable } from '../terminal/cells.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { describeAuthors, describeEnd, describeReason, describeRegistration } from './draw-move.ts';

type Paper = Pick<Terminal, 'colors'>;

/**
 * The explanation of a membership:
 *
 *     ✓ Kim Ek <kim@contoso.com> is a member of "Sales", by its rule
 *       since 2026-03-03T09:00:00Z because department changed from "HR" to "Sales"
 *         by Payroll (update-user, request 7f…)
 *
 *     rule: applied, written 2026-01-31T08:00:00Z by Admin (create-group)
 *     ✓ user.department -eq "Sales"   department is "Sales"
 *
 * @param isPast says "was" instead of "is", and when
 */
export function drawMembership(
  explanation: MembershipExplanation,
  paper: Paper,
  { isPast }: { readonly isPast: boolean },
): string {
  const { path, rule } = explanation;
  const parts = [drawAnswer(explanation, paper, isPast)];
  if (path.length > 0) parts.push(drawPath(path));
  if (rule !== null) parts.push(drawRule(rule, paper));
  return parts.join('\n');
}

function drawAnswer(explanation: MembershipExplanation, { colors }: Paper, isPast: boolean): string {
  const { isMember, group, member, at, since, next } = explanation;
  const mark = isMember ? colors.green('✓') : colors.red('✗');
  const verb = `${isPast ? 'was' : 'is'}${isMember ? '' : ' not'}`;
  const when = isPast ? `on ${formatInstant(at)} ` : '';
  const lines = [
    `${mark} ${when}${nameOf(member)} ${verb} a member of ${nameOf(group)}${describeMeans(explanation)}`,
    ...describeState(member, 'the member', isPast),
    ...describeState(group, 'the group', isPast),
  ];
  if (since === null) lines.push(isPast ? '  had never been in it directly' : '  never was in it directly');
  else {
    lines.push(`  since ${formatInstant(since.at)} because ${describeReason(since)}`);
    lines.push(...describeAuthors(since).map((line) => `    ${colors.dim(line)}`));
  }
  const { schedule } = explanation;
  if (schedule !== null && schedule.justification !== null)
    lines.push(`  reason: ${printable(schedule.justification)}`);
  if (schedule !== null && schedule.approvedBy !== null) lines.push(`  approved by ${printable(schedule.approvedBy)}`);
  if (next !== null) {
    lines.push(`  until ${formatInstant(next.at)}, when ${describeReason(next)}`);
    lines.push(...describeAuthors(next).map((line) => `    ${colors.dim(line)}`));
  }
  return `${lines.join('\n')}\n`;
}

function describeMeans({ means, rule, schedule }: MembershipExplanation): string {
  if (schedule !== null) return `, ${schedule.isActivated ? 'activated' : 'by hand'}${describeEnd(schedule)}`;
  if (means === 'assigned') return ', by hand';
  if (means === 'nested') return ', through groups inside it';
  if (means === null || rule === null) return '';
  return rule.standing.kind === 'applied' ? ', by its rule' : ', from the time before';
}

const states: Readonly<Record<ObjectState, string | null>> = {
  live: null,
  deleted: 'deleted',
  purged: 'deleted for good',
  notYet: 'not made yet',
};

function describeState({ state }: { readonly state: ObjectState }, who: string, isPast: boolean): string[] {
  return states[state] === null ? [] : [`  ${who} ${isPast ? 'was' : 'is'} ${states[state]}`];
}

function nameOf({ id, type, displayName, userPrincipalName }: NamedObject): string {
  if (type === 'group') return displayName === null ? `group ${id}` : `"${printable(displayName)}"`;
  const name = printable(displayName ?? `${type} ${id}`);
  return userPrincipalName === null ? name : `${name} <${printable(userPrincipalName)}>`;
}

function drawPath(path: readonly PathStep[]): string {
  return path
    .map(({ group, member, since }) => `  ${nameOf(group)} holds ${nameOf(member)} since ${formatInstant(since)}\n`)
    .join('');
}

function drawRule(rule: ExplainedRule, paper: Paper): string {
  const setBy = rule.setBy === null ? '' : `, ${describeRegistration(rule.setBy)}`;
  const head = `rule: ${describeStanding(rule)}${setBy}\n`;
  const note = rule.isManagerMissing ? '  the manager does not exist: nobody is selected\n' : '';
  const body = rule.details === null ? `  ${printable(rule.text)}\n` : drawExplanation(rule.details, paper);
  return `${head}${note}${body}`;
}

function describeStanding({ standing }: ExplainedRule): string {
  switch (standing.kind) {
    case 'broken':
      return `cannot be applied, members stay as they are (${printable(standing.problem)})`;
    case 'paused':
      return 'not applied, members stay as they are';
    case 'held':
      return `not applied, held by the guard until ${formatInstant(standing.until)}: ${standing.leaving} would leave, ${standing.joining} would join`;
    case 'pending': {
      const message = standing.passMessage === null ? '' : `: ${printable(standing.passMessage)}`;
      const status = standing.passStatus === null ? '' : ` (pass ${standing.passStatus}${message})`;
      return `not yet applied to this member${status}`;
    }
    default:
      return 'applied';
  }
}

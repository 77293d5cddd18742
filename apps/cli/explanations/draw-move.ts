import type { ChangedProperty, ExplainedChange, ExplainedMove, MovedSchedule, PropertyValue } from '@muster/directory';
import { formatInstant } from '@muster/kernel';
import { printable } from '../terminal/cells.ts';
import type { Terminal } from '../terminal/terminal.ts';

const shownProperties = 5;
const longestValue = 120;

/** One entry or exit: when, why, and by whom. */
export function drawMove(move: ExplainedMove, { colors }: Pick<Terminal, 'colors'>): string {
  const sign = move.joined ? colors.green('+') : colors.red('-');
  const head = `${sign} ${formatInstant(move.at)} ${move.joined ? 'joined' : 'left'} because ${describeReason(move)}`;
  return `${[head, ...describeAuthors(move).map((line) => `    ${colors.dim(line)}`)].join('\n')}\n`;
}

/** Who made the move; for a pass also who set the rule that it applied, and who let it go on. */
export function describeAuthors(move: ExplainedMove): readonly string[] {
  const { ruleChange, approval } = move;
  const lines = [describeAuthor(move)];
  if (ruleChange !== null) lines.push(`the rule was ${describeRegistration(ruleChange)}`);
  const replaced = ruleChange?.changedProperties.find(({ name }) => name === 'membershipRule')?.before ?? null;
  if (replaced !== null) lines.push(`in place of ${printable(String(replaced))}`);
  if (approval !== null) lines.push(`approved ${formatInstant(approval.at)} ${describeAuthor(approval)}`);
  return lines;
}

/** Why the member came or went, as the second half of a sentence that begins with "because". */
export function describeReason(move: ExplainedMove): string {
  switch (move.reason) {
    case 'memberChanged':
      return describeChanges(move);
    case 'assigned':
      return move.joined ? 'somebody added the member' : 'somebody removed the member';
    case 'scheduleBegan':
      return `${move.schedule?.isActivated ? 'it was activated' : 'it was given for a time'}${describeEnd(move.schedule)}`;
    case 'scheduleEnded':
      return move.actor.kind === 'system' ? 'its time was over' : 'it was ended by request';
    case 'pass':
      return 'a pass brought the group in line with its rule';
    case 'clock':
      return describeClock(move);
    case 'source':
      return move.sources
        .map(
          ({ joined, displayName, id }) => `the member ${joined ? 'came into' : 'left'} ${quoted(displayName ?? id)}`,
        )
        .join(', ');
    case 'memberDeleted':
      return 'the member was deleted';
    case 'memberRestored':
      return 'the member was restored';
    case 'groupDeleted':
      return 'the group was deleted';
    case 'groupRestored':
      return 'the group was restored';
    case 'managerDeleted':
      return 'the manager was deleted';
    case 'managerRestored':
      return 'the manager was restored';
    default:
      return `of ${move.operation}`;
  }
}

/** When a membership for a time ends: `, until 2026-03-03T09:00:00Z`. */
export function describeEnd(schedule: MovedSchedule | null): string {
  return schedule === null || schedule.until === null ? '' : `, until ${formatInstant(schedule.until)}`;
}

/** `by Payroll (update-user, request 7f…)` */
function describeAuthor({ actor, operation, requestId }: ExplainedChange): string {
  const request = requestId === null ? '' : `, request ${printable(requestId)}`;
  return `by ${printable(actor.name)} (${operation}${request})`;
}

/** What the rule reads comes first; the rest is told only when the rule reads nothing of it. */
function describeChanges({ changedProperties, operation }: ExplainedMove): string {
  const read = changedProperties.filter((property) => property.isReadByRule);
  const told = read.length > 0 ? read : changedProperties;
  if (told.length === 0) return operation.startsWith('create') ? 'the member was created' : 'the member changed';
  const shown = told.slice(0, shownProperties).map(describeProperty);
  if (told.length > shownProperties) shown.push(`${told.length - shownProperties} more properties changed`);
  return shown.join(', ');
}

function describeProperty({ name, before, after }: ChangedProperty): string {
  if (before === null) return `${name} became ${written(after)}`;
  if (after === null) return `${name} ${written(before)} was cleared`;
  return `${name} changed from ${written(before)} to ${written(after)}`;
}

/** How a change came to register a rule: `written 2026-03-03T09:00:00Z by Admin (create-group)`. */
export function describeRegistration(change: ExplainedChange): string {
  return `${registrationVerb(change)} ${formatInstant(change.at)} ${describeAuthor(change)}`;
}

function registrationVerb({ operation, changedProperties }: ExplainedChange): string {
  const changed = new Map(changedProperties.map(({ name, after }) => [name, after]));
  if (changed.has('membershipRule')) return 'written';
  if (changed.has('membershipRuleProcessingState')) {
    return changed.get('membershipRuleProcessingState') === 'On' ? 'resumed' : 'paused';
  }
  return operation === 'reprocess-rule' ? 'looked at again' : 'put in force again';
}

function describeClock({ turned }: ExplainedMove): string {
  if (turned.length === 0) return 'time passed';
  const dates = turned.map(
    ({ property, value, turnedAt }) => `${property} ${formatInstant(value)} counts from ${formatInstant(turnedAt)} on`,
  );
  return `time passed: ${dates.join(', ')}`;
}

function written(value: PropertyValue): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const shown = printable(text.length > longestValue ? `${text.slice(0, longestValue)}…` : text);
  return typeof value === 'string' ? `"${shown}"` : shown;
}

function quoted(text: string): string {
  return `"${printable(text)}"`;
}

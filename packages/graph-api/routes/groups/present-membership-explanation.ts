import type {
  ExplainedChange,
  ExplainedMove,
  ExplainedRule,
  MembershipExplanation,
  NamedObject,
  RuleStanding,
} from '@muster/directory';
import { formatInstant, type Instant } from '@muster/kernel';
import type { JsonValue } from '../../wire/json-body.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { presentExplanation } from './present-evaluation.ts';

const formatOptional = (at: Instant | null) => (at === null ? null : formatInstant(at));

/** An object by its name. */
export function presentName({ id, type, displayName, userPrincipalName }: NamedObject): JsonMembers {
  const name = { id, type: `#microsoft.graph.${type}`, displayName };
  return type === 'user' ? { ...name, userPrincipalName } : name;
}

/** A change, with what it changed of one object. */
export function presentChange(change: ExplainedChange): JsonMembers {
  const { seq, at, actor, operation, requestId, changedProperties } = change;
  return {
    changeNumber: seq,
    at: formatInstant(at),
    actor: { kind: actor.kind, id: actor.id, displayName: actor.name },
    operation,
    requestId,
    changedProperties: changedProperties.map(({ name, before, after, isReadByRule }) => ({
      name,
      oldValue: before as JsonValue,
      newValue: after as JsonValue,
      isReadByRule,
    })),
  };
}

/** One entry or exit. What does not belong to its reason is left out. */
export function presentMove(move: ExplainedMove): JsonMembers {
  const { joined, reason, ruleChange, approval, turned, sources, schedule } = move;
  const shown: JsonMembers = { joined, reason, ...presentChange(move) };
  if (reason === 'pass') shown.ruleChange = ruleChange === null ? null : presentChange(ruleChange);
  if (approval !== null) shown.approval = presentChange(approval);
  if (reason === 'clock') {
    shown.turnedDates = turned.map(({ property, value, turnedAt }) => ({
      property,
      value: formatInstant(value),
      turnedAt: formatInstant(turnedAt),
    }));
  }
  if (schedule !== null) {
    shown.schedule = { isActivated: schedule.isActivated, until: formatOptional(schedule.until) };
  }
  if (reason === 'source') shown.sources = sources.map((source) => ({ ...source }));
  return shown;
}

function presentStanding(standing: RuleStanding): JsonMembers {
  switch (standing.kind) {
    case 'broken':
      return { standing: 'broken', problem: standing.problem };
    case 'held': {
      const { leaving, joining, until } = standing;
      return { standing: 'held', leaving, joining, heldUntil: formatInstant(until) };
    }
    case 'pending':
      return {
        standing: 'pending',
        processingStatus: standing.passStatus,
        processingMessage: standing.passMessage,
      };
    default:
      return { standing: standing.kind };
  }
}

function presentRule({ text, standing, setBy, details, isManagerMissing }: ExplainedRule): JsonMembers {
  const shown: JsonMembers = {
    membershipRule: text,
    ...presentStanding(standing),
    membershipRuleEvaluationResult: details?.result ?? null,
    membershipRuleEvaluationDetails: details === null ? null : presentExplanation(details),
    setBy: setBy === null ? null : presentChange(setBy),
  };
  if (isManagerMissing) shown.isManagerMissing = true;
  return shown;
}

/** The answer of `explain`: every member is always there, null where there is nothing to say. */
export function presentMembershipExplanation(explanation: MembershipExplanation): JsonMembers {
  const { group, member, at, isMember, means, path, rule, schedule, since, next } = explanation;
  return {
    at: formatInstant(at),
    group: { ...presentName(group), state: group.state },
    member: { ...presentName(member), state: member.state },
    isMember,
    means,
    path: path.map((step) => ({
      group: presentName(step.group),
      member: presentName(step.member),
      since: formatInstant(step.since),
    })),
    rule: rule === null ? null : presentRule(rule),
    schedule:
      schedule === null
        ? null
        : { ...schedule, since: formatInstant(schedule.since), until: formatOptional(schedule.until) },
    since: since === null ? null : presentMove(since),
    next: next === null ? null : presentMove(next),
  };
}

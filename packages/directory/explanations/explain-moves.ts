import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import { type CheckedRule, checkRule } from '@muster/rules';
import { clockTerms } from '../clock/clock-terms.ts';
import { isDynamic } from '../groups/group-kind.ts';
import type { DirectoryObject, Group } from '../objects/directory-object.ts';
import type { Fact, LoggedChange } from '../ports/change-log.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { Move, PastValues, Registration } from '../ports/history.ts';
import { scheduleMember } from '../privileged-access/take-access.ts';
import { type ChangeView, explainedChange, ruleProperties } from './explained-change.ts';
import type {
  ExplainedChange,
  ExplainedMove,
  MovedSchedule,
  MovedSource,
  MoveReason,
  TurnedDate,
} from './membership-explanation.ts';

/** Whose moves are explained. */
export interface MovedPair {
  readonly group: Pick<DirectoryObject, 'id' | 'number' | 'type'>;
  readonly member: Pick<DirectoryObject, 'id' | 'number' | 'type'>;
  readonly dateExtensions: ReadonlySet<string>;
}

/** What the log knows about the moves, read at once. */
interface Evidence {
  readonly changes: ReadonlyMap<number, LoggedChange>;
  readonly registrations: ReadonlyMap<number, Registration>;
  readonly sources: ReadonlyMap<number, readonly MovedSource[]>;
  /** The member's values at moves made by the clock. */
  readonly values: ReadonlyMap<number, PastValues>;
}

/**
 * Why one member came into one group and went out of it. Six statements for any number of moves.
 *
 * @param moves of this pair alone
 */
export async function explainMoves(
  session: ReadSession,
  pair: MovedPair,
  moves: readonly Move[],
): Promise<readonly ExplainedMove[]> {
  if (moves.length === 0) return [];
  const rules = await rulesAt(session, pair, moves);
  const evidence = await evidenceOf(session, pair, moves, rules);
  return moves.flatMap((move) => {
    const change = evidence.changes.get(move.seq);
    return change === undefined ? [] : [explainedMove(move, change, rules.get(move.seq) ?? null, pair, evidence)];
  });
}

/** Place → the newest change up to there that registered the group's rule. Two statements. */
export async function ruleChangesAt(
  session: ReadSession,
  group: ObjectId,
  places: readonly number[],
): Promise<ReadonlyMap<number, ExplainedChange>> {
  const registrations = await session.history.registrationsUpTo(group, places);
  const seqs = new Set([...registrations.values()].map(({ seq }) => seq));
  const changes = await session.history.changesAbout([...seqs], [group]);
  const view: ChangeView = { dateExtensions: new Set(), rule: null };
  return new Map(
    places.flatMap((place) => {
      const change = changes.get(registrations.get(place)?.seq ?? 0);
      return change === undefined ? [] : [[place, explainedChange(change, group, view)] as const];
    }),
  );
}

/** The rule that each change applied. */
async function rulesAt(
  session: ReadSession,
  { group }: MovedPair,
  moves: readonly Move[],
): Promise<ReadonlyMap<number, CheckedRule>> {
  const places = moves.map((move) => move.seq);
  const values = await session.history.valuesSetUpTo(group.id, 'group', places, ruleProperties);
  const compiled = new Map<string, CheckedRule | null>();
  const rules = new Map<number, CheckedRule>();
  for (const [place, found] of values) {
    const properties: Group['properties'] = Object.fromEntries(found);
    const text = properties.membershipRule as string | null | undefined;
    if (!isDynamic(properties) || typeof text !== 'string') continue;
    if (!compiled.has(text)) compiled.set(text, ruleOf(text));
    const rule = compiled.get(text) ?? null;
    if (rule !== null) rules.set(place, rule);
  }
  return rules;
}

function ruleOf(text: string): CheckedRule | null {
  const checked = checkRule(text, { dialect: 'extended' });
  return checked.ok ? checked.rule : null;
}

async function evidenceOf(
  session: ReadSession,
  { group, member }: MovedPair,
  moves: readonly Move[],
  rules: ReadonlyMap<number, CheckedRule>,
): Promise<Evidence> {
  const { history } = session;
  const places = moves.map((move) => move.seq);
  const all = [...rules.values()];
  const named = [...new Set(all.flatMap((rule) => rule.managerId ?? []))] as ObjectId[];
  const registrations = await history.registrationsUpTo(group.id, places);
  const ids = [...new Set([group.id, member.id, ...named])];
  const causes = [...registrations.values()].flatMap(({ seq, approval }) => [seq, approval ?? []].flat());
  const changes = await history.changesAbout([...new Set([...places, ...causes])], ids);
  const byClock = places.filter((place) => changes.get(place)?.cause.operation === 'follow-clock');
  const dates = [...new Set(all.flatMap((rule) => clockTerms(rule).map((term) => term.attribute)))];
  return {
    changes,
    registrations,
    sources: await movedSources(session, rules, places, member.number),
    values: byClock.length === 0 ? new Map() : await history.valuesSetUpTo(member.id, member.type, byClock, dates),
  };
}

async function movedSources(
  session: ReadSession,
  rules: ReadonlyMap<number, CheckedRule>,
  places: readonly number[],
  member: ObjectNumber,
): Promise<ReadonlyMap<number, readonly MovedSource[]>> {
  const ids = [...new Set([...rules.values()].flatMap((rule) => rule.sourceGroupIds))] as ObjectId[];
  if (ids.length === 0) return new Map();
  const sources = await session.objects.findMany(ids, ['group'], 'any');
  const byNumber = new Map(sources.map((source) => [source.number, source]));
  const moved = new Map<number, MovedSource[]>();
  for (const { seq, group, joined } of await session.history.movesBy(places, [...byNumber.keys()], member)) {
    const { id, properties } = byNumber.get(group)!;
    if (!rules.get(seq)?.sourceGroupIds.includes(id)) continue;
    const displayName = (properties.displayName ?? null) as string | null;
    moved.set(seq, [...(moved.get(seq) ?? []), { id, displayName, joined }]);
  }
  return moved;
}

function explainedMove(
  { seq, joined }: Move,
  change: LoggedChange,
  rule: CheckedRule | null,
  { group, member, dateExtensions }: MovedPair,
  evidence: Evidence,
): ExplainedMove {
  const sources = evidence.sources.get(seq) ?? [];
  const reason = reasonOf(change, group.id, member.id, rule, sources.length > 0);
  const registration = reason === 'pass' ? evidence.registrations.get(seq) : undefined;
  const ofGroup = (place: number | null | undefined): ExplainedChange | null => {
    const found = evidence.changes.get(place ?? 0);
    return found === undefined ? null : explainedChange(found, group.id, { dateExtensions, rule: null });
  };
  return {
    ...explainedChange(change, member.id, { dateExtensions, rule }),
    joined,
    reason,
    ruleChange: ofGroup(registration?.seq),
    approval: ofGroup(registration?.approval),
    turned: reason === 'clock' && rule !== null ? turnedDates(rule, evidence.values.get(seq), change.cause.at) : [],
    sources,
    schedule: movedSchedule(change, group.id, member.id),
  };
}

/** What the change tells of the schedule by which the member came or went; null when it was by hand. */
function movedSchedule(change: LoggedChange, group: ObjectId, member: ObjectId): MovedSchedule | null {
  const told = change.facts.find((fact) => fact.objectId === group && namesMember(fact, member));
  const [before, after] = told?.changes[scheduleMember] ?? [null, null];
  const schedule = (after ?? before) as { isActivated: boolean; endsAt: Instant | null } | null;
  return schedule === null ? null : { isActivated: schedule.isActivated, until: schedule.endsAt };
}

/** In order: what says most comes first. */
function reasonOf(
  change: LoggedChange,
  group: ObjectId,
  member: ObjectId,
  rule: CheckedRule | null,
  hasSources: boolean,
): MoveReason {
  const actions = (id: string | null) => change.facts.filter((fact) => fact.objectId === id).map((fact) => fact.action);
  const [ofMember, ofGroup, ofManager] = [actions(member), actions(group), actions(rule?.managerId ?? null)];
  if (isEnd(ofMember)) return 'memberDeleted';
  if (ofMember.includes('restore')) return 'memberRestored';
  if (isEnd(ofGroup)) return 'groupDeleted';
  if (ofGroup.includes('restore')) return 'groupRestored';
  const named = change.facts.find((fact) => fact.objectId === group && namesMember(fact, member));
  if (named !== undefined) return namedReason(named);
  if (hasSources) return 'source';
  if (change.cause.operation === 'follow-clock') return 'clock';
  if (change.cause.operation === 'pass') return 'pass';
  if (isEnd(ofManager)) return 'managerDeleted';
  if (ofManager.includes('restore')) return 'managerRestored';
  return ofMember.length > 0 ? 'memberChanged' : 'other';
}

function namedReason({ changes }: Fact): MoveReason {
  const schedule = changes[scheduleMember];
  if (schedule === undefined) return 'assigned';
  return schedule[0] === null ? 'scheduleBegan' : 'scheduleEnded';
}

const isEnd = (actions: readonly Fact['action'][]) => actions.includes('delete') || actions.includes('purge');

const namesMember = ({ changes }: Fact, member: ObjectId) => changes.members?.includes(member) ?? false;

/** The dates the clock passed last: of all that the rule compares with it, those that turned nearest to the move. */
function turnedDates(rule: CheckedRule, values: PastValues | undefined, at: Instant): readonly TurnedDate[] {
  const passed = clockTerms(rule).flatMap(({ attribute, offsetMs }): TurnedDate[] => {
    const value = values?.get(attribute);
    if (typeof value !== 'number' || value - offsetMs > at) return [];
    return [{ property: attribute, value: value as Instant, turnedAt: (value - offsetMs) as Instant }];
  });
  const latest = Math.max(...passed.map((date) => date.turnedAt));
  return passed.filter((date) => date.turnedAt === latest);
}

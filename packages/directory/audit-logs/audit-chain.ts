import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { AuditedFact, AuditPlace } from '../ports/audit-log.ts';
import type { LoggedChange } from '../ports/change-log.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { type Audit, namedAudits } from './list-audits.ts';

/** What stands before and behind an entry of the change log. */
export interface AuditChain {
  /** Of a pass: the change that put the rule in force, and the approval that let the pass go on. */
  readonly causedBy: readonly Audit[];
  /** What else the same change did. */
  readonly sameChange: readonly Audit[];
  /** Of a change that put a rule in force, and of an approval: what passes did up to the next one, the oldest first. */
  readonly followedBy: readonly Audit[];
}

/** The most entries of each list of a chain. */
export const mostChained = 100;

/** Of how many groups of one change the passes are looked for. */
const mostFollowedGroups = 20;

const approval = 'approve-membership-change';

/**
 * What caused an entry of the change log, and what it caused. Which memberships it moved, `auditMovements`
 * tells. Reads the whole change; for each group whose rule it put in force one more statement, at most 20.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function auditChain(
  directory: Directory,
  caller: Caller,
  id: string,
  place: Pick<AuditPlace, 'seq' | 'ordinal'> | undefined,
): Promise<AuditChain> {
  authorize(caller, 'read the change log');
  return directory.store.read(async (session) => {
    const change = place && (await session.log.change(place.seq));
    const own = change === undefined ? [] : entriesOf(change);
    if (change === undefined || !own.some(({ ordinal }) => ordinal === place!.ordinal)) {
      throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    }
    const others = own.filter(({ ordinal }) => ordinal !== place!.ordinal).slice(0, mostChained);
    const causes = await causesOf(session, change);
    const effects = await effectsOf(session, change);
    const named = await namedAudits(session, [...causes, ...others, ...effects]);
    return {
      causedBy: named.slice(0, causes.length),
      sameChange: named.slice(causes.length, causes.length + others.length),
      followedBy: named.slice(causes.length + others.length),
    };
  });
}

/** The facts of a change with their places; of a change without facts the change itself. */
function entriesOf({ seq, cause, facts }: LoggedChange): readonly AuditedFact[] {
  if (facts.length === 0) return [{ seq, ordinal: 0, cause, fact: null }];
  return facts.map((fact, ordinal) => ({ seq, ordinal, cause, fact }));
}

/** Why a pass ran: what registered the rule, told by its first fact about the group, and who approved. */
async function causesOf(session: ReadSession, { seq, cause, facts }: LoggedChange): Promise<readonly AuditedFact[]> {
  if (cause.operation !== 'pass') return [];
  const rows = await session.log.ledgerRowsOf(seq);
  const numbers = rows.flatMap((row) => (row.kind === 'group' ? [row.group] : []));
  const moved = numbers.length === 0 ? [] : await session.objects.findByNumbers(numbers, ['group']);
  const told = facts.flatMap((fact) => (fact.objectType === 'group' ? [fact.objectId as ObjectId] : []));
  const [group] = [...told, ...moved.map(({ id }) => id)];
  const registration = group && (await session.history.registrationsUpTo(group, [seq])).get(seq);
  if (registration === undefined) return [];
  const places = [registration.seq, registration.approval].filter((each) => each !== null);
  const changes = await Promise.all(places.map((each) => session.log.change(each)));
  return changes.flatMap((change) => {
    const first = change && entriesOf(change).find(({ fact }) => fact?.objectId === group);
    return first === undefined ? [] : [first];
  });
}

async function effectsOf(session: ReadSession, change: LoggedChange): Promise<readonly AuditedFact[]> {
  const isApproval = change.cause.operation === approval;
  const ruled = change.facts.filter(
    ({ objectType, changes }) => objectType === 'group' && (isApproval || changes.ruleVersion !== undefined),
  );
  const groups = [...new Set(ruled.map(({ objectId }) => objectId))].slice(0, mostFollowedGroups);
  const followed = await Promise.all(groups.map((group) => passesAfter(session, change, group)));
  return followed.flat().slice(0, mostChained);
}

/** What passes did to the group until its rule was registered anew. */
async function passesAfter(
  session: ReadSession,
  { seq, cause }: LoggedChange,
  objectId: string,
): Promise<readonly AuditedFact[]> {
  const ahead = { from: cause.at, until: null, order: 'oldest', limit: mostChained, after: null } as const;
  const facts = await session.audits.facts({ ...ahead, objectId });
  const later = facts.filter((each) => each.seq > seq);
  const end = later.find(({ fact }) => fact?.changes.ruleVersion !== undefined)?.seq ?? Number.POSITIVE_INFINITY;
  return later.filter((each) => each.seq < end && each.cause.operation === 'pass');
}

import { type ObjectId, toObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { namesOf } from '../explanations/past-object.ts';
import type { PropertyValue } from '../objects/directory-object.ts';
import { type ObjectType, objectTypes } from '../objects/property-definition.ts';
import type { AuditedFact, AuditPlace, AuditQuery } from '../ports/audit-log.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { type Activity, activityOf } from './activities.ts';

/** What an entry is about, by the names that it has now, or had last. */
export interface AuditTarget {
  readonly id: string;
  readonly type: string;
  readonly displayName: string | null;
  readonly userPrincipalName: string | null;
}

/** An entry of the change log as administrators read it. */
export interface Audit extends AuditedFact {
  readonly activity: Activity;
  /** Null for a change without facts. */
  readonly target: AuditTarget | null;
}

/** The most entries of one page. */
export const mostAudits = 1000;

/**
 * Entries of the change log, a page of them: one for each fact. Two statements, and one for each type of object.
 *
 * @param query `limit` up to `mostAudits` + 1
 * @throws AppError INSUFFICIENT_PRIVILEGES
 * @see Graph surface spec §11.10
 */
export async function listAudits(directory: Directory, caller: Caller, query: AuditQuery): Promise<readonly Audit[]> {
  authorize(caller, 'read the change log');
  return directory.store.read(async (session) => namedAudits(session, await session.audits.facts(query)));
}

/** One entry. @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND */
export async function getAudit(
  directory: Directory,
  caller: Caller,
  id: string,
  place: Pick<AuditPlace, 'seq' | 'ordinal'> | undefined,
): Promise<Audit> {
  authorize(caller, 'read the change log');
  const [found] = await directory.store.read(async (session) => {
    const fact = place && (await session.audits.factAt(place));
    return fact === undefined ? [] : namedAudits(session, [fact]);
  });
  if (found === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return found;
}

const isObjectType = (type: string): type is ObjectType => (objectTypes as readonly string[]).includes(type);

/** With activity and target. One statement for each type of object. */
export async function namedAudits(session: ReadSession, facts: readonly AuditedFact[]): Promise<readonly Audit[]> {
  const ids = facts.flatMap(({ fact }) => (fact !== null && isObjectType(fact.objectType) ? [fact.objectId] : []));
  const distinct = [...new Set(ids)].flatMap((id) => toObjectId(id) ?? []);
  const nameOf = await namesOf(session, distinct.slice(0, mostAudits));
  return facts.map((each) => ({ ...each, activity: activityOf(each.fact), target: targetOf(each, nameOf) }));
}

type NameOf = Awaited<ReturnType<typeof namesOf>>;

function targetOf({ fact }: AuditedFact, nameOf: NameOf): AuditTarget | null {
  if (fact === null) return null;
  const { objectId: id, objectType: type, changes } = fact;
  const known = isObjectType(type) ? nameOf(id as ObjectId, type) : undefined;
  const name = (property: 'displayName' | 'userPrincipalName') => {
    if (known?.[property] != null) return known[property];
    const [before, after]: readonly [PropertyValue?, PropertyValue?] = changes[property] ?? [];
    const said = after ?? before;
    return typeof said === 'string' ? said : null;
  };
  return { id, type, displayName: name('displayName'), userPrincipalName: name('userPrincipalName') };
}

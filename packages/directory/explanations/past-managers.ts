import type { ObjectId } from '@muster/kernel';
import type { ReadSession } from '../ports/directory-store.ts';
import { longestLine } from '../relations/reporting-lines.ts';
import { pastObject } from './past-object.ts';

/** The living managers above somebody with this manager, as they were at a place of the log, nearest first. Some statements for each. */
export async function managersAboveAt(
  session: ReadSession,
  manager: ObjectId | null,
  place: number,
): Promise<readonly ObjectId[]> {
  const line = new Set<ObjectId>();
  for (let next = manager; next !== null && !line.has(next) && line.size < longestLine; ) {
    const { object, state } = await pastObject(session, next, ['user'], place);
    if (state !== 'live') break;
    line.add(next);
    next = object.managerId;
  }
  return [...line];
}

import type { ObjectNumber } from '@muster/kernel';
import { MemberSet } from '@muster/roster';
import type { DirectoryColumns } from '../columns/directory-columns.ts';
import type { WriteSession } from '../ports/directory-store.ts';

const objectsAtOnce = 1000;

/**
 * Numbers of users and devices of which the columns of this process do not hold what the database does, in either
 * direction; none when the columns are not filled. Needs the exclusive key. Reads every object.
 */
export async function differingColumns(session: WriteSession, columns: DirectoryColumns): Promise<ObjectNumber[]> {
  if (columns.objects === undefined) return [];
  const objects = await columns.reachAlone(session);
  if (objects === undefined) return [];
  const differing: ObjectNumber[] = [];
  for (const type of ['user', 'device'] as const) {
    const gone = MemberSet.ofWords(objects.tables[type].present);
    for (let after = 0; ; ) {
      const page = await session.objects.scan(type, after, objectsAtOnce);
      for (const object of page) {
        if (!objects.holds(object)) differing.push(object.number);
        gone.remove(object.number);
      }
      if (page.length < objectsAtOnce) break;
      after = page.at(-1)!.number;
    }
    differing.push(...gone);
  }
  return differing;
}

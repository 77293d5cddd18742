import type { ObjectId, ObjectNumber } from '@muster/kernel';
import type { ObjectTransition } from '../changes/object-transition.ts';
import type { ReadSession } from '../ports/directory-store.ts';

/** How many managers above a user count, and how many levels below a manager. */
export const longestLine = 1000;
const idsAtOnce = 1000;

/**
 * Managers above users, read level by level and kept: as the session sees them, and as they were before some
 * transitions. A line ends at a manager who does not live, at one met before, and after 1,000.
 */
export class ReportingLines {
  /** Living user → manager; users who do not live have null. */
  readonly #now = new Map<ObjectId, { readonly managerId: ObjectId | null } | null>();
  readonly #before = new Map<ObjectId, { readonly managerId: ObjectId | null } | null>();

  constructor(
    private readonly session: ReadSession,
    transitions: readonly ObjectTransition[] = [],
  ) {
    for (const { before, after } of transitions) {
      const { type, id } = (after ?? before)!;
      // Somebody may have several transitions; the state before is that before the first.
      if (type === 'user' && !this.#before.has(id)) this.#before.set(id, before && { managerId: before.managerId });
    }
  }

  /** Reads what the lines above these managers need; one statement for a thousand managers of a level. */
  async load(managers: Iterable<ObjectId | null>): Promise<void> {
    for (let level = this.#unread(managers); level.length > 0; ) {
      const above = new Set<ObjectId | null>();
      for (const id of level) {
        this.#now.set(id, null);
        above.add(this.#before.get(id)?.managerId ?? null);
      }
      for (let i = 0; i < level.length; i += idsAtOnce) {
        for (const { id, managerId } of await this.session.objects.managersOf(level.slice(i, i + idsAtOnce))) {
          this.#now.set(id, { managerId });
          above.add(managerId);
        }
      }
      level = this.#unread(above);
    }
  }

  /** The living managers above whoever has this manager, nearest first. */
  above(manager: ObjectId | null): readonly ObjectId[] {
    return walk(manager, (id) => this.#now.get(id));
  }

  /** The same as it was before the transitions. */
  aboveBefore(manager: ObjectId | null): readonly ObjectId[] {
    return walk(manager, (id) => (this.#before.has(id) ? this.#before.get(id) : this.#now.get(id)));
  }

  #unread(ids: Iterable<ObjectId | null>): ObjectId[] {
    return [...new Set(ids)].filter((id): id is ObjectId => id !== null && !this.#now.has(id));
  }
}

function walk(
  first: ObjectId | null,
  find: (id: ObjectId) => { readonly managerId: ObjectId | null } | null | undefined,
): readonly ObjectId[] {
  const line = new Set<ObjectId>();
  for (let next = first; next !== null && !line.has(next) && line.size < longestLine; ) {
    const found = find(next);
    if (found === null || found === undefined) break;
    line.add(next);
    next = found.managerId;
  }
  return [...line];
}

/** Numbers of users below a manager. */
export interface Below {
  readonly direct: readonly ObjectNumber[];
  readonly all: readonly ObjectNumber[];
}

/**
 * Who reports to each of the managers, who need not live, directly and at any depth. Whoever is below several of them
 * counts for the nearest. One statement for a thousand managers of a level.
 */
export async function reportsBelow(
  session: ReadSession,
  managers: readonly ObjectId[],
): Promise<ReadonlyMap<ObjectId, Below>> {
  const found = new Map(managers.map((id) => [id, { direct: [] as ObjectNumber[], all: [] as ObjectNumber[] }]));
  const topOf = new Map(managers.map((id) => [id, id]));
  let level = [...topOf.keys()];
  for (let depth = 1; level.length > 0 && depth <= longestLine; depth++) {
    const next: ObjectId[] = [];
    for (let i = 0; i < level.length; i += idsAtOnce) {
      for (const { id, number, managerId } of await session.objects.reportsOf(level.slice(i, i + idsAtOnce))) {
        if (topOf.has(id)) continue;
        const top = topOf.get(managerId)!;
        topOf.set(id, top);
        const below = found.get(top)!;
        below.all.push(number);
        if (depth === 1) below.direct.push(number);
        next.push(id);
      }
    }
    level = next;
  }
  return found;
}

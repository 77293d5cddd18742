import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import type { Directory } from '../context.ts';
import type { User } from '../objects/directory-object.ts';
import type { DirectoryStore } from '../ports/directory-store.ts';
import type { Change } from './change.ts';
import { Convoys } from './convoys.ts';
import type { Decision } from './run-convoy.ts';

/**
 * Changes one user, together with changes of other users that wait at the same time. Returns when the change and all that
 * follows from it are on disk. The log has it under its own place, as if it had come alone.
 *
 * @param operation the use case's name, for the log
 * @param decide given the user, locked, says what is to be stored; throws to refuse. Writes nothing; may be asked again
 * @throws AppError RESOURCE_NOT_FOUND
 * @see ADR 22
 */
export function changeUser(
  directory: Directory,
  caller: Caller,
  operation: string,
  id: ObjectId,
  decide: (change: Change, before: User) => Promise<Decision>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    convoysTo(directory.store).join({ directory, caller, operation, id, decide, resolve, reject });
  });
}

/** Changes of one process travel together wherever they come from: it has one store. */
const known = new WeakMap<DirectoryStore, Convoys>();

function convoysTo(store: DirectoryStore): Convoys {
  const found = known.get(store) ?? new Convoys();
  known.set(store, found);
  return found;
}

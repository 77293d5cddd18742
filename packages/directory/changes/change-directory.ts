import { type Caller, loggedActor } from '../actors/caller.ts';
import type { Directory } from '../context.ts';
import type { LogEntry } from '../ports/change-log.ts';
import type { RuleKey, WriteSession } from '../ports/directory-store.ts';
import { react } from '../reactions/react.ts';
import { Change } from './change.ts';
import { NeedsExclusiveKey } from './needs-exclusive-key.ts';

/** Starts the transaction again with the exclusive key, when it does not hold it. */
export function requireExclusive(key: RuleKey): void {
  if (key === 'shared') throw new NeedsExclusiveKey();
}

/**
 * Runs one transaction of a use case: the work, then what follows from it, then one place in the log for all of it.
 * Nothing is written when the work added neither a fact nor a movement.
 *
 * @param operation the use case's name, for the log
 * @param key `shared` for changes of objects; work that registers rules calls `requireExclusive` with the key it got
 */
export async function changeDirectory<R>(
  directory: Directory,
  caller: Caller,
  operation: string,
  key: RuleKey,
  work: (change: Change, key: RuleKey) => Promise<R>,
): Promise<R> {
  const run = (held: RuleKey) =>
    directory.store.write(held, async (session) => {
      await directory.rules.refresh(session);
      const change = new Change(directory, session, directory.clock(), held);
      return finish(change, caller, operation, () => work(change, held));
    });
  return takenIn(await exclusiveIfNeeded(key, run));
}

/**
 * The same for a change of which is known beforehand what it reads: that, rules and memberships come in one round trip,
 * and what was changed goes with the commit in another.
 *
 * @param lock takes all locks with its first statement, given to the session at once, so that what is read after it is
 *   what those who held the locks before have left
 */
export async function changeObjects<L, R>(
  directory: Directory,
  caller: Caller,
  operation: string,
  lock: (session: WriteSession) => Promise<L>,
  work: (change: Change, locked: L) => Promise<R>,
  key: RuleKey = 'shared',
): Promise<R> {
  const look = (session: WriteSession) => lookAround(directory, session, lock);
  const run = (held: RuleKey) => {
    const transact = (session: WriteSession, locked: L) => {
      // The clock is read when the locks are held: what was decided meanwhile was decided before.
      const change = new Change(directory, session, directory.clock(), held, true);
      return finish(change, caller, operation, () => work(change, locked));
    };
    return directory.store.write(held, transact, look);
  };
  return takenIn(await exclusiveIfNeeded(key, run));
}

/** Takes the locks and brings rules and memberships to what the session sees after them, all in one message. */
export async function lookAround<L>(
  directory: Directory,
  session: WriteSession,
  lock: (session: WriteSession) => Promise<L>,
): Promise<L> {
  const locked = lock(session);
  const rest = [directory.rules.refresh(session), session.catchUpMemberships()];
  // All of them: nothing may still be asking when the transaction ends.
  await Promise.allSettled([locked, ...rest]);
  await Promise.all(rest);
  return locked;
}

async function exclusiveIfNeeded<R>(key: RuleKey, run: (held: RuleKey) => Promise<R>): Promise<R> {
  return run(key).catch((problem: unknown) => {
    if (problem instanceof NeedsExclusiveKey) return run('exclusive');
    throw problem;
  });
}

/** A change that is written, and its place in the log; null when nothing happened. */
interface Written<R> {
  readonly result: R;
  readonly change: Change;
  readonly place: Promise<number> | null;
}

/** Runs the work and what follows from it, and gives all of it a place in the log. */
async function finish<R>(
  change: Change,
  caller: Caller,
  operation: string,
  work: () => Promise<R>,
): Promise<Written<R>> {
  const result = await work();
  await react(change);
  if (change.isEmpty) return { result, change, place: null };
  const { cause, facts, rows } = entryOf(change, caller, operation);
  // The last statement: it goes with the commit, and the store waits for it there.
  return { result, change, place: change.session.log.append(cause, facts, rows) };
}

/** What the log is to keep of a change. */
export function entryOf(change: Change, caller: Caller, operation: string): LogEntry {
  const actor = change.actor ?? loggedActor(caller.actor);
  const cause = { actor, operation, requestId: caller.requestId, at: change.now };
  return { cause, facts: change.facts, rows: change.ledgerRows() };
}

async function takenIn<R>({ result, change, place }: Written<R>): Promise<R> {
  takeIn(change, place === null ? null : await place);
  return result;
}

/** Brings this process level with a change that it has just committed; without a place when nothing happened. */
export function takeIn(change: Change, place: number | null): void {
  const { columns, onPassQueued } = change.directory;
  if (place !== null) columns.note(place, change.transitions, change.touchedObjects());
  if (change.queuedPass) onPassQueued();
}

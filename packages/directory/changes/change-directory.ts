import { type Caller, loggedActor } from '../actors/caller.ts';
import type { Directory } from '../context.ts';
import type { RuleKey } from '../ports/directory-store.ts';
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
      const now = directory.clock();
      const change = new Change(directory, session, now, held);
      const result = await work(change, held);
      await react(change);
      const { facts } = change;
      if (change.isEmpty) return { result, change, seq: 0 };
      const cause = { actor: loggedActor(caller.actor), operation, requestId: caller.requestId, at: now };
      return { result, change, seq: await session.log.append(cause, facts, change.ledgerRows()) };
    });
  const outcome = await run(key).catch((problem: unknown) => {
    if (problem instanceof NeedsExclusiveKey) return run('exclusive');
    throw problem;
  });
  const { change, seq } = outcome;
  directory.columns.note(seq, change.transitions, change.touchedObjects());
  if (change.queuedPass) directory.onPassQueued();
  return outcome.result;
}

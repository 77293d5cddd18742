import type { ObjectNumber } from '@muster/kernel';
import { Change } from '../changes/change.ts';
import { NeedsExclusiveKey } from '../changes/needs-exclusive-key.ts';
import type { Directory } from '../context.ts';
import type { RuleKey } from '../ports/directory-store.ts';
import { react } from '../reactions/react.ts';

/** Ends the transaction so that nothing of it stays. */
class Rehearsed extends Error {}

/** Which members would come and go: member → groups. */
export type RehearsedMoves = ReadonlyMap<
  ObjectNumber,
  { readonly joined: ReadonlySet<ObjectNumber>; readonly left: ReadonlySet<ObjectNumber> }
>;

/**
 * Does the work and everything that follows from it in a transaction that is taken back: what would move is exact, because
 * it is what does move. Whatever the work waits for and locks, it waits for and locks here as well, for a moment.
 */
export async function rehearse(
  directory: Directory,
  work: (change: Change) => Promise<unknown>,
): Promise<RehearsedMoves> {
  try {
    return await rehearseUnder('shared', directory, work);
  } catch (problem) {
    if (!(problem instanceof NeedsExclusiveKey)) throw problem;
    return rehearseUnder('exclusive', directory, work);
  }
}

async function rehearseUnder(
  key: RuleKey,
  directory: Directory,
  work: (change: Change) => Promise<unknown>,
): Promise<RehearsedMoves> {
  let moves: RehearsedMoves = new Map();
  const run = directory.store.write(key, async (session) => {
    await directory.rules.refresh(session);
    const change = new Change(directory, session, directory.clock(), key);
    await work(change);
    await react(change);
    moves = new Map(change.movements());
    throw new Rehearsed('nothing of this is kept');
  });
  await run.catch((problem: unknown) => {
    if (!(problem instanceof Rehearsed)) throw problem;
  });
  return moves;
}

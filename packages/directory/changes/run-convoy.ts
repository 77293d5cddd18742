import { AppError, type ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { describeChange } from '../objects/describe-change.ts';
import type { User } from '../objects/directory-object.ts';
import type { RuleKey, WriteSession } from '../ports/directory-store.ts';
import { react } from '../reactions/react.ts';
import { Change } from './change.ts';
import { entryOf, lookAround, takeIn } from './change-directory.ts';
import { collidingNames } from './colliding-names.ts';
import { NeedsExclusiveKey } from './needs-exclusive-key.ts';

/** What a use case makes of a locked user. */
export interface Decision {
  /** The user as it was given when nothing of it changes. */
  readonly after: User;
  /** What is stored beside the user. Only for work of which nothing but a refusal by the database can go wrong. */
  readonly beside?: (session: WriteSession) => Promise<void>;
}

/** A change of one user, on its way through a transaction that it may share with others. */
export interface Traveller {
  readonly directory: Directory;
  readonly caller: Caller;
  /** The use case's name, for the log. */
  readonly operation: string;
  readonly id: ObjectId;
  /** Reads and decides, and writes nothing, so that a refusal leaves no trace; may be asked several times. */
  readonly decide: (change: Change, before: User) => Promise<Decision>;
  readonly resolve: () => void;
  readonly reject: (problem: unknown) => void;
}

/** A change that is decided with all that follows from it, and not written yet. */
interface Decided {
  readonly traveller: Traveller;
  readonly change: Change;
  readonly before: User;
  readonly decision: Decision;
}

interface Refused {
  readonly traveller: Traveller;
  readonly problem: unknown;
}

/** Of two that want the same name each is to see what the other has left. */
interface PutOff {
  readonly traveller: Traveller;
  readonly isPutOff: true;
}

type Outcome = Decided | Refused | PutOff;

/**
 * Runs the changes in one transaction, in their order: each is decided, refused and logged by itself. Where the database
 * refuses the transaction they are run one by one, so that each gets the answer it would have got alone. Settles every
 * change; never fails.
 */
export async function runConvoy(travellers: readonly Traveller[], key: RuleKey = 'shared'): Promise<void> {
  const again: { readonly traveller: Traveller; readonly key: RuleKey }[] = [];
  const refuse = (traveller: Traveller, problem: unknown) => {
    if (key === 'shared' && problem instanceof NeedsExclusiveKey) again.push({ traveller, key: 'exclusive' });
    else traveller.reject(problem);
  };
  try {
    for (const outcome of await travel(travellers, key)) {
      if ('problem' in outcome) refuse(outcome.traveller, outcome.problem);
      else if ('isPutOff' in outcome) again.push({ traveller: outcome.traveller, key });
      else outcome.traveller.resolve();
    }
  } catch (problem) {
    // A database that cannot be reached would keep the last waiting for as many attempts as there are changes.
    if (travellers.length === 1 || isUnreachable(problem)) for (const each of travellers) refuse(each, problem);
    else again.push(...travellers.map((traveller) => ({ traveller, key })));
  }
  for (const each of again) await runConvoy([each.traveller], each.key);
}

function isUnreachable(problem: unknown): boolean {
  return problem instanceof AppError && problem.code === 'STORE_UNAVAILABLE';
}

function isDecided(outcome: Outcome): outcome is Decided {
  return 'decision' in outcome;
}

/** One transaction: locks, decisions, writes; and this process brought level with it. */
async function travel(travellers: readonly Traveller[], key: RuleKey): Promise<readonly Outcome[]> {
  const [{ directory }] = travellers as [Traveller];
  const ids = travellers.map(({ id }) => id).sort();
  const look = (session: WriteSession) => lookAround(directory, session, (own) => lockAll(own, ids));
  const transact = async (session: WriteSession, locked: ReadonlyMap<ObjectId, User>) => {
    // The clock is read when the locks are held: what was decided meanwhile was decided before.
    const now = directory.clock();
    const decisions = await Promise.all(
      travellers.map((each) => decide(each, new Change(directory, session, now, key, true), locked.get(each.id))),
    );
    const [first] = decisions;
    // Nobody shares the transaction: it goes back as a whole.
    if (decisions.length === 1 && first !== undefined && 'problem' in first) throw first.problem;
    const outcomes = withoutCollisions(decisions);
    return { outcomes, ...(await store(session, outcomes.filter(isDecided))) };
  };
  const { outcomes, logged, places } = await directory.store.write(key, transact, look);
  for (const [i, place] of (await places).entries()) takeIn(logged[i]!, place);
  return outcomes;
}

/** In ascending order of id, one statement. */
async function lockAll({ objects }: WriteSession, ids: readonly ObjectId[]): Promise<ReadonlyMap<ObjectId, User>> {
  const users = ids.length === 1 ? [await objects.lock('user', ids[0]!)] : await objects.lockUsers(ids);
  return new Map(users.filter((user) => user !== undefined).map((user) => [user.id, user]));
}

/**
 * INVARIANT: with the shared key neither use cases nor reactions write here, so a refusal leaves nothing in a transaction
 * that goes on. Different users do not meet: what follows from a change of one moves nobody else.
 */
async function decide(traveller: Traveller, change: Change, before: User | undefined): Promise<Outcome> {
  try {
    if (before === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id: traveller.id });
    const decision = await traveller.decide(change, before);
    const { after } = decision;
    if (after !== before) {
      change.fact(after, 'update', describeChange(before, after));
      change.transitions.push({ before, after });
    }
    await react(change);
    return { traveller, change, before, decision };
  } catch (problem) {
    return { traveller, problem };
  }
}

function withoutCollisions(outcomes: readonly Outcome[]): readonly Outcome[] {
  const changes = outcomes.filter(isDecided).map(({ before, decision: { after } }) => ({ before, after }));
  const colliding = collidingNames(changes);
  if (colliding.size === 0) return outcomes;
  return outcomes.map((outcome) => {
    const { traveller } = outcome;
    return isDecided(outcome) && colliding.has(traveller.id) ? { traveller, isPutOff: true } : outcome;
  });
}

/** Writes what was decided, one statement of each kind, and gives each change its place in the log; goes with the commit. */
async function store(session: WriteSession, decided: readonly Decided[]) {
  const updates = decided.map(({ before, decision: { after } }) => ({ before, after }));
  const changed = updates.filter(({ before, after }) => after !== before);
  const [only] = changed;
  if (changed.length > 1) await session.objects.updateUsers(changed);
  else if (only !== undefined) await session.objects.update(only.before, only.after);
  await Promise.all(decided.map(({ decision }) => decision.beside?.(session)));
  const logged = decided.filter(({ change }) => !change.isEmpty);
  const entries = logged.map(({ traveller, change }) => entryOf(change, traveller.caller, traveller.operation));
  const places = entries.length === 0 ? Promise.resolve([]) : session.log.appendAll(entries);
  return { logged: logged.map(({ change }) => change), places };
}

import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import type { LedgerRow } from '@muster/roster';
import type { PropertyValue } from '../objects/directory-object.ts';
import type { ObjectType } from '../objects/property-definition.ts';

/** Who caused a change, as the log keeps it. */
export interface LoggedActor {
  readonly kind: 'user' | 'application' | 'operator' | 'system';
  /** Object id of the user or service principal; null for the operator and for Muster itself. */
  readonly id: ObjectId | null;
  readonly name: string;
  /** Of an application; absent where it was not kept yet. */
  readonly appId?: string;
  /** Of a person, as it was then; absent where it was not kept yet. */
  readonly userPrincipalName?: string;
  /** Through which a person acted; absent when they acted at Muster's own pages, and where it was not kept yet. */
  readonly application?: { readonly appId: string; readonly name: string };
}

/** Why a change was made. */
export interface Cause {
  readonly actor: LoggedActor;
  /** The use case, for example `update-user`, or the background work, for example `pass`. */
  readonly operation: string;
  /** Request id of the API call, when there was one. */
  readonly requestId: string | null;
  readonly at: Instant;
}

/** What facts are about besides directory objects. */
export type OtherFactType =
  | 'extensionProperty'
  | 'domain'
  | 'organization'
  | 'roleDefinition'
  | 'roleAssignment'
  | 'roleEligibility'
  | 'roleRequest'
  | 'groupAssignment'
  | 'groupEligibility'
  | 'groupAccessRequest'
  | 'groupAccessSettings'
  | 'roleSettings'
  | 'directoryRole'
  | 'authorizationPolicy'
  | 'identityProvider'
  | 'policy';

/** One thing that happened to one object. */
export interface Fact {
  readonly objectType: ObjectType | OtherFactType;
  readonly objectId: string;
  readonly objectNumber: ObjectNumber | null;
  readonly action: 'create' | 'update' | 'delete' | 'restore' | 'purge';
  /** Changed property, manager or owner → values before and after; never secrets. */
  readonly changes: Readonly<Record<string, readonly [before: PropertyValue, after: PropertyValue]>>;
}

/** One committed change: all facts and ledger rows of one transaction, at one place of the log. */
export interface LoggedChange {
  readonly seq: number;
  readonly cause: Cause;
  readonly facts: readonly Fact[];
}

/** The users and devices that one change touched; none for a change of other things. */
export interface TouchedObjects {
  readonly seq: number;
  readonly numbers: readonly ObjectNumber[];
}

export interface ChangeLogReader {
  /**
   * Changes after `position`, in order of `seq`, at most `limit`. Ends before the first change that may still be
   * missing because its transaction is open: whoever reads on from the last `seq` never misses one.
   */
  changesAfter(position: number, limit: number): Promise<readonly LoggedChange[]>;
  /** The highest place of the log that this session can see; 0 for an empty log. */
  head(): Promise<number>;
  /**
   * Which users and devices the changes after `position` touched, in order of `seq`, at most `limit` changes. Like
   * `changesAfter` it ends before a change that may still be missing; with `isAlone`, for whoever holds the exclusive key
   * and so knows that no transaction is open, it does not. Two statements.
   */
  touchedAfter(position: number, limit: number, isAlone: boolean): Promise<readonly TouchedObjects[]>;
  /** The change with this place in the log. */
  change(seq: number): Promise<LoggedChange | undefined>;
  /** When the changes with these places were made; unknown places are left out. */
  timesOf(seqs: readonly number[]): Promise<ReadonlyMap<number, Instant>>;
  /** The newest change that did this to the object. */
  lastChangeOf(objectId: ObjectId, action: Fact['action']): Promise<LoggedChange | undefined>;
  /** The ledger rows of one change. */
  ledgerRowsOf(seq: number): Promise<readonly LedgerRow[]>;
}

/** What the log is to keep of one change. */
export interface LogEntry {
  readonly cause: Cause;
  readonly facts: readonly Fact[];
  readonly rows: readonly LedgerRow[];
}

export interface ChangeLogWriter {
  /**
   * Takes the next place in the log and writes the facts and ledger rows there. Called once, last in the transaction,
   * after every lock is held: so that the order of `seq` is the order of commits for each object. Need not be waited for:
   * the transaction commits after it or fails with it.
   *
   * @returns the place
   */
  append(cause: Cause, facts: readonly Fact[], rows: readonly LedgerRow[]): Promise<number>;
  /**
   * The same for several changes that share the transaction: each gets a place of its own, ascending in the order given,
   * though not always one after the other. One statement.
   */
  appendAll(entries: readonly LogEntry[]): Promise<readonly number[]>;
}

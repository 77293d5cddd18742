import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import type { MemberSet } from '@muster/roster';
import type { PropertyValue } from '../objects/directory-object.ts';
import type { Fact, LoggedChange } from './change-log.ts';

/** One entry into a group, or one exit from it. */
export interface Move {
  /** The change that made it. */
  readonly seq: number;
  readonly group: ObjectNumber;
  readonly member: ObjectNumber;
  readonly joined: boolean;
}

/** A group and somebody who is, was, or might be in it. */
export type Pair = Pick<Move, 'group' | 'member'>;

/** Places of the log, both inclusive, and from which end to begin. */
export interface MoveRange {
  readonly from: number;
  readonly to: number;
  readonly order: 'oldest' | 'newest';
  readonly limit: number;
}

/** The newest thing up to some place that made an object come or go. */
export interface LifeEvent {
  readonly seq: number;
  readonly objectType: Fact['objectType'];
  readonly objectNumber: ObjectNumber | null;
  readonly action: Exclude<Fact['action'], 'update'>;
}

/** A directory extension as it was registered at some place of the log. */
export interface PastExtension {
  readonly id: string;
  readonly name: string;
  /** Null when the log does not tell. */
  readonly dataType: string | null;
}

/** The change that registered a rule, and the newest one after it that approved what its pass does; null for none. */
export interface Registration {
  readonly seq: number;
  readonly approval: number | null;
}

/** How many joined and how many left. */
export interface MoveCounts {
  readonly joined: number;
  readonly left: number;
}

/** What one change moved into and out of a group at once. */
export interface BulkMove extends MoveCounts {
  readonly seq: number;
}

/** How a group's membership moved, counted. */
export interface GroupTally {
  /** For each place what moved after it and up to the next place; after the last one up to the present. */
  readonly steps: readonly MoveCounts[];
  /** What changes moved at once, passes above all, the newest first; counted among the steps, too. */
  readonly bulk: readonly BulkMove[];
  /** Only what happened after this place is counted as a whole: there was more than the limits let read. Null: everything is. */
  readonly completeAfter: number | null;
}

/** Who moved after a place, by how they stood there. */
export interface MovedSince {
  readonly wasIn: MemberSet;
  readonly wasOut: MemberSet;
  /** There was more than the limits let read: the sets are not complete. */
  readonly isCut: boolean;
}

/** Changed property → value. */
export type PastValues = ReadonlyMap<string, PropertyValue>;

/**
 * Looks back into log and ledger. Everything is found by index: no call reads more than what concerns the objects it
 * asks about, `tally` and
 * `movedSince` apart, which are told how much they may read.
 *
 * A place stands for the state after the change with that number, all changes with lower numbers included.
 */
export interface HistoryReader {
  /** When the first change was made; undefined while there is none. */
  beginning(): Promise<Instant | undefined>;
  /** The last place that the session sees; 0 for an empty log. */
  present(): Promise<number>;
  /**
   * The last place at an instant: the one before the first change that was made later. Changes are stamped when they
   * begin and numbered when they end, so changes less than a minute apart may be on the other side of the line.
   */
  placeAt(instant: Instant): Promise<number>;
  /** The last place at each of these instants, which ascend. One statement. */
  placesAt(instants: readonly Instant[]): Promise<readonly number[]>;
  /**
   * Counts who joined and left a group directly. Looks at the rows of all groups after the first place, the newest first:
   * the ledger knows its rows about single members by the member alone.
   *
   * @param places ascending, at least one
   * @param most how many rows are looked at, and how many of the group itself are read
   */
  tally(
    group: ObjectNumber,
    places: readonly number[],
    most: { readonly rows: number; readonly bulk: number },
  ): Promise<GroupTally>;
  /** Who came into a group directly or went out of it after a place. Reads as `tally` does, the oldest first. */
  movedSince(
    group: ObjectNumber,
    place: number,
    most: { readonly rows: number; readonly bulk: number },
  ): Promise<MovedSince>;
  /** Object id → its newest life event up to the place; objects without one are left out. */
  lifeEvents(ids: readonly ObjectId[], place: number): Promise<ReadonlyMap<string, LifeEvent>>;
  /** What the properties that changed after the place had been before. */
  valuesReplacedAfter(id: ObjectId, objectType: Fact['objectType'], place: number): Promise<PastValues>;
  /**
   * Place → the newest values that facts up to there gave the object's properties.
   *
   * @param names keeps these properties alone; null keeps all
   */
  valuesSetUpTo(
    id: ObjectId,
    objectType: Fact['objectType'],
    places: readonly number[],
    names: readonly string[] | null,
  ): Promise<ReadonlyMap<number, PastValues>>;
  /** Place → the newest registration of the group's rule up to there; places without one are left out. */
  registrationsUpTo(group: ObjectId, places: readonly number[]): Promise<ReadonlyMap<number, Registration>>;
  /** Group id → the change that registered its rule last, up to the place; groups without one are left out. */
  registrationsOf(groups: readonly ObjectId[], place: number): Promise<ReadonlyMap<ObjectId, number>>;
  /** The extensions that were registered at the place. */
  extensionsAt(place: number): Promise<readonly PastExtension[]>;
  /**
   * Moves of one member into and out of one group. Two statements, and one more for every 200 ledger rows of the group
   * that may hold the member.
   */
  moves(pair: Pair, range: MoveRange): Promise<readonly Move[]>;
  /** Moves of one member into and out of these groups that these changes made. One statement. */
  movesBy(seqs: readonly number[], groups: readonly ObjectNumber[], member: ObjectNumber): Promise<readonly Move[]>;
  /** The newest move of each pair up to the place; pairs without one are left out. Statements as for `moves`. */
  lastMoves(pairs: readonly Pair[], place: number): Promise<readonly Move[]>;
  /**
   * Groups inside groups at the place, as far as rows of the nested groups tell: rows of the groups around them may
   * have moved them since.
   */
  nestings(place: number): Promise<readonly (Move & { readonly memberId: ObjectId })[]>;
  /** The changes with these places, with their facts about these objects alone. Unknown places are left out. */
  changesAbout(seqs: readonly number[], ids: readonly ObjectId[]): Promise<ReadonlyMap<number, LoggedChange>>;
}

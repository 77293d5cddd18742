import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import type { CheckedRule } from '@muster/rules';
import type { DirectoryObject, PropertyValue } from '../objects/directory-object.ts';
import type { ObjectType } from '../objects/property-definition.ts';
import type { ObjectQuery, PageStart, WantedProperties } from '../queries/object-query.ts';

/** A property whose value is unique in the directory and finds its object. */
export type AlternateKey = 'userPrincipalName' | 'deviceId' | 'appId' | 'uniqueName';

/** Which objects a look-up by id may give. */
export type Presence = 'live' | 'deleted' | 'any';

/** A user with a manager. */
export interface Report {
  readonly id: ObjectId;
  readonly number: ObjectNumber;
  readonly managerId: ObjectId;
}

export interface ObjectPage {
  readonly objects: readonly DirectoryObject[];
  /** Where the next page begins; null on the last page. */
  readonly next: PageStart | null;
  /** Number of all objects of the query, when it asked for it. */
  readonly count: number | null;
}

/** Takes in what rules read of stored objects, one object after the other. */
export interface RuleValueSink {
  /** Begins an object; the values that follow are its. What it lacks is not mentioned. */
  object(number: ObjectNumber, version: number): void;
  /** A text, as UTF-8 from `start` up to `end`, for the property at a place among the names; valid during the call. */
  text(place: number, bytes: Uint8Array, start: number, end: number): void;
  /** Any other value. */
  value(place: number, value: unknown): void;
  /** Directory extensions by their full names. */
  extensions(values: Readonly<Record<string, PropertyValue>>): void;
}

/** Reads objects. Every call is a fixed number of statements, whatever the number of objects. */
export interface ObjectReader {
  find<T extends ObjectType>(type: T, id: ObjectId, presence?: Presence): Promise<DirectoryObject<T> | undefined>;
  /** Objects of any of the types, in no particular order; unknown ids are left out. At most 1,000 ids. */
  findMany(
    ids: readonly ObjectId[],
    types: readonly ObjectType[],
    presence?: Presence,
  ): Promise<readonly DirectoryObject[]>;
  /**
   * Live objects with these numbers, ascending by number. At most 10,000 numbers.
   *
   * @param wanted spares the reading of other properties; objects may come with them all the same
   */
  findByNumbers(
    numbers: readonly number[],
    types: readonly ObjectType[],
    wanted?: WantedProperties,
  ): Promise<readonly DirectoryObject[]>;
  /** Found ignoring case; live objects only. */
  findByKey<T extends ObjectType>(type: T, key: AlternateKey, value: string): Promise<DirectoryObject<T> | undefined>;
  /** Live users whose property has one of the values, ignoring case. At most 1,000 values. */
  findUsersByValues(
    property: 'userPrincipalName' | 'employeeId' | 'mail',
    values: readonly string[],
  ): Promise<readonly DirectoryObject<'user'>[]>;
  /**
   * A page of objects, its statements together. `within`, when given, keeps only objects whose number is in the set
   * (packed for SQL).
   */
  list(query: ObjectQuery, within: NumberFilter | null): Promise<ObjectPage>;
  /** Live objects of a type with a number above `after`, ascending; the scan of a pass. */
  scan<T extends 'user' | 'device'>(type: T, after: number, limit: number): Promise<readonly DirectoryObject<T>[]>;
  /**
   * Which live objects in a stretch of numbers a rule may select, answered by the database; one statement, whatever the
   * number of objects. memberOf rules cannot be asked.
   */
  scanMatching(question: PopulationQuestion): Promise<Matching>;
  /** The highest number of an object of the type, deleted ones included; 0 when there is none. */
  highestNumber(type: ObjectType): Promise<number>;
  /**
   * Gives the sink what rules read of all live objects of the type, in no order: the values of these rule properties. One
   * statement, of one snapshot; several times as fast as `scan`.
   */
  scanRuleValues(type: 'user' | 'device', names: readonly string[], sink: RuleValueSink): Promise<void>;
  /** How many live objects there are of the type. */
  countLive(type: ObjectType): Promise<number>;
  /** Live users whose manager is one of these users, who need not live, in order of number. At most 1,000 managers. */
  reportsOf(managers: readonly ObjectId[]): Promise<readonly Report[]>;
  /** The live users among these with their managers, who need not live, in no particular order. At most 1,000 ids. */
  managersOf(users: readonly ObjectId[]): Promise<readonly { id: ObjectId; managerId: ObjectId | null }[]>;
  /** Objects deleted before the instant, at most `limit`. */
  deletedBefore(instant: Instant, limit: number): Promise<readonly DirectoryObject[]>;
}

/** A rule put to the objects of its kind whose numbers are above `after` and up to `upTo`. */
export interface PopulationQuestion {
  readonly rule: CheckedRule;
  readonly now: Instant;
  /** Lower-case names of the directory extensions that hold dates. */
  readonly dateExtensions: ReadonlySet<string>;
  readonly after: number;
  readonly upTo: number;
}

export interface Matching {
  /** Ascending. */
  readonly numbers: readonly ObjectNumber[];
  /**
   * True when these are the objects that satisfy the rule; otherwise these are all of them and perhaps others, and each
   * must be asked again.
   */
  readonly isExact: boolean;
}

/** Keeps objects by number: either a short list, or a bit string in which bit n stands for number n. */
export type NumberFilter =
  | { readonly kind: 'numbers'; readonly numbers: readonly number[] }
  | { readonly kind: 'bits'; readonly bits: Uint8Array };

/** Changes objects; inside a write transaction only. */
export interface ObjectWriter {
  /** New dense numbers, ascending. */
  takeNumbers(count: number): Promise<readonly ObjectNumber[]>;
  /** Reads and locks one object until the end of the transaction. */
  lock<T extends ObjectType>(type: T, id: ObjectId, presence?: Presence): Promise<DirectoryObject<T> | undefined>;
  /** Reads and locks several users, in ascending order of id, one statement. */
  lockUsers(ids: readonly ObjectId[]): Promise<readonly DirectoryObject<'user'>[]>;
  /**
   * Inserts objects of one type, one statement, with their unique values.
   *
   * @throws AppError UNIQUE_VALUE_TAKEN naming the property when a unique value belongs to another object.
   */
  insert(objects: readonly NewObject[]): Promise<void>;
  /**
   * Stores the object's present properties and counts its version up; moves unique values that changed.
   *
   * @throws AppError UNIQUE_VALUE_TAKEN
   */
  update(before: DirectoryObject, after: DirectoryObject): Promise<void>;
  /** Same for many users in one statement. */
  updateUsers(changes: readonly { before: DirectoryObject; after: DirectoryObject }[]): Promise<void>;
  /** Sets or clears managers and counts the users' versions up, one statement. */
  setManagers(links: readonly { user: ObjectId; manager: ObjectId | null }[]): Promise<void>;
  /** Removes the objects for good, with their unique values and relations. */
  purge(objects: readonly DirectoryObject[]): Promise<void>;
}

export type NewObject<T extends ObjectType = ObjectType> = Omit<DirectoryObject<T>, 'version' | 'deletedAt'>;

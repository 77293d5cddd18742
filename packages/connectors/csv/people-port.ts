import type { Properties } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';

/** The properties by which an import finds people who are already in the directory. */
export const lookupProperties = ['employeeId', 'userPrincipalName', 'mail'] as const;
export type LookupProperty = (typeof lookupProperties)[number];

/** A person as the directory has them now. */
export interface ExistingPerson {
  readonly id: ObjectId;
  readonly properties: Properties;
  readonly managerId: ObjectId | null;
}

/**
 * A new person. `properties` hold no nulls and always `userPrincipalName`, `displayName`, `mailNickname`,
 * `accountEnabled` and `userType`. There is no password: nobody can sign in with one until it is set. For guests
 * they hold the directory facts `creationType`, `externalUserState` and `identities` too, which API clients cannot
 * write; the implementation stamps `externalUserStateChangeDateTime`, since only it has a clock.
 */
export interface PersonCreate {
  readonly kind: 'create';
  readonly line: number;
  readonly properties: Properties;
  readonly managerId: ObjectId | null;
}

/** A change of a person. */
export interface PersonUpdate {
  readonly kind: 'update';
  readonly line: number;
  readonly id: ObjectId;
  /** Only what changes; null clears. Complex values are given whole, with the fields that stay. */
  readonly properties: Properties;
  /** Undefined leaves the manager alone, null takes them away. */
  readonly managerId?: ObjectId | null;
}

export type PersonWrite = PersonCreate | PersonUpdate;

/** The people of the directory, as an import needs them. */
export interface PeoplePort {
  /**
   * The people whose property has one of the values, compared ignoring case; deleted people are not among them.
   * Called with at most a batch of values, never once per row.
   *
   * @returns by the value in folded case (`foldCase`): everybody who has it, as two people may share an employee id;
   * values that nobody has are missing.
   */
  findByKey(
    property: LookupProperty,
    values: readonly string[],
  ): Promise<ReadonlyMap<string, readonly ExistingPerson[]>>;

  /** Writes the batch in one transaction: all of it or, when it throws, nothing. No row depends on another of the batch. */
  applyBatch(batch: readonly PersonWrite[]): Promise<void>;
}

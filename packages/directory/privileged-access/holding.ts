import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import type { AccessRequest, Held, Schedule } from '../ports/privileged-access-store.ts';

type Kind = AccessRequest['kind'];

/**
 * What a request is about, and how its schedules are kept and come to count: the one place where roles and groups differ.
 * Everything else (actions, rules, approvals, times) is the same for both.
 */
export interface Holding {
  readonly held: Held;
  /**
   * Lets the caller pass who may manage such schedules.
   *
   * @throws AppError INSUFFICIENT_PRIVILEGES; RESOURCE_NOT_FOUND when the caller may not even know of it
   */
  authorizeManaging(caller: Caller, kind: Kind): Promise<void>;
  /** The schedules of these principals, also those that have ended and are not cleared away yet. */
  schedules(kind: Kind, principals: readonly ObjectId[]): Promise<readonly Schedule[]>;
  /** What was activated by an eligibility. */
  activatedBy(eligibility: ObjectId): Promise<readonly Schedule[]>;
  /** @throws AppError when the principal cannot hold it, holds it otherwise, or there are too many */
  checkNew(kind: Kind, principal: DirectoryObject): Promise<void>;
  /** Stores a new schedule; what begins at once counts from this change on. */
  insert(kind: Kind, schedule: Schedule, principal: DirectoryObject): Promise<void>;
  /** Stores another beginning or end. */
  update(kind: Kind, before: Schedule, after: Schedule): Promise<void>;
  /** Ends schedules; what was activated by an eligibility ends with it. */
  remove(kind: Kind, schedules: readonly Schedule[]): Promise<void>;
}

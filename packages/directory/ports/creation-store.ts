import type { Instant, ObjectId } from '@muster/kernel';

/** How many of the objects that somebody created are there, the deleted ones included, and how many are gone for good. */
export interface CreationCount {
  readonly present: number;
  readonly purged: number;
}

export interface CreationReader {
  /**
   * Counts by index, and no further than asked: as many as are there up to `limit`, and those purged since the instant up to
   * four times as many.
   */
  countCreations(creator: ObjectId, purgedSince: Instant, limit: number): Promise<CreationCount>;
}

export interface CreationWriter {
  insertCreation(creator: ObjectId, object: ObjectId): Promise<void>;
  /** These objects are gone for good; of creators among them nothing is kept. */
  notePurged(objects: readonly ObjectId[], now: Instant): Promise<void>;
  /** Forgets what was purged before, at most `limit`; tells how many rows went. */
  forgetPurged(before: Instant, limit: number): Promise<number>;
}

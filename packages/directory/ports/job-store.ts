import type { Instant } from '@muster/kernel';
import type { PropertyValue } from '../objects/directory-object.ts';

/** Work that one process at a time does for the whole directory, and how far it has come. */
export interface JobWriter {
  /**
   * Takes or keeps the job until the instant: when nobody holds it, when the holder's time has run out, or when the
   * worker holds it already.
   *
   * @returns what was saved last, null at the first time; undefined while somebody else holds the job
   */
  takeJob(name: string, worker: string, now: Instant, until: Instant): Promise<{ state: PropertyValue } | undefined>;
  /** Keeps the state; false when the worker does not hold the job any more. */
  saveJob(name: string, worker: string, state: PropertyValue): Promise<boolean>;
}

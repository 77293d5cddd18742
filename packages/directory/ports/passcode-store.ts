import type { Instant } from '@muster/kernel';

/** A one-time passcode that was sent, as stored. */
export interface StoredPasscode {
  /** SHA-256 of the ticket that the browser holds. */
  readonly ticketHash: string;
  /** Folded. */
  readonly address: string;
  /** Keyed with the ticket, which is nowhere in the database. */
  readonly hash: string;
  readonly endsAt: Instant;
}

/** Passcodes, and how often somebody asked for them; inside a write transaction only. */
export interface PasscodeWriter {
  savePasscode(passcode: StoredPasscode): Promise<void>;
  /**
   * Counts one try and gives the passcode; undefined when there is none, when it was used or has ended, or when all
   * tries are gone. Commit before comparing, so that no try is ever given back.
   */
  tryPasscode(ticketHash: string, now: Instant, mostTries: number): Promise<StoredPasscode | undefined>;
  /** Marks the passcode as used; false when somebody was faster. */
  usePasscode(ticketHash: string): Promise<boolean>;
  /** Adds one to a count of this window; returns the new count. */
  countUse(key: string, window: Instant): Promise<number>;
  /** Forgets passcodes that ended and windows that began before the instant. */
  forgetPasscodes(before: Instant): Promise<void>;
}

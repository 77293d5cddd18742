import type { Instant, ObjectId } from '@muster/kernel';
import type { PropertyValue } from '../objects/directory-object.ts';

/** A user's password as stored. */
export interface StoredPassword {
  /** Argon2id, PHC form. */
  readonly hash: string;
  /** The next sign-in must choose another one. */
  readonly mustChange: boolean;
  /** And must show a second factor before. */
  readonly mustChangeWithSecondFactor: boolean;
  /** Null for passwords that are older than this column. */
  readonly changedAt: Instant | null;
}

export type FactorKind = 'softwareOath' | 'fido2' | 'temporaryAccessPass';

/** A way to prove who one is, beside the password. */
export interface StoredFactor {
  readonly userId: ObjectId;
  readonly id: ObjectId;
  readonly kind: FactorKind;
  readonly displayName: string | null;
  /** False between the beginning and the end of a registration. */
  readonly isConfirmed: boolean;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant | null;
  /** What only grows: the last time step of codes, the signature counter of a passkey, how often a pass was used. */
  readonly mark: number;
  /** What the kind needs, secrets included. */
  readonly data: Readonly<Record<string, PropertyValue>>;
}

/** How tries of one kind are slowed down. */
export interface Brake {
  /** Whose tries are counted together. */
  readonly key: string;
  /** Tries without a delay. */
  readonly freeTries: number;
  /** The delay after the first try that is not free; every further one doubles it. */
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** Without a try for so long, counting begins anew. */
  readonly forgetAfterMs: number;
}

/** A try that was allowed, or when the next one is. */
export interface Taken {
  readonly isAllowed: boolean;
  /** The first instant at which another try will be allowed. */
  readonly freeAt: Instant;
}

/** One check of a credential, or one whole sign-in. */
export interface SignInEvent {
  readonly id: ObjectId;
  readonly at: Instant;
  /** Null when nobody has the name; the name itself is not kept then, for people type passwords there. */
  readonly userId: ObjectId | null;
  readonly userPrincipalName: string | null;
  readonly clientAddress: string;
  readonly method: string;
  readonly outcome: 'success' | 'right' | 'wrong' | 'disabled';
  readonly details: Readonly<Record<string, PropertyValue>>;
}

/** What is kept for a while only, and until when. */
export interface CredentialAges {
  readonly now: Instant;
  readonly brakesUnusedSince: Instant;
  readonly networksUnusedSince: Instant;
  readonly signInsBefore: Instant;
  /** The most rows of each kind to remove now. */
  readonly limit: number;
}

export interface CredentialReader {
  passwordOf(user: ObjectId): Promise<StoredPassword | undefined>;
  /** All of them, unfinished registrations included, oldest first. */
  factorsOf(user: ObjectId): Promise<readonly StoredFactor[]>;
  /** Whether the user has signed in from the network since the instant. */
  isFamiliar(user: ObjectId, network: string, since: Instant): Promise<boolean>;
}

export interface CredentialWriter {
  /** Keeps the password in place of the one before. */
  savePassword(user: ObjectId, password: StoredPassword): Promise<void>;
  /** Keeps another hash of the same password, if it still is that password. */
  rehashPassword(user: ObjectId, before: string, after: string): Promise<void>;
  insertFactor(factor: StoredFactor): Promise<void>;
  confirmFactor(user: ObjectId, id: ObjectId, mark: number, now: Instant): Promise<boolean>;
  /**
   * Moves the mark on; false when somebody else has used the factor since it was read, or it is gone. Whoever gets true
   * is the only one for this mark.
   */
  useFactor(factor: StoredFactor, mark: number, now: Instant): Promise<boolean>;
  removeFactor(user: ObjectId, id: ObjectId): Promise<boolean>;
  /**
   * Counts a try on all brakes, when all of them allow one; counts it on none otherwise. One statement; keys of
   * different kinds are taken in the order given by their names, so that nobody waits in a circle.
   */
  takeTry(brakes: readonly Brake[], now: Instant): Promise<Taken>;
  /** A try turned out to be right: begins the first keys anew, and takes it back from the others. */
  releaseTry(cleared: readonly string[], givenBack: readonly Brake[]): Promise<void>;
  /** The user has signed in from the network; keeps the newest `most` networks. */
  rememberNetwork(user: ObjectId, network: string, now: Instant, most: number): Promise<void>;
  /** True the first time; false for a key that was used before. Forgotten after the instant. */
  useOnce(key: string, expiresAt: Instant): Promise<boolean>;
  recordSignIn(event: SignInEvent): Promise<void>;
  /** Removes what is too old, at most `limit` rows of each kind; tells how many rows went. */
  forgetOld(ages: CredentialAges): Promise<number>;
}

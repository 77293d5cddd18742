import type { Instant, ObjectId } from '@muster/kernel';

/** What sign-in remembers: kinds of the OpenID library, by its names. */
export type SignInRecordKind =
  | 'Session'
  | 'Grant'
  | 'Interaction'
  | 'AuthorizationCode'
  | 'RefreshToken'
  | 'DeviceCode';

/** Members of a record as the library wrote them, without the secret that finds it. */
export type SignInPayload = Readonly<Record<string, unknown>>;

/** A record to keep. Whatever a browser or an application presents to be recognised comes as a hash. */
export interface NewSignInRecord {
  readonly kind: SignInRecordKind;
  readonly idHash: string;
  /** A second key: the hash of a session's name within tokens, or of the code a person types in. */
  readonly otherHash: string | null;
  readonly userId: ObjectId | null;
  readonly clientId: string | null;
  readonly grantId: string | null;
  readonly payload: SignInPayload;
  readonly expiresAt: Instant;
}

export interface SignInRecord extends NewSignInRecord {
  readonly createdAt: Instant;
  /** When it was used up; null as long as it was not. */
  readonly consumedAt: Instant | null;
}

/**
 * Where sign-in keeps its sessions and tokens. Every call is one statement that stands for itself: nothing here waits
 * for rules or passes.
 */
export interface SignInRecords {
  /** Puts the record in place of the one with the same kind and hash; keeps when that was made and used up. */
  save(record: NewSignInRecord, now: Instant): Promise<void>;
  /** Undefined when there is none, or when its time is up. */
  find(kind: SignInRecordKind, idHash: string, now: Instant): Promise<SignInRecord | undefined>;
  findByOther(kind: SignInRecordKind, otherHash: string, now: Instant): Promise<SignInRecord | undefined>;
  /** Uses the record up; false when it was used up before, or is not there. */
  consume(kind: SignInRecordKind, idHash: string, now: Instant): Promise<boolean>;
  remove(kind: SignInRecordKind, idHash: string): Promise<void>;
  /** Removes everything of a grant of the kind. */
  removeByGrant(kind: SignInRecordKind, grantId: string): Promise<void>;
  /** The records of a person, newest first, at most `limit`. */
  listOfUser(kind: SignInRecordKind, userId: ObjectId, now: Instant, limit: number): Promise<readonly SignInRecord[]>;
  /** Removes everything of a person; returns how many records went. */
  removeOfUser(userId: ObjectId): Promise<number>;
  /** Removes at most `limit` records whose time is up; returns how many. */
  removeExpired(now: Instant, limit: number): Promise<number>;
}

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

/** Members of the payload of a session that mean something beyond sign-in. @see ADR 44 */
export interface SessionPayload {
  /** When the person signed in, in seconds since 1970. */
  readonly loginTs?: number;
  /** How the person showed who they are, as the claim `amr` says it. */
  readonly amr?: readonly string[];
  /** True for a session that ends when the browser is closed. */
  readonly transient?: boolean;
  /** Application id → what the application has of the session. */
  readonly authorizations?: Readonly<Record<string, SessionAuthorization>>;
  /** What is kept beside the members of the library. */
  readonly about?: SessionFacts;
}

export interface SessionAuthorization {
  /** The name of the session in the application's tokens. */
  readonly sid?: string;
  /** What the application's refresh tokens hang on. */
  readonly grantId?: string;
}

export interface SessionFacts {
  /** The browser as it described itself when it was here last. */
  readonly agent?: string;
  /** When an application sent the browser here last. */
  readonly usedAt?: Instant;
}

/** A session of a person, as it is kept. */
export interface StoredSession {
  /** The hash of its name within sign-in; stays as long as the session does, and opens nothing. */
  readonly id: string;
  readonly startedAt: Instant;
  readonly endsAt: Instant;
  readonly payload: SessionPayload;
}

/** A session's place among those of its person, the newest first. */
export type SessionPlace = Pick<StoredSession, 'startedAt' | 'id'>;

/** Which sessions count. */
export interface LivingSessions {
  readonly userId: ObjectId;
  readonly now: Instant;
  /** Sessions that were begun before it have ended; null when none were ever ended. */
  readonly validFrom: Instant | null;
}

export interface SessionReader {
  /** A page of a person's sessions, the newest first, after the place. One statement, by the person's index. */
  listSessions(of: LivingSessions, after: SessionPlace | null, limit: number): Promise<readonly StoredSession[]>;
  findSession(of: LivingSessions, id: string): Promise<StoredSession | undefined>;
  /** Grant → when a refresh token of it was given last; nothing for grants without any. One statement. */
  lastRefreshes(grantIds: readonly string[]): Promise<ReadonlyMap<string, Instant>>;
}

export interface SessionWriter {
  /** Removes the session, and what applications got in it: codes, refresh tokens and the grants that these hang on. */
  removeSession(userId: ObjectId, id: string, grantIds: readonly string[]): Promise<void>;
}

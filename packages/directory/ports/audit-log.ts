import type { Instant, ObjectId } from '@muster/kernel';
import type { Cause, Fact } from './change-log.ts';
import type { SignInEvent } from './credential-store.ts';

/** A stretch of time, both ends inclusive; null leaves an end open. */
export interface Period {
  readonly from: Instant | null;
  readonly until: Instant | null;
}

export type LogOrder = 'newest' | 'oldest';

/** A text that is compared ignoring the case of Latin letters: as a whole, or with its beginning. */
export interface ComparedText {
  readonly text: string;
  readonly isBeginning: boolean;
}

/** How checks of credentials ended. `wrong` is told apart by what was checked. */
export interface SignInOutcome {
  readonly outcome: SignInEvent['outcome'];
  /** Whether it was a second factor; null for both. */
  readonly isSecondFactor: boolean | null;
}

/** Which sign-ins are wanted. What is absent is not asked about. */
export interface SignInQuery extends Period {
  readonly userId?: ObjectId;
  readonly userPrincipalName?: ComparedText;
  readonly appId?: string;
  readonly appDisplayName?: ComparedText;
  readonly clientAddress?: ComparedText;
  readonly correlationId?: string;
  /** Any one of them; none at all for an empty list. */
  readonly outcomes?: readonly SignInOutcome[];
  readonly order: LogOrder;
  readonly limit: number;
  /** The last one of the page before. */
  readonly after: { readonly at: Instant; readonly id: ObjectId } | null;
}

/** One fact of a change, or a change without facts. */
export interface AuditedFact {
  readonly seq: number;
  readonly ordinal: number;
  readonly cause: Cause;
  readonly fact: Fact | null;
}

/** A place in the change log: of a fact within its change. */
export interface AuditPlace {
  readonly at: Instant;
  readonly seq: number;
  readonly ordinal: number;
}

/** What a kind of fact is known by. */
export interface FactKind {
  /** Null: a change without facts. */
  readonly objectType: string | null;
  readonly action: Fact['action'] | null;
  /** For facts of one kind that mean several things: the property that came to have, or ceased to have, one more value. */
  readonly link: { readonly property: string; readonly isAdded: boolean } | null;
  /** Properties of links: a fact that has one of them is of another kind. */
  readonly without: readonly string[];
}

/** Which entries of the change log are wanted. What is absent is not asked about. */
export interface AuditQuery extends Period {
  readonly objectId?: string;
  readonly userId?: ObjectId;
  readonly userPrincipalName?: ComparedText;
  readonly appId?: string;
  readonly correlationId?: string;
  /** Any one of them; none at all for an empty list. */
  readonly kinds?: readonly FactKind[];
  readonly order: LogOrder;
  readonly limit: number;
  /** The last one of the page before. */
  readonly after: AuditPlace | null;
}

/** Reads the logs as administrators ask for them: in the order of time, a page at a time. */
export interface AuditReader {
  /** One statement; by index for people, applications and outcomes, else along the time. */
  signIns(query: SignInQuery): Promise<readonly SignInEvent[]>;
  signIn(id: ObjectId): Promise<SignInEvent | undefined>;
  /** One statement; by index for objects and people, else along the time. */
  facts(query: AuditQuery): Promise<readonly AuditedFact[]>;
  factAt(place: Pick<AuditPlace, 'seq' | 'ordinal'>): Promise<AuditedFact | undefined>;
}

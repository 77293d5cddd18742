import type { AppAccess, ConsentForAll, NamedScopes, OptionalClaim, PropertyValue } from '@muster/directory';
import type { Instant, ObjectId } from '@muster/kernel';
import type { JWK } from 'jose';
import type { Credentials } from './credentials-port.ts';

/** One client secret of an application, as stored: never the secret itself. */
export interface RegisteredSecret {
  readonly keyId: string;
  /** Argon2id hash in PHC form. */
  readonly hash: string;
  /** The first instant at which the secret no longer works. */
  readonly endsAt: Instant;
}

/** An application that may ask for tokens, together with its service principal in this directory. */
export interface RegisteredClient {
  /** GUID in lower case. */
  readonly appId: string;
  readonly servicePrincipalId: string;
  readonly displayName: string;
  readonly isEnabled: boolean;
  readonly secrets: readonly RegisteredSecret[];
  /** Values of the application permissions granted at this moment, for example `User.Read.All`. */
  readonly roles: readonly string[];
  /** Only people to whom it is assigned sign in. */
  readonly isAssignmentRequired: boolean;
  /** What is opened in the browser of somebody who signs out; null for nothing. */
  readonly logoutUrl: string | null;
  /** Claims that it wants in ID tokens. */
  readonly optionalClaims: readonly OptionalClaim[];
  /** Application id of an API → ids of the delegated permissions of it that the application says it needs. */
  readonly requiredScopes: Readonly<Record<string, readonly string[]>>;
  /** Template ids of the roles of the directory that it holds at this moment, wherever they count. */
  readonly directoryRoles: readonly string[];
  /** Where answers to a sign-in may be sent, by platform. */
  readonly redirectUris: RedirectUris;
  /** Without a redirect address: true when the application runs where it cannot keep a secret. */
  readonly isFallbackPublicClient: boolean;
  /** True when ID tokens may be sent through the browser. */
  readonly mayHaveIdTokenInBrowser: boolean;
  /** Which groups its tokens name. */
  readonly groupMembershipClaims: GroupMembershipClaims;
}

/** How an application gets the answer: on a server, in a browser, on a device. */
export type RedirectPlatform = 'web' | 'spa' | 'publicClient';
export type RedirectUris = Readonly<Record<RedirectPlatform, readonly string[]>>;
export type GroupMembershipClaims = 'None' | 'SecurityGroup' | 'DirectoryRole' | 'ApplicationGroup' | 'All';

/** Where applications are found. Implemented on the directory's storage. */
export interface ClientRegistry {
  /** Takes a GUID in lower case; undefined when no application with a service principal has it. */
  findClient(appId: string): Promise<RegisteredClient | undefined>;
  /** What the application, acting by itself, has at an API other than the directory's. */
  accessAt(client: RegisteredClient, api: Api): Promise<AppAccess>;
}

/** A key that signs tokens, as stored. */
export interface StoredSigningKey {
  readonly kid: string;
  /** Private RSA key, all parameters. */
  readonly privateJwk: JWK;
  readonly createdAt: Instant;
  /** From when on it may sign; absent: from its making on. Until then it is published, so that nobody meets it unprepared. */
  readonly signsFrom?: Instant;
}

/** Where the directory's signing keys are kept. */
export interface SigningKeyStore {
  /**
   * All keys, in any order; never empty: when there is none, `create` is called and its key stored first.
   * INVARIANT: nodes that start at the same time all receive the same key.
   */
  loadOrCreate(create: () => Promise<StoredSigningKey>): Promise<readonly StoredSigningKey[]>;
  /** The keys as they are stored now. */
  load(): Promise<readonly StoredSigningKey[]>;
  /** Puts other keys in the place of those stored; one such change at a time. */
  change(change: (keys: readonly StoredSigningKey[]) => Promise<readonly StoredSigningKey[]>): Promise<void>;
  /** A random text of the directory, made at the first use; the same for all nodes ever after. */
  loadOrCreateSecret(create: () => string): Promise<string>;
}

/** What sign-in knows of the directory's people, of what they consented to, and of what the pages look like. */
export interface People {
  readonly credentials: Credentials;
  /** Ends all sessions of the person, and what was made of them, from now on. */
  endSessions(id: string): Promise<void>;
  /**
   * Ends one session of the person, with the refresh tokens that applications got in it.
   *
   * @param session the hash of its name within sign-in (`otherHash` of its record)
   */
  endSession(id: string, session: string): Promise<void>;
  /** Undefined when nobody has the id, or whoever has it is deleted or disabled. One statement. */
  findPerson(id: string): Promise<Person | undefined>;
  /**
   * The groups of a person as tokens name them, or only that there are more than `limit`.
   *
   * @param application whose assignments count for `ApplicationGroup`: its service principal
   */
  groupsOf(
    id: string,
    which: GroupMembershipClaims,
    application: string | null,
    limit: number,
  ): Promise<readonly string[] | 'too many'>;
  /** Template ids of the roles that the person holds now. */
  rolesOf(id: string): Promise<readonly string[]>;
  /** What the application may do in the person's name: what the person and what administrators consented to. */
  consentsOf(servicePrincipalId: string, personId: string): Promise<readonly Consent[]>;
  /** Adds what a person consented to, for themselves or for everybody. */
  recordConsent(client: RegisteredClient, personId: string, consent: NewConsent): Promise<void>;
  /** True for an administrator who may consent for everybody, and to what people may not grant. */
  mayConsentForAll(id: string): Promise<boolean>;
  /** What a person has at an application, at this moment. */
  appAccessOf(servicePrincipalId: string, personId: string): Promise<AppAccess>;
  /** The authentication contexts that there are, `c1` and so on. */
  authenticationContexts(): Promise<readonly string[]>;
  /** What optional claims take beside what is known of everybody who signs in. */
  claimFacts(personId: string): Promise<ClaimFacts>;
  /** What an application asks an administrator for, and whether this person may give it. */
  planConsentForAll(
    servicePrincipalId: string,
    personId: string,
    named: readonly NamedScopes[] | undefined,
  ): Promise<ConsentForAll>;
  /** Gives it; false when the person may not. */
  giveConsentForAll(
    client: RegisteredClient,
    personId: string,
    named: readonly NamedScopes[] | undefined,
  ): Promise<boolean>;
  /** The API that goes by the name: an application id or an identifier URI, in any case. */
  findApi(name: string): Promise<Api | undefined>;
  /** Whether the person may go to the other directory, and whether this one has agreed that they need not be asked there. */
  outboundAccess(
    personId: string,
    tenantId: string,
  ): Promise<{ readonly isAllowed: boolean; readonly isConsentAutomatic: boolean }>;
  brand(): Promise<Brand>;
}

/** Somebody who may sign in. */
export interface Person {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly givenName: string | null;
  readonly surname: string | null;
  readonly mail: string | null;
  readonly userType: 'Member' | 'Guest';
  readonly preferredLanguage: string | null;
  /** Sessions and tokens made before have ended; null when nothing was ended. */
  readonly sessionsValidFrom: Instant | null;
}

/** What is known of a person for optional claims. */
export interface ClaimFacts {
  /** Two letters; null when the person's country is not written so. */
  readonly country: string | null;
  /** Directory extensions by their full names. */
  readonly extensions: Readonly<Record<string, PropertyValue>>;
}

/** Something that answers requests made with tokens: the directory's own API, or that of an application. */
export interface Api {
  readonly appId: string;
  /** Null for the directory's own API. */
  readonly servicePrincipalId: string | null;
  readonly displayName: string;
  /** The names it goes by; the first one is the audience when another spelling was asked for. */
  readonly names: readonly string[];
  readonly scopes: readonly ApiScope[];
  readonly groupMembershipClaims: GroupMembershipClaims;
  /** Tokens for it are for those alone to whom it is assigned. */
  readonly isAssignmentRequired: boolean;
  /** Claims that it wants in access tokens. */
  readonly optionalClaims: readonly OptionalClaim[];
}

/** Something an application may be allowed to do in a person's name. */
export interface ApiScope {
  readonly id: string;
  readonly value: string;
  /** False: an administrator must consent. */
  readonly isForPeopleToGrant: boolean;
  /** Texts of the API's own; absent for the directory's, which the pages describe. */
  readonly displayName?: string;
  readonly description?: string;
}

/** What was consented to at one API. */
export interface Consent {
  readonly apiAppId: string;
  readonly scopes: readonly string[];
}

/** A consent as it is given on a page. */
export interface NewConsent {
  readonly api: Api;
  readonly scopes: readonly string[];
  readonly isForAll: boolean;
}

/** What pages show of the directory. */
export interface Brand {
  readonly displayName: string;
  /** `#rrggbb`; null for the colour of the house. */
  readonly color: string | null;
}

/** Checks a secret against a stored hash. Expensive by design: tens of milliseconds. */
export interface SecretVerifier {
  /** @param hasMatched the secret has matched the hash before: it waits for nobody's guesses */
  verify(hash: string, secret: string, hasMatched?: boolean): Promise<boolean>;
}

/** Slows down who presents wrong secrets. */
export interface SecretBrake {
  /**
   * Looks whether the secret is right, unless there were too many wrong ones of late.
   *
   * @throws AppError of status 429, with `retryAfterSeconds`
   */
  tryTo(attempt: SecretAttempt, look: () => Promise<boolean>): Promise<boolean>;
}

export interface SecretAttempt {
  readonly appId: string;
  readonly clientAddress: string;
}

/** What sign-in knows of the directory it signs people and applications in to. */
export interface SignInTenant {
  readonly tenantId: ObjectId;
  /** True when the domain name, in any case, is a verified domain of the directory. */
  hasVerifiedDomain(name: string): Promise<boolean>;
}

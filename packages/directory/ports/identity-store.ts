import type { Instant, ObjectId } from '@muster/kernel';
import type { PropertyValue } from '../objects/directory-object.ts';

/** An identity provider as stored, without its secret. */
export interface StoredProvider {
  readonly id: string;
  /** Which settings it has; see `IdentityProvider`. */
  readonly kind: string;
  readonly settings: Readonly<Record<string, PropertyValue>>;
  /** Counts the changes of settings and secret, from 1. */
  readonly version: number;
  readonly createdAt: Instant;
}

/** Settings for the people of one other directory. */
export interface StoredPartner {
  /** Id of the other directory, a GUID in lower case. */
  readonly tenantId: string;
  readonly settings: Readonly<Record<string, PropertyValue>>;
}

/** An account elsewhere that signs in as a user here. */
export interface LinkedIdentity {
  /** Digest of issuer and subject. */
  readonly identityId: string;
  readonly issuer: string;
  readonly userId: ObjectId;
  readonly providerId: string;
  readonly linkedAt: Instant;
}

export interface IdentityReader {
  /** All identity providers, in order of their ids. */
  providers(): Promise<readonly StoredProvider[]>;
  /** The secret of a provider; undefined when it has none. */
  providerSecret(id: string): Promise<string | undefined>;
  /** All partners, in order of their ids. */
  partners(): Promise<readonly StoredPartner[]>;
  partner(tenantId: string): Promise<StoredPartner | undefined>;
  linkedIdentity(identityId: string): Promise<LinkedIdentity | undefined>;
  /** Whether an account elsewhere signs in as the user. */
  isLinked(userId: ObjectId): Promise<boolean>;
}

export interface IdentityWriter {
  /** Inserts or replaces; the secret stays when it is undefined and goes when it is null. */
  saveProvider(provider: StoredProvider, secret: string | null | undefined): Promise<void>;
  removeProvider(id: string): Promise<void>;
  savePartner(partner: StoredPartner): Promise<void>;
  removePartner(tenantId: string): Promise<boolean>;
  /** False when somebody is linked to the identity already. */
  linkIdentity(identity: LinkedIdentity): Promise<boolean>;
  unlinkIdentities(userId: ObjectId): Promise<void>;
  /** Keeps a sign-in that was sent to a provider until it comes back; forgets those that ended. */
  saveAttempt(attempt: FederationAttempt, now: Instant): Promise<void>;
  /** Gives the attempt once: whoever asks again gets undefined, as does everybody from `endsAt` on. */
  takeAttempt(stateHash: string, now: Instant): Promise<FederationAttempt | undefined>;
}

/** A sign-in that was sent to a provider. */
export interface FederationAttempt {
  /** SHA-256 of the state parameter. */
  readonly stateHash: string;
  /** SHA-256 of the secret that the browser holds. */
  readonly browserHash: string;
  readonly providerId: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
  readonly returnTo: string;
  /** The `acr` values of which the provider has to show one; none when empty. */
  readonly acrValues: readonly string[];
  readonly endsAt: Instant;
}

import type { Instant, ObjectId } from '@muster/kernel';
import type { JWK } from 'jose';

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
}

/** Where applications are found. Implemented on the directory's storage. */
export interface ClientRegistry {
  /** Takes a GUID in lower case; undefined when no application with a service principal has it. */
  findClient(appId: string): Promise<RegisteredClient | undefined>;
}

/** A key that signs tokens, as stored. */
export interface StoredSigningKey {
  readonly kid: string;
  /** Private RSA key, all parameters. */
  readonly privateJwk: JWK;
  readonly createdAt: Instant;
}

/** Where the directory's signing keys are kept. */
export interface SigningKeyStore {
  /**
   * All keys, in any order; never empty: when there is none, `create` is called and its key stored first.
   * INVARIANT: nodes that start at the same time all receive the same key.
   */
  loadOrCreate(create: () => Promise<StoredSigningKey>): Promise<readonly StoredSigningKey[]>;
}

/** Checks a secret against a stored hash. Expensive by design: tens of milliseconds. */
export interface SecretVerifier {
  verify(hash: string, secret: string): Promise<boolean>;
}

/** What sign-in knows of the directory it signs people and applications in to. */
export interface SignInTenant {
  readonly tenantId: ObjectId;
  /** True when the domain name, in any case, is a verified domain of the directory. */
  hasVerifiedDomain(name: string): Promise<boolean>;
}

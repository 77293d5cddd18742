import type { Clock, Duration, ObjectId } from '@muster/kernel';
import type { FastifyBaseLogger } from 'fastify';
import type { ClientRegistry, People, SecretVerifier } from '../ports.ts';
import type { RecordParts } from '../records/record-adapter.ts';
import type { KeyRing } from '../tokens/key-ring.ts';

/** What the token issuer of one directory is made of. */
export interface IssuerParts {
  readonly tenantId: ObjectId;
  readonly clients: ClientRegistry;
  readonly secrets: SecretVerifier;
  readonly people: People;
  readonly kept: RecordParts;
  /** Signs cookies. */
  readonly cookieKey: string;
  readonly keys: KeyRing;
  readonly tokenLifetime: Duration;
  /** For secrets and error answers; the library stamps tokens by the system clock, which it reads itself. */
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
}

/** The same under one base URL. */
export interface ProviderParts extends IssuerParts {
  readonly baseUrl: string;
}

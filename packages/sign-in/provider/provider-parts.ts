import type { Clock, Duration, ObjectId } from '@muster/kernel';
import type { FastifyBaseLogger } from 'fastify';
import type { RememberedVerifier } from '../clients/remembered-verifier.ts';
import type { OutsidePeople } from '../outside-port.ts';
import type { ClientRegistry, People, SecretBrake } from '../ports.ts';
import type { RecordParts } from '../records/record-adapter.ts';
import type { KeyRing } from '../tokens/key-ring.ts';

/** What the token issuer of one directory is made of. */
export interface IssuerParts {
  readonly tenantId: ObjectId;
  readonly clients: ClientRegistry;
  readonly secrets: RememberedVerifier;
  readonly brake: SecretBrake;
  readonly people: People;
  readonly outside: OutsidePeople;
  readonly kept: RecordParts;
  /** Signs cookies. */
  readonly cookieKey: string;
  /** Seals what browsers carry from page to page. */
  readonly sealKey: string;
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

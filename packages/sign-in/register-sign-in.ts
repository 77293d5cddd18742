import { randomBytes } from 'node:crypto';
import type { SignInRecords } from '@muster/directory';
import type { Clock, Duration, Instant } from '@muster/kernel';
import type { FastifyInstance } from 'fastify';
import { publicAddress, type RequestOrigin } from './addresses/public-address.ts';
import { rememberedVerifier } from './clients/remembered-verifier.ts';
import { signInErrors } from './errors.ts';
import { addLandingPage } from './mount/add-landing-page.ts';
import { addOutsideRoutes } from './mount/add-outside-routes.ts';
import { addBrowserRoutes, addPageRoutes } from './mount/add-page-routes.ts';
import { addProgramRoutes } from './mount/add-program-routes.ts';
import { addSignInForPages } from './mount/add-sign-in-for-pages.ts';
import type { Mount } from './mount/mount.ts';
import type { OutsidePeople } from './outside-port.ts';
import type { ClientRegistry, People, SecretBrake, SecretVerifier, SignInTenant, SigningKeyStore } from './ports.ts';
import type { IssuerParts } from './provider/provider-parts.ts';
import { providerPool } from './provider/provider-pool.ts';
import { libraryRoutes } from './provider/routes.ts';
import { derivedKey, recordKeys } from './records/record-keys.ts';
import { graphAppId } from './tokens/graph-resource.ts';
import { keyRing, rotatedKeys } from './tokens/key-ring.ts';
import { rememberedTokens } from './tokens/remembered-tokens.ts';
import {
  type ApplicationCaller,
  bearerChallenge,
  type PersonCaller,
  verifyAccessToken,
} from './tokens/verify-access-token.ts';

/** What sign-in needs from the server. */
export interface SignInOptions {
  readonly tenant: SignInTenant;
  readonly clients: ClientRegistry;
  readonly people: People;
  readonly outside: OutsidePeople;
  readonly records: SignInRecords;
  readonly signingKeys: SigningKeyStore;
  readonly secretVerifier: SecretVerifier;
  readonly secretBrake: SecretBrake;
  readonly clock: Clock;
  /**
   * Scheme, host and port under which clients reach the server, for example `https://id.example.com`, with the path that a
   * proxy adds. Without it, only requests to a loopback address are answered.
   */
  readonly publicBaseUrl?: string;
  /** How long an access token is valid, whole seconds; one hour by default. */
  readonly tokenLifetime?: Duration;
}

/** What the server's other parts may ask of sign-in. */
export interface SignIn {
  /** See `ApplicationCaller` and `PersonCaller`; throws AppErrors of status 401, ready for the Graph error envelope. */
  verifyAccessToken(token: string, now: Instant): Promise<ApplicationCaller | PersonCaller>;
  /** The `WWW-Authenticate` header to send with a 401 in answer to the request. */
  bearerChallenge(request: RequestOrigin): string;
  /** Makes, puts to use and drops signing keys as time goes by, and takes over those that other nodes made. */
  keepKeys(): Promise<void>;
}

/**
 * Adds the sign-in endpoints to the server: for applications, tokens, keys and configuration; for people, the pages. Loads
 * the signing keys, making the first one when there is none.
 *
 * @throws AppError PUBLIC_ADDRESS_INVALID.
 */
export async function registerSignIn(app: FastifyInstance, options: SignInOptions): Promise<SignIn> {
  const address = publicAddress(options.publicBaseUrl);
  const { clock, signingKeys } = options;
  const keys = await keyRing(signingKeys, clock);
  const secret = await signingKeys.loadOrCreateSecret(() => randomBytes(32).toString('base64url'));
  const { tenantId } = options.tenant;
  const parts: IssuerParts = {
    tenantId,
    clients: options.clients,
    secrets: rememberedVerifier(options.secretVerifier, clock),
    brake: options.secretBrake,
    people: options.people,
    outside: options.outside,
    kept: { records: options.records, keys: recordKeys(derivedKey(secret, 'records')), clock },
    cookieKey: derivedKey(secret, 'cookies'),
    sealKey: derivedKey(secret, 'sealed'),
    keys,
    tokenLifetime: options.tokenLifetime ?? (3_600_000 as Duration),
    clock,
    log: app.log,
  };
  const formKey = derivedKey(secret, 'forms');
  const mount: Mount = { tenant: options.tenant, address, providers: providerPool(parts), parts, formKey };
  const remembering = () =>
    rememberedTokens((token, now) => verifyAccessToken({ keys: keys.current, address, tenantId }, token, now));
  let remembered = remembering();
  const verify = (token: string, now: Instant) => remembered(token, now);
  const verifyPerson = async (token: string) => {
    const caller = await verify(token, clock());
    if (caller.kind !== 'person') throw signInErrors.ACCESS_TOKEN_UNREADABLE({});
    return caller;
  };
  await app.register((scope) => addProgramRoutes(scope, mount, verifyPerson));
  await app.register((scope) => addBrowserRoutes(scope, mount));
  await app.register((scope) => addPageRoutes(scope, mount));
  await app.register((scope) => addOutsideRoutes(scope, mount));
  await app.register((scope) => addSignInForPages(scope, mount));
  await app.register((scope) => addLandingPage(scope, mount));
  return {
    verifyAccessToken: verify,
    bearerChallenge: (request) =>
      bearerChallenge(`${address.baseUrlFor(request)}/${tenantId}${libraryRoutes.authorization}`, graphAppId),
    async keepKeys() {
      const stored = await signingKeys.load();
      if ((await rotatedKeys(stored, clock())) !== stored) {
        await signingKeys.change((present) => rotatedKeys(present, clock()));
      }
      if (!(await keys.refresh())) return;
      mount.providers.renew();
      // What a key signed that counts no more is forgotten with it.
      remembered = remembering();
    },
  };
}

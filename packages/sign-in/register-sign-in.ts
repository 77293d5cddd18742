import { randomUUID } from 'node:crypto';
import { type AppError, type Clock, type Duration, type Instant, isGuid } from '@muster/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type PublicAddress, publicAddress, type RequestOrigin } from './addresses/public-address.ts';
import { resolveTenant } from './addresses/resolve-tenant.ts';
import { errorAnswer, logRefusal } from './answers/error-answer.ts';
import { instanceDiscovery } from './answers/instance-discovery.ts';
import { rememberedVerifier } from './clients/remembered-verifier.ts';
import { isSignInError, signInErrors } from './errors.ts';
import type { ClientRegistry, SecretVerifier, SignInTenant, SigningKeyStore } from './ports.ts';
import { type IssuerParts, libraryRoutes } from './provider/create-provider.ts';
import { type ProviderPool, providerPool } from './provider/provider-pool.ts';
import { type SignInRequest, withSignInRequest } from './provider/sign-in-request.ts';
import { createSigningKey } from './tokens/create-signing-key.ts';
import { graphAppId } from './tokens/graph-resource.ts';
import { rememberedTokens } from './tokens/remembered-tokens.ts';
import { signingKeys } from './tokens/signing-keys.ts';
import { type ApplicationCaller, bearerChallenge, verifyAccessToken } from './tokens/verify-access-token.ts';

/** What sign-in needs from the server. */
export interface SignInOptions {
  readonly tenant: SignInTenant;
  readonly clients: ClientRegistry;
  readonly signingKeys: SigningKeyStore;
  readonly secretVerifier: SecretVerifier;
  readonly clock: Clock;
  /**
   * Scheme, host and port under which clients reach the server, for example `https://id.example.com`. Without it,
   * only requests to a loopback address are answered.
   */
  readonly publicBaseUrl?: string;
  /** How long an access token is valid, whole seconds; one hour by default. */
  readonly tokenLifetime?: Duration;
}

/** What the server's other parts may ask of sign-in. */
export interface SignIn {
  /** See `ApplicationCaller`; throws AppErrors of status 401, ready for the Graph error envelope. */
  verifyAccessToken(token: string, now: Instant): Promise<ApplicationCaller>;
  /** The `WWW-Authenticate` header to send with a 401 in answer to the request. */
  bearerChallenge(request: RequestOrigin): string;
}

/** The largest body of a sign-in request. The library stops at 56 KiB by itself, but with a less helpful answer. */
const bodyLimitBytes = 32 * 1024;

interface Mount {
  readonly options: SignInOptions;
  readonly address: PublicAddress;
  readonly providers: ProviderPool;
}

/**
 * Adds the sign-in endpoints to the server: token, keys, configuration and instance discovery. Loads the signing
 * keys, making the first one when there is none.
 *
 * @throws AppError PUBLIC_ADDRESS_INVALID.
 */
export async function registerSignIn(app: FastifyInstance, options: SignInOptions): Promise<SignIn> {
  const address = publicAddress(options.publicBaseUrl);
  const keys = signingKeys(await options.signingKeys.loadOrCreate(() => createSigningKey(options.clock())));
  const { tenantId } = options.tenant;
  const parts: IssuerParts = {
    tenantId,
    clients: options.clients,
    secrets: rememberedVerifier(options.secretVerifier, options.clock),
    keys,
    tokenLifetime: options.tokenLifetime ?? (3_600_000 as Duration),
    clock: options.clock,
    log: app.log,
  };
  const mount: Mount = { options, address, providers: providerPool(parts) };
  await app.register(async (scope) => addRoutes(scope, mount));
  return {
    verifyAccessToken: rememberedTokens((token, now) => verifyAccessToken({ keys, address, tenantId }, token, now)),
    bearerChallenge: (request) =>
      bearerChallenge(`${address.baseUrlFor(request)}/${tenantId}${libraryRoutes.authorization}`, graphAppId),
  };
}

async function addRoutes(scope: FastifyInstance, mount: Mount): Promise<void> {
  // The library reads the body itself, so here nobody may have read it before.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _body, done) => done(null));
  scope.setErrorHandler((error, request, reply) => answerError(error, request, reply, mount.options.clock));

  scope.post(`/:tenant${libraryRoutes.token}`, (request, reply) => {
    refuseLargeBody(request, reply);
    return handOver(mount, request, reply, libraryRoutes.token);
  });
  scope.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE'],
    url: `/:tenant${libraryRoutes.token}`,
    handler: async ({ method }, reply) => {
      reply.header('allow', 'POST');
      throw signInErrors.SIGN_IN_METHOD_NOT_ALLOWED({ method });
    },
  });
  scope.get(`/:tenant${libraryRoutes.jwks}`, (request, reply) => handOver(mount, request, reply, libraryRoutes.jwks));
  scope.get(`/:tenant/v2.0${libraryRoutes.discovery}`, (request, reply) =>
    handOver(mount, request, reply, libraryRoutes.discovery),
  );
  scope.get('/common/discovery/instance', async (request) => {
    const { authorization_endpoint: endpoint } = request.query as Record<string, unknown>;
    return instanceDiscovery(mount.address.baseUrlFor(request), typeof endpoint === 'string' ? endpoint : undefined);
  });
}

/**
 * Lets the library answer. It sees its own path only; `originalUrl` and `Host` carry the public address, from which
 * it derives every URL it writes, so that nothing a client or a proxy put into headers gets there.
 */
async function handOver(mount: Mount, request: FastifyRequest, reply: FastifyReply, path: string): Promise<void> {
  const { tenant } = request.params as { tenant: string };
  const tenantId = await resolveTenant(mount.options.tenant, tenant);
  const baseUrl = mount.address.baseUrlFor(request);
  const callback = mount.providers.callbackFor(baseUrl);
  const { raw: incoming } = request;
  incoming.url = path;
  incoming.headers.host = new URL(baseUrl).host;
  Object.assign(incoming, { originalUrl: `${baseUrl}/${tenantId}${path}` });
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  await withSignInRequest(signInRequest(request), () => callback(incoming, reply.raw));
}

function refuseLargeBody(request: FastifyRequest, reply: FastifyReply): void {
  if (Number(request.headers['content-length'] ?? 0) <= bodyLimitBytes) return;
  reply.header('connection', 'close');
  throw signInErrors.SIGN_IN_REQUEST_TOO_LARGE({ limitBytes: bodyLimitBytes });
}

function signInRequest(request: FastifyRequest): SignInRequest {
  const given = request.headers['client-request-id'];
  const correlationId = typeof given === 'string' && isGuid(given) ? given : randomUUID();
  return { id: request.id, correlationId, log: request.log };
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply, clock: Clock): void {
  const reason = isSignInError(error) ? error : unexpected(error);
  logRefusal(request.log, reason);
  reply.status(reason.status).send(errorAnswer(reason, signInRequest(request), clock()));
}

function unexpected(cause: unknown): AppError {
  const { statusCode, message } = cause as { statusCode?: number; message?: string };
  return statusCode !== undefined && statusCode < 500
    ? signInErrors.SIGN_IN_REQUEST_MALFORMED({ reason: message ?? `status ${statusCode}` }, { cause })
    : signInErrors.SIGN_IN_FAILED({}, { cause });
}

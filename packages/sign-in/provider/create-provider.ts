import type { EventEmitter } from 'node:events';
import type { Clock, Duration, ObjectId } from '@muster/kernel';
import type { FastifyBaseLogger } from 'fastify';
import type { Configuration, KoaContextWithOIDC, Provider as LibraryProvider, ResourceServer } from 'oidc-provider';
import { issuerOf } from '../addresses/resolve-tenant.ts';
import { errorAnswer, logRefusal } from '../answers/error-answer.ts';
import { authenticateClient } from '../clients/authenticate-client.ts';
import { signInErrors } from '../errors.ts';
import type { ClientRegistry, SecretVerifier } from '../ports.ts';
import { applicationClaims, type IssuedClaims } from '../tokens/application-claims.ts';
import { resourceOfScope } from '../tokens/resource-of-scope.ts';
import type { SigningKeys } from '../tokens/signing-keys.ts';
import { libraryStorage } from './library-storage.ts';
import { Provider } from './oidc-library.ts';
import { reasonOfRefusal, refusing } from './refusals.ts';
import { currentClient, currentSignInRequest } from './sign-in-request.ts';

/** What the token issuer of one directory is made of. */
export interface IssuerParts {
  readonly tenantId: ObjectId;
  readonly clients: ClientRegistry;
  readonly secrets: SecretVerifier;
  readonly keys: SigningKeys;
  readonly tokenLifetime: Duration;
  /** For secrets and error answers; the library stamps tokens by the system clock, which it reads itself. */
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
}

/** The library's paths, below `/{tenant}`; its discovery path is fixed and moved by whoever mounts it. */
export const libraryRoutes = {
  token: '/oauth2/v2.0/token',
  authorization: '/oauth2/v2.0/authorize',
  jwks: '/discovery/v2.0/keys',
  discovery: '/.well-known/openid-configuration',
} as const;

/** Makes the issuer for one base URL: the library's issuer name is fixed when it is made. */
export function createProvider(parts: IssuerParts, baseUrl: string): LibraryProvider {
  const provider = new Provider(issuerOf(baseUrl, parts.tenantId), configuration(parts, baseUrl));
  // The library compares plain secrets and leaves this method to whoever stores hashes (node-oidc-provider #631).
  provider.Client.prototype.compareClientSecret = (presented: string) =>
    refusing(async () => {
      await authenticateClient(currentClient(), presented, parts.secrets, parts.clock());
      return true;
    });
  const answer = (ctx: KoaContextWithOIDC, error: Error) => answerRefusal(ctx, error, parts.clock);
  provider.on('grant.error', answer);
  provider.on('server_error', answer);
  // What fails outside the library's own handling, for example a connection that breaks while an answer is written.
  (provider as EventEmitter).on('error', (error: unknown) => parts.log.error({ err: error }, 'sign-in failed'));
  return provider;
}

function configuration(parts: IssuerParts, baseUrl: string): Configuration {
  const { token, authorization, jwks } = libraryRoutes;
  const off = { enabled: false };
  return {
    adapter: libraryStorage(parts.clients),
    jwks: { keys: [...parts.keys.privateJwks] } as NonNullable<Configuration['jwks']>,
    routes: { token, authorization, jwks },
    responseTypes: [],
    scopes: [],
    clientAuthMethods: ['client_secret_post', 'client_secret_basic'],
    // Secrets do not belong in browsers, so no script of another origin reads a token.
    clientBasedCORS: () => false,
    renderError: (ctx, out) => {
      ctx.body = out;
    },
    ttl: { ClientCredentials: Math.floor(parts.tokenLifetime / 1000) },
    features: {
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: (ctx) => refusing(() => requestedResource(ctx, baseUrl)),
        getResourceServerInfo: (ctx, indicator) => refusing(() => resourceServer(ctx, indicator, parts, baseUrl)),
      },
      devInteractions: off,
      dPoP: off,
      pushedAuthorizationRequests: off,
      rpInitiatedLogout: off,
      userinfo: off,
    },
    formats: {
      customizers: {
        jwt: (_ctx, _token, jwt) => {
          jwt.payload = applicationClaims(jwt.payload as unknown as IssuedClaims, currentClient(), parts.tenantId);
        },
      },
    },
  };
}

/** The library wants a URI for a resource; an application id is none until `api://` stands before it. */
function requestedResource(ctx: KoaContextWithOIDC, baseUrl: string): string {
  const resource = resourceOfScope(ctx.oidc.params?.scope as string | undefined, baseUrl);
  return URL.canParse(resource) ? resource : `api://${resource}`;
}

function resourceServer(
  ctx: KoaContextWithOIDC,
  indicator: string,
  parts: IssuerParts,
  baseUrl: string,
): ResourceServer {
  const scope = ctx.oidc.params?.scope as string | undefined;
  // The scope alone decides; a `resource` parameter (RFC 8707) may repeat it.
  if (requestedResource(ctx, baseUrl) !== indicator) {
    throw signInErrors.SIGN_IN_REQUEST_MALFORMED({ reason: 'scope and resource name different resources' });
  }
  return {
    audience: resourceOfScope(scope, baseUrl),
    scope: scope ?? '',
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: 'RS256', kid: parts.keys.signingKid } },
  };
}

function answerRefusal(ctx: KoaContextWithOIDC, error: Error, clock: Clock): void {
  const request = currentSignInRequest();
  const reason = reasonOfRefusal(ctx, error);
  logRefusal(request.log, reason);
  ctx.status = reason.status;
  ctx.body = errorAnswer(reason, request, clock());
}

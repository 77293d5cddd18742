import type { EventEmitter } from 'node:events';
import type { Client, KoaContextWithOIDC, Provider as LibraryProvider } from 'oidc-provider';
import { issuerOf } from '../addresses/resolve-tenant.ts';
import { errorAnswer, logRefusal } from '../answers/error-answer.ts';
import { withAdminWeb } from '../clients/admin-web-client.ts';
import { authenticateClient } from '../clients/authenticate-client.ts';
import { pagesRedirectUri, pagesResponseType, withPages } from '../clients/pages-client.ts';
import { platformOf } from '../clients/redirect-uris.ts';
import { busySeconds } from '../errors.ts';
import { carryingPage } from '../pages/other-pages.ts';
import { configuration } from './configuration.ts';
import { adaptIdTokens } from './id-tokens.ts';
import { preparedProvider } from './muster-provider.ts';
import { Provider } from './oidc-library.ts';
import type { IssuerParts, ProviderParts } from './provider-parts.ts';
import { reasonOfRefusal, refusing } from './refusals.ts';
import { messagesOf, showPage } from './show-page.ts';
import { currentClient, currentSignInRequest } from './sign-in-request.ts';
import { completeDeviceAnswer, completeTokenAnswer } from './token-answers.ts';
import { isConfidential, mayComeWithoutSecret, prepareRefresh } from './token-requests.ts';

/** Makes the issuer for one base URL: the library's issuer name is fixed when it is made. */
export function createProvider(issuer: IssuerParts, baseUrl: string): LibraryProvider {
  const redirectUri = pagesRedirectUri(baseUrl, issuer.tenantId);
  const clients = withPages(issuer.clients, redirectUri, issuer.people.brand);
  const parts: ProviderParts = withAdminWeb({ ...issuer, clients, baseUrl }, baseUrl);
  const provider = preparedProvider(issuerOf(baseUrl, parts.tenantId), configuration(parts), (name, ctx) =>
    refusing(async () => {
      if (name === 'refresh_token') await prepareRefresh(ctx, parts);
    }),
  );
  // Scheme and host of requests are put into the headers by whoever hands them over.
  provider.proxy = true;
  adaptClients(provider, parts);
  adaptIdTokens(provider);
  provider.registerResponseMode('form_page', (ctx, redirectUri, payload) =>
    showPage(ctx, parts, carryingPage(messagesOf(ctx), redirectUri, payload as Record<string, string>)),
  );
  const answer = (ctx: KoaContextWithOIDC, error: Error) => answerRefusal(ctx, error, parts);
  provider.on('grant.error', answer);
  provider.on('device_authorization.error', answer);
  provider.on('authorization.error', (ctx, error) =>
    logRefusal(currentSignInRequest().log, reasonOfRefusal(ctx, error)),
  );
  provider.on('server_error', (ctx, error) => {
    if (isForPrograms(ctx)) answer(ctx, error);
    else logRefusal(currentSignInRequest().log, reasonOfRefusal(ctx, error));
  });
  // What fails outside the library's own handling, for example a connection that breaks while an answer is written.
  (provider as EventEmitter).on('error', (error: unknown) => parts.log.error({ err: error }, 'sign-in failed'));
  completeAnswers(provider, parts);
  return provider;
}

const programRoutes: ReadonlySet<string> = new Set(['token', 'device_authorization', 'jwks', 'discovery']);

function isForPrograms(ctx: KoaContextWithOIDC): boolean {
  return programRoutes.has(ctx.oidc.route);
}

/** Decides in the library's stead what it would decide by its own copy of a client. */
function adaptClients(provider: LibraryProvider, parts: ProviderParts): void {
  const { prototype } = provider.Client;
  // The library compares plain secrets and leaves this method to whoever stores hashes (node-oidc-provider #631).
  prototype.compareClientSecret = (presented: string) =>
    refusing(async () => {
      const { secrets, brake, clock } = parts;
      const { clientAddress } = currentSignInRequest();
      await authenticateClient(currentClient(), presented, { secrets, brake, clientAddress }, clock());
      return true;
    });
  // With it a sign-out says which session it is about.
  prototype.includeSid = () => true;
  prototype.redirectUriAllowed = (uri: string) => platformOf(currentClient().redirectUris, uri) !== undefined;
  // An application may have a page, a device and a server: what it comes with says which of them it is.
  Object.defineProperty(prototype, 'clientAuthMethod', {
    get(this: Client) {
      const { ctx } = Provider;
      const isOpen = ctx !== undefined && !isConfidential(ctx) && mayBePublic(ctx);
      return isOpen ? 'none' : 'client_secret_post';
    },
  });
}

function mayBePublic(ctx: KoaContextWithOIDC): boolean {
  return ctx.oidc.params?.grant_type !== 'client_credentials' && mayComeWithoutSecret(currentClient());
}

function completeAnswers(provider: LibraryProvider, { tenantId }: ProviderParts): void {
  provider.use(async (ctx, next) => {
    await next();
    const oidc = (ctx as KoaContextWithOIDC).oidc as KoaContextWithOIDC['oidc'] | undefined;
    if (ctx.status !== 200 || oidc === undefined) return;
    if (oidc.route === 'token') {
      completeTokenAnswer(ctx as KoaContextWithOIDC, tenantId, currentSignInRequest().issuedScopes ?? []);
    }
    if (oidc.route === 'device_authorization') completeDeviceAnswer(ctx as KoaContextWithOIDC);
    if (oidc.route === 'discovery') hidePages(ctx.body as { response_types_supported: readonly string[] });
  });
}

/** What only the pages of the house ask for is offered to nobody. */
function hidePages(offered: { response_types_supported: readonly string[] }): void {
  offered.response_types_supported = offered.response_types_supported.filter((each) => each !== pagesResponseType);
}

function answerRefusal(ctx: KoaContextWithOIDC, error: Error, { clock }: ProviderParts): void {
  const request = currentSignInRequest();
  const reason = reasonOfRefusal(ctx, error);
  logRefusal(request.log, reason);
  ctx.status = reason.status;
  const wait = reason.code === 'SIGN_IN_TOO_BUSY' ? busySeconds : reason.extras.inner?.retryAfterSeconds;
  if (typeof wait === 'number') ctx.set('retry-after', String(wait));
  ctx.body = errorAnswer(reason, request, clock());
}

import { type Directory, isOpenId, type OpenIdProvider, type ProviderProbe, readProviders } from '@muster/directory';
import type { Clock, Instant } from '@muster/kernel';
import * as openid from 'openid-client';
import { federationErrors } from './errors.ts';

/** How long metadata of a provider is used before it is read again; keys are read again by themselves. */
const metadataLifeMs = 3_600_000;
const mostKept = 200;
const clockToleranceSeconds = 60;

/** A provider ready to be talked to. */
export interface ReadyProvider {
  readonly provider: OpenIdProvider;
  readonly configuration: openid.Configuration;
}

interface Kept {
  readonly version: number;
  readonly endsAt: Instant;
  readonly configuration: Promise<openid.Configuration>;
}

/** Reads the metadata of providers, and keeps it for an hour; 200 providers at most. */
export class ProviderConfigurations implements ProviderProbe {
  readonly #kept = new Map<string, Kept>();

  constructor(
    private readonly fetch: openid.CustomFetch,
    private readonly clock: Clock,
  ) {}

  /**
   * The provider as it is stored now, with its metadata.
   *
   * @returns undefined when there is no such provider, or none that a browser can be sent to
   * @throws AppError FEDERATION_PROVIDER_UNAVAILABLE
   */
  async ready(directory: Directory, id: string): Promise<ReadyProvider | undefined> {
    const { provider, secret } = await directory.store.read(async (session) => {
      const found = (await readProviders(session)).filter(isOpenId).find((each) => each.id === id);
      return { provider: found, secret: found && (await session.identities.providerSecret(id)) };
    });
    if (provider === undefined) return undefined;
    try {
      return { provider, configuration: await this.#configurationOf(provider, secret) };
    } catch (problem) {
      this.#kept.delete(id);
      throw federationErrors.FEDERATION_PROVIDER_UNAVAILABLE(
        { provider: provider.displayName },
        { cause: withoutContents(problem) },
      );
    }
  }

  async checkIssuer(issuer: string, address: string | null): Promise<string | undefined> {
    try {
      await this.#discover({ issuer, wellKnownEndpoint: address, clientId: 'unknown' }, undefined);
      return undefined;
    } catch (problem) {
      return problem instanceof UnfitProvider ? problem.message : 'its metadata cannot be read';
    }
  }

  #configurationOf(provider: OpenIdProvider, secret: string | undefined): Promise<openid.Configuration> {
    const { id, version } = provider;
    const kept = this.#kept.get(id);
    if (kept !== undefined && kept.version === version && kept.endsAt > this.clock()) return kept.configuration;
    const configuration = this.#discover(provider, secret);
    this.#kept.delete(id);
    this.#kept.set(id, { version, configuration, endsAt: (this.clock() + metadataLifeMs) as Instant });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept) this.#kept.delete(oldest!);
    return configuration;
  }

  async #discover(
    { issuer, wellKnownEndpoint, clientId }: Pick<OpenIdProvider, 'issuer' | 'wellKnownEndpoint' | 'clientId'>,
    secret: string | undefined,
  ): Promise<openid.Configuration> {
    // The fetch itself refuses http everywhere but on the machine itself.
    const isPlain = issuer.startsWith('http:');
    const place = wellKnownEndpoint ?? `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const metadata = { [openid.clockTolerance]: clockToleranceSeconds };
    const discovered = await openid.discovery(new URL(place), clientId, metadata, openid.ClientSecretPost(secret), {
      [openid.customFetch]: this.fetch,
      ...(isPlain ? { execute: [openid.allowInsecureRequests] } : {}),
    });
    const { supportsPKCE: _, ...server } = discovered.serverMetadata();
    const believed = { ...server, id_token_signing_alg_values_supported: requireFit(server, issuer) };
    const configuration = new openid.Configuration(believed, clientId, metadata, openid.ClientSecretPost(secret));
    configuration[openid.customFetch] = this.fetch;
    if (isPlain) openid.allowInsecureRequests(configuration);
    // Without it, an ID token that comes from the token endpoint is not asked for its signature.
    openid.enableNonRepudiationChecks(configuration);
    return configuration;
  }
}

/** The signatures that are believed: none that is made with a shared secret, and never the lack of one. */
const algorithms = [
  'RS256',
  'ES256',
  'PS256',
  'RS384',
  'ES384',
  'PS384',
  'RS512',
  'ES512',
  'PS512',
  'EdDSA',
  'Ed25519',
];

/** Says in our own words why a provider cannot be used. */
class UnfitProvider extends Error {}

/** The algorithms of the provider that are believed: a token with another one is refused, whatever its header says. */
function requireFit(server: openid.ServerMetadata, issuer: string): string[] {
  if (server.issuer !== issuer) throw new UnfitProvider('its metadata names another issuer');
  const endpoints = [server.authorization_endpoint, server.token_endpoint, server.jwks_uri];
  if (!endpoints.every((endpoint) => endpoint !== undefined && URL.canParse(endpoint))) {
    throw new UnfitProvider('its metadata lacks authorization_endpoint, token_endpoint or jwks_uri');
  }
  const places = [...endpoints, server.userinfo_endpoint].filter((endpoint) => endpoint !== undefined);
  const fitting = issuer.startsWith('https:') ? /^https:\/\// : /^https?:\/\//;
  if (!places.every((endpoint) => fitting.test(endpoint!))) {
    throw new UnfitProvider('not all of its endpoints are https');
  }
  const responses = server.response_types_supported as readonly string[] | undefined;
  if (responses !== undefined && !responses.includes('code')) throw new UnfitProvider('it does not give codes');
  const offered = (server.id_token_signing_alg_values_supported as readonly string[] | undefined) ?? ['RS256'];
  const believed = algorithms.filter((each) => offered.includes(each));
  if (believed.length === 0) throw new UnfitProvider('it signs with no algorithm that is believed here');
  return believed;
}

interface LibraryProblem {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: { readonly cause?: { readonly claim?: unknown } };
}

/** A problem of the library without what it holds of answers: those have tokens and personal data. */
export function withoutContents(problem: unknown): Error {
  const { code, message, cause } = problem as LibraryProblem;
  const parts = [code, message ?? problem, cause?.cause?.claim].filter((part) => part !== undefined);
  return new Error(parts.join(': ').slice(0, 500));
}

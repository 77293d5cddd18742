import type { AddressInfo } from 'node:net';
import type { Instant, ObjectId } from '@muster/kernel';
import fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import type { RegisteredClient } from '../ports.ts';
import { registerSignIn, type SignIn, type SignInOptions } from '../register-sign-in.ts';
import {
  aSecret,
  type MemoryVerifier,
  memoryClients,
  memorySigningKeys,
  memoryTenant,
  memoryVerifier,
  nobodyOutside,
  noPeople,
  noRecords,
} from './memory-ports.ts';

/** The directory of the sign-in tests. */
export const tenantId = '5d4e6f70-1b2c-4d3e-8f90-a1b2c3d4e5f6' as ObjectId;
/** Its verified domain. */
export const domainName = 'contoso.example';
/** The secret of `payroll`. */
export const payrollSecret = 'p~8Q+ secret/with:odd&characters=%41';

const farAway = Date.UTC(2200, 0, 1) as Instant;
const longAgo = Date.UTC(2020, 0, 1) as Instant;

/** An enabled application with one secret that works; the rest may be overridden. */
export function aClient(overrides: Partial<RegisteredClient> = {}): RegisteredClient {
  return {
    appId: '0a1b2c3d-0000-4000-8000-000000000001',
    servicePrincipalId: '0a1b2c3d-0000-4000-8000-0000000000f1',
    displayName: 'Payroll',
    isEnabled: true,
    secrets: [aSecret(payrollSecret, farAway)],
    roles: ['User.Read.All', 'Group.Read.All'],
    isAssignmentRequired: false,
    logoutUrl: null,
    optionalClaims: [],
    requiredScopes: {},
    directoryRoles: [],
    redirectUris: { web: [], spa: [], publicClient: [] },
    isFallbackPublicClient: false,
    mayHaveIdTokenInBrowser: false,
    groupMembershipClaims: 'None',
    ...overrides,
  };
}

/** Works. */
export const payroll = aClient();
/** Has one secret that works and one that has expired: `old`. */
export const expired = aClient({
  appId: '0a1b2c3d-0000-4000-8000-000000000002',
  secrets: [aSecret('old', longAgo), aSecret('new', farAway)],
});
/** Its service principal is disabled. */
export const disabled = aClient({ appId: '0a1b2c3d-0000-4000-8000-000000000003', isEnabled: false });

/** A server that listens on loopback and serves nothing but sign-in. */
export interface SignInServer {
  readonly app: FastifyInstance;
  readonly signIn: SignIn;
  readonly verifier: MemoryVerifier;
  /** Address on which it listens. */
  readonly url: string;
}

/** Starts one with the applications above; close `app` when done. */
export async function startSignInServer(
  overrides: Partial<SignInOptions> = {},
  serverOptions: FastifyServerOptions = {},
  prepare: (app: FastifyInstance) => void = () => {},
): Promise<SignInServer> {
  const app = fastify(serverOptions);
  prepare(app);
  const verifier = memoryVerifier();
  const signIn = await registerSignIn(app, {
    tenant: memoryTenant(tenantId, [domainName]),
    clients: memoryClients([payroll, expired, disabled]),
    people: noPeople(),
    outside: nobodyOutside(),
    records: noRecords(),
    signingKeys: memorySigningKeys(),
    secretVerifier: verifier,
    secretBrake: { tryTo: (_attempt, look) => look() },
    clock: systemClock,
    ...overrides,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { app, signIn, verifier, url: `http://127.0.0.1:${port}` };
}

/** The system's time: the library stamps tokens by it, so tests that look at tokens must too. */
export function systemClock(): Instant {
  return Math.floor(performance.timeOrigin + performance.now()) as Instant;
}

/** Posts a form to the token endpoint; a parameter that is undefined is left out. */
export function postToken(
  url: string,
  form: Record<string, string | undefined>,
  { tenant = tenantId as string, headers = {} as Record<string, string> } = {},
): Promise<Response> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) if (value !== undefined) body.append(name, value);
  return fetch(`${url}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body, headers });
}

/** A complete, correct token request of `payroll`. */
export const payrollForm = {
  grant_type: 'client_credentials',
  client_id: payroll.appId,
  client_secret: payrollSecret,
  scope: 'https://graph.microsoft.com/.default',
};

/** What the endpoints answer, as far as tests look into it; absent members are undefined. */
export interface Answer {
  readonly access_token: string;
  readonly error: string;
  readonly error_description: string;
  readonly error_codes: readonly number[];
  readonly trace_id: string;
  readonly correlation_id: string;
  readonly issuer: string;
  readonly token_endpoint: string;
  readonly jwks_uri: string;
  readonly keys: readonly Record<string, unknown>[];
}

/** Reads a JSON answer. */
export async function readAnswer(response: Response | Promise<Response>): Promise<Answer> {
  return (await (await response).json()) as Answer;
}

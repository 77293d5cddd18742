import { fileURLToPath } from 'node:url';
import { ConfidentialClientApplication } from '@azure/msal-node';
import { Client } from '@microsoft/microsoft-graph-client';
import { verify } from '@muster/directory';
import type { Instant } from '@muster/kernel';
import { type GivenSettings, type RunningServer, readConfiguration, serve } from '@muster/server';
import { freshDatabase } from '@muster/storage/testing/fresh-database';
import { expect } from 'vitest';

const tlsFile = (name: string) => fileURLToPath(new URL(`./tls/${name}`, import.meta.url));

const clientId = '00000000-0000-4000-8000-00000000abcd';
const clientSecret = 'journeys-know-this-secret';

/** An answer of the API. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly body: any;
}

/** A started server with an administrator's token, on a database of its own. */
export interface StartedServer {
  readonly server: RunningServer;
  /** `https://localhost:port`, or that of the proxy. */
  readonly url: string;
  readonly databaseUrl: string;
  readonly credentials: { readonly clientId: string; readonly clientSecret: string };
  /** The administrator's access token, got by msal-node. */
  readonly token: string;
  /** Microsoft's own client, v1.0 unless the request says otherwise. */
  readonly graph: Client;
  /** A plain request with the token; `path` begins with /v1.0 or /beta. */
  call(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** A token for another application. */
  tokenFor(credentials: { clientId: string; clientSecret: string }): Promise<string>;
  /** Waits until no pass is waiting or running. */
  settled(): Promise<void>;
  /** Verifies that nothing differs, stops, removes the database. */
  stop(): Promise<void>;
}

/** Starts a server over TLS. `settings` as on the command line: `{ demo: true }`; behind a proxy `publicUrl` is where it is called. */
export async function startServer(settings: GivenSettings = {}, clock?: () => Instant): Promise<StartedServer> {
  const database = await freshDatabase();
  const configuration = readConfiguration(
    {
      databaseUrl: database.url,
      host: 'localhost',
      port: '0',
      tlsCert: tlsFile('localhost.cert.pem'),
      tlsKey: tlsFile('localhost.key.pem'),
      domain: 'adventure-works.com',
      logLevel: 'error',
      bootstrapClientId: clientId,
      bootstrapClientSecret: clientSecret,
      ...settings,
    },
    {},
  );
  const server = await serve(configuration, clock === undefined ? {} : { clock });
  const url = configuration.publicUrl ?? `https://localhost:${new URL(server.url).port}`;
  const tokenFor = (credentials: { clientId: string; clientSecret: string }) =>
    getToken(url, server.tenantId, credentials);
  const token = await tokenFor({ clientId, clientSecret });
  return {
    server,
    url,
    databaseUrl: database.url,
    credentials: { clientId, clientSecret },
    token,
    graph: Client.init({
      baseUrl: url,
      defaultVersion: 'v1.0',
      customHosts: new Set(['localhost']),
      authProvider: (done) => done(null, token),
    }),
    call: (method, path, body, headers) => call(url, token, method, path, body, headers),
    tokenFor,
    settled: () => settled(server),
    async stop() {
      await settled(server);
      const { differences } = await verify(server.directory, server.ledger);
      await server.stop();
      await database.drop();
      expect(differences).toEqual([]);
    },
  };
}

async function getToken(
  url: string,
  tenantId: string,
  credentials: { clientId: string; clientSecret: string },
): Promise<string> {
  const application = new ConfidentialClientApplication({
    auth: { ...credentials, authority: `${url}/${tenantId}`, knownAuthorities: [new URL(url).host] },
  });
  const result = await application.acquireTokenByClientCredential({ scopes: ['https://graph.microsoft.com/.default'] });
  return result!.accessToken;
}

/** Sends one request; a body that is not a text goes as JSON. */
export async function call(
  url: string,
  token: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, headers: response.headers, body: isJson && text !== '' ? JSON.parse(text) : text };
}

async function settled(server: RunningServer): Promise<void> {
  for (let round = 0; round < 600; round++) {
    const isBusy = await server.directory.store.read(async (session) => {
      const rules = await session.rules.rulesSince(0);
      const passes = await session.rules.passes(rules.map((rule) => rule.groupId));
      return [...passes.values()].some((pass) => pass.status === 'NotStarted' || pass.status === 'Running');
    });
    if (!isBusy) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('passes are still running after 12 s');
}

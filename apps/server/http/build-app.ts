import { randomUUID } from 'node:crypto';
import { promises as dns } from 'node:dns';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import {
  type Caller,
  type Directory,
  reachableAddresses,
  resolvePerson,
  rolesOfApplication,
  type SignInRecords,
} from '@muster/directory';
import { answerUnroutable, registerGraphApi } from '@muster/graph-api';
import { AppError, type Clock, type ObjectId, sitePrefix } from '@muster/kernel';
import { limitedFetch, ProviderConfigurations, registerSignIn, type SignIn } from '@muster/sign-in';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';
import { outsidePeople } from '../adapters/outside-people.ts';
import { signInPeople } from '../adapters/sign-in-people.ts';
import {
  clientRegistry,
  secretBrake,
  secretVerifier,
  signInTenant,
  signingKeyStore,
} from '../adapters/sign-in-ports.ts';
import type { ServerConfiguration } from '../configuration/read-configuration.ts';
import { serverErrors } from '../errors.ts';
import { withoutPrefix } from './path-prefix.ts';
import { registerAdminWeb } from './register-admin-web.ts';
import { registerHealth } from './register-health.ts';

export interface AppParts {
  readonly directory: Directory;
  readonly records: SignInRecords;
  readonly tenantId: ObjectId;
  readonly configuration: Pick<
    ServerConfiguration,
    'publicUrl' | 'tls' | 'trustProxy' | 'isStrict' | 'rateLimit' | 'providerNetworks' | 'mail'
  >;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface BuiltApp {
  readonly app: FastifyInstance;
  readonly signIn: SignIn;
}

/** The web server with everything it serves, not listening yet. */
export async function buildApp(parts: AppParts): Promise<BuiltApp> {
  const { configuration, directory, clock, tenantId, log } = parts;
  const { tls, trustProxy, publicUrl } = configuration;
  const prefix = publicUrl === undefined ? '' : sitePrefix(publicUrl);
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    frameworkErrors: (problem: unknown, request: FastifyRequest, reply: FastifyReply) =>
      answerUnroutable(problem, request, reply, clock),
    routerOptions: { maxParamLength: 1000 },
    rewriteUrl: ({ url = '/' }) => withoutPrefix(url, prefix),
    trustProxy: trustProxy.length === 0 ? false : [...trustProxy],
    ...(tls === undefined ? {} : { https: { cert: tls.cert, key: tls.key } }),
  } as Parameters<typeof fastify>[0]) as unknown as FastifyInstance;
  logRequests(app);
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    // Said over TLS only; behind a proxy it is the proxy's word.
    strictTransportSecurity: tls === undefined ? false : { maxAge: 31_536_000 },
  });
  if (configuration.rateLimit > 0) {
    await app.register(rateLimit, {
      max: configuration.rateLimit,
      timeWindow: 10_000,
      errorResponseBuilder: (_request, context) =>
        serverErrors.RATE_LIMITED({ seconds: Math.max(1, Math.ceil(context.ttl / 1000)) }),
    });
  }
  registerHealth(app, directory);
  registerAdminWeb(app, tenantId, `${prefix}/`);
  const providers = new ProviderConfigurations(limitedFetch(reachableAddresses(configuration.providerNetworks)), clock);
  const signIn = await registerSignIn(app, {
    tenant: signInTenant(directory, tenantId),
    clients: clientRegistry(directory),
    people: signInPeople(directory),
    outside: outsidePeople(directory, providers),
    records: parts.records,
    signingKeys: signingKeyStore(directory),
    secretVerifier,
    secretBrake: secretBrake(directory),
    clock,
    ...(configuration.publicUrl === undefined ? {} : { publicBaseUrl: configuration.publicUrl }),
  });
  const baseUrl = (request: FastifyRequest) => configuration.publicUrl ?? `${request.protocol}://${request.host}`;
  await registerGraphApi(app, {
    directory,
    providerProbe: providers,
    strict: configuration.isStrict,
    findTextRecord,
    publicUrl: configuration.publicUrl,
    sendsMail: configuration.mail !== undefined,
    authenticate: authenticator(directory, signIn, clock),
    baseUrl,
    authorizationUri: (request) => `${baseUrl(request)}/${tenantId}/oauth2/v2.0/authorize`,
  });
  return { app, signIn };
}

function authenticator(
  directory: Directory,
  signIn: SignIn,
  clock: Clock,
): (request: FastifyRequest) => Promise<Caller> {
  return async (request) => {
    const token = /^Bearer +(\S*)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const caller = await signIn.verifyAccessToken(token, clock());
    if (caller.kind === 'person') {
      const { userId, signedInAt, ...proved } = caller;
      const person = { userId: userId as ObjectId, issuedAt: signedInAt, ...proved };
      return resolvePerson(directory, { ...person, requestId: request.id });
    }
    return {
      requestId: request.id,
      actor: {
        kind: 'application',
        id: caller.servicePrincipalId as ObjectId,
        appId: caller.appId,
        name: caller.displayName,
        roles: new Set(caller.roles),
        ...(caller.hasDirectoryRoles
          ? { directoryRoles: await rolesOfApplication(directory, caller.servicePrincipalId as ObjectId) }
          : {}),
      },
    };
  };
}

async function findTextRecord(domain: string, text: string): Promise<boolean> {
  const records = await dns.resolveTxt(domain).catch(() => []);
  return records.some((parts) => parts.join('') === text);
}

/** One line for each request, without query string or headers: those can hold personal data and tokens. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const path = request.originalUrl.split('?', 1)[0];
    const durationMs = Math.round(reply.elapsedTime * 10) / 10;
    request.log.info({ method: request.method, path, status: reply.statusCode, durationMs }, 'request');
  });
  app.addHook('onError', async (request, _reply, problem) => {
    if (!(problem instanceof AppError)) return;
    if (problem.cause !== undefined) request.log.debug({ err: problem.cause, code: problem.code }, 'cause');
  });
}

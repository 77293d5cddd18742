import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { instanceDiscovery } from '../answers/instance-discovery.ts';
import { signInErrors } from '../errors.ts';
import { answerUserInfo } from '../flows/user-info.ts';
import { discoveryRoute, libraryRoutes } from '../provider/routes.ts';
import type { PersonCaller } from '../tokens/verify-access-token.ts';
import { handOver } from './hand-over.ts';
import { answerError, type Mount } from './mount.ts';

/** The largest body of a sign-in request. The library stops at 56 KiB by itself, but with a less helpful answer. */
const bodyLimitBytes = 32 * 1024;

/** What applications call: tokens, device codes, keys, configuration, and who somebody is. */
export async function addProgramRoutes(
  scope: FastifyInstance,
  mount: Mount,
  verifyPerson: (token: string) => Promise<PersonCaller>,
): Promise<void> {
  // The library reads the body itself, so here nobody may have read it before.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _body, done) => done(null));
  scope.setErrorHandler((error, request, reply) => answerError(error, request, reply, mount, false));
  const { token, device_authorization: device, jwks } = libraryRoutes;

  for (const path of [token, device]) {
    scope.post(`/:tenant${path}`, (request, reply) => {
      refuseLargeBody(request, reply);
      return handOver(mount, request, reply, path);
    });
    scope.options(`/:tenant${path}`, (request, reply) => handOver(mount, request, reply, path));
    scope.route({
      method: ['GET', 'PUT', 'PATCH', 'DELETE'],
      url: `/:tenant${path}`,
      handler: async ({ method }, reply) => {
        reply.header('allow', 'POST');
        throw signInErrors.SIGN_IN_METHOD_NOT_ALLOWED({ method });
      },
    });
  }
  for (const method of ['GET', 'OPTIONS'] as const) {
    const route = (url: string, path: string) =>
      scope.route({ method, url, handler: (request, reply) => handOver(mount, request, reply, path) });
    route(`/:tenant${jwks}`, jwks);
    route(`/:tenant/v2.0${discoveryRoute}`, discoveryRoute);
  }
  scope.get('/common/discovery/instance', async (request, reply) => {
    const { authorization_endpoint: endpoint } = request.query as Record<string, unknown>;
    reply.header('access-control-allow-origin', '*');
    return instanceDiscovery(mount.address.baseUrlFor(request), typeof endpoint === 'string' ? endpoint : undefined);
  });
  const userInfo = (request: FastifyRequest, reply: FastifyReply) =>
    answerUserInfo(request, reply, mount.parts.people, verifyPerson);
  scope.get('/oidc/userinfo', userInfo);
  scope.post('/oidc/userinfo', userInfo);
  scope.options('/oidc/userinfo', async (_request, reply) => {
    reply.headers({ 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization' });
    return reply.code(204).send();
  });
}

function refuseLargeBody(request: FastifyRequest, reply: FastifyReply): void {
  if (Number(request.headers['content-length'] ?? 0) <= bodyLimitBytes) return;
  reply.header('connection', 'close');
  throw signInErrors.SIGN_IN_REQUEST_TOO_LARGE({ limitBytes: bodyLimitBytes });
}

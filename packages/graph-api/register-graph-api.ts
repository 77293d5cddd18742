import type { Caller } from '@muster/directory';
import { AppError, type Clock } from '@muster/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { maximumBodyBytes } from './capabilities/limits.ts';
import { servedCollections } from './capabilities/served-collections.ts';
import { graphErrors } from './errors.ts';
import { routes } from './routes/routes.ts';
import { answerBatch, type ReportFailure } from './routing/answer-batch.ts';
import { answerRequest, type IncomingRequest } from './routing/answer-request.ts';
import type { GraphAnswer, GraphApi } from './routing/graph-request.ts';
import { createRouter } from './routing/router.ts';
import { serviceDocument, serviceRoot } from './wire/answers.ts';
import { errorEnvelope } from './wire/error-envelope.ts';
import { isJsonContentType } from './wire/json-body.ts';
import { metadataDocument } from './wire/metadata-document.ts';
import { readMetadataLevel } from './wire/metadata-level.ts';
import { readClientRequestId, responseHeaders } from './wire/response-headers.ts';

export interface GraphApiOptions extends GraphApi {
  /** Who sends the request, by its bearer token. Throws an AppError 401 when there is no valid token. */
  readonly authenticate: (request: FastifyRequest) => Promise<Caller>;
  /** Public scheme and host under which the request arrived: `https://host`. */
  readonly baseUrl: (request: FastifyRequest) => string;
  /** Where tokens come from, for the challenge of a 401. */
  readonly authorizationUri: (request: FastifyRequest) => string;
}

const versions = ['v1.0', 'beta'] as const;

/**
 * Serves Microsoft Graph under `/v1.0` and `/beta`. Nothing but the metadata document is answered without a token.
 *
 * @see Graph surface spec
 */
export async function registerGraphApi(app: FastifyInstance, options: GraphApiOptions): Promise<void> {
  const router = createRouter(routes);
  // Verbs that nobody serves, anywhere.
  app.setNotFoundHandler((request, reply) =>
    sendError(options, graphErrors.URL_METHOD_NOT_ALLOWED({}), request, reply),
  );
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: maximumBodyBytes }, (_request, body, done) => {
      done(null, body);
    });
    scope.setErrorHandler((problem, request, reply) => sendError(options, problem, request, reply));
    const report: ReportFailure = (problem, requestId) => {
      if (!(problem instanceof AppError) || isFailure(problem.status))
        app.log.error({ err: problem, requestId }, 'request failed');
    };
    for (const version of versions) {
      scope.get(`/${version}/$metadata`, async (_request, reply) =>
        reply.type('application/xml').send(metadataDocument(version)),
      );
      scope.get(`/${version}`, async (request, reply) => sendServiceDocument(options, version, request, reply));
      scope.get(`/${version}/`, async (request, reply) => sendServiceDocument(options, version, request, reply));
      const batch = async (request: FastifyRequest, reply: FastifyReply) => {
        const incoming = await readIncoming(options, request);
        send(options, request, reply, await answerBatch(options, router, incoming, version, report));
        return reply;
      };
      scope.post(`/${version}/$batch`, batch);
      scope.post(`/${version}/$batch/`, batch);
    }
    scope.all('/*', async (request, reply) => {
      const answer = await answerRequest(options, router, await readIncoming(options, request));
      send(options, request, reply, answer);
      return reply;
    });
  });
}

/** 501 names a property that is kept elsewhere: the caller's affair. */
const isFailure = (status: number) => status >= 500 && status !== 501;

async function sendServiceDocument(
  options: GraphApiOptions,
  version: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { baseUrl } = await readIncoming(options, request);
  const view = { root: serviceRoot(baseUrl, version), metadata: readMetadataLevel(request.headers.accept) };
  send(options, request, reply, { status: 200, body: serviceDocument(view, servedCollections) });
  return reply;
}

async function readIncoming(options: GraphApiOptions, request: FastifyRequest): Promise<IncomingRequest> {
  const caller = await options.authenticate(request);
  const { body } = request;
  if (body !== undefined && body !== null && typeof body !== 'string') throw graphErrors.BODY_UNREADABLE({});
  return {
    method: request.method,
    url: request.url,
    headers: request.headers,
    body: readText(request.headers['content-type'], body ?? ''),
    caller,
    baseUrl: options.baseUrl(request),
    requestId: request.id,
    clientAddress: request.ip,
  };
}

/** The body's text; undefined when there is none, whatever its type. */
function readText(contentType: string | undefined, body: string): string | undefined {
  if (body.trim() === '') return undefined;
  if (contentType === undefined) throw graphErrors.BODY_UNREADABLE({});
  if (!isJsonContentType(contentType)) throw graphErrors.BODY_CONTENT_TYPE({ contentType });
  return body;
}

function send(options: GraphApiOptions, request: FastifyRequest, reply: FastifyReply, answer: GraphAnswer): void {
  const { body } = answer;
  const metadata = readMetadataLevel(request.headers.accept);
  reply.code(answer.status).headers(
    responseHeaders({
      requestId: request.id,
      clientRequestId: readClientRequestId(request.headers),
      now: options.directory.clock(),
      metadata,
      body: body === undefined ? 'none' : typeof body === 'string' ? 'text' : 'json',
      ...(answer.location === undefined ? {} : { location: answer.location }),
      ...(answer.preferenceApplied === undefined ? {} : { preferenceApplied: answer.preferenceApplied }),
    }),
  );
  if (answer.allow !== undefined) reply.header('Allow', answer.allow);
  if (answer.contentType !== undefined) reply.type(answer.contentType);
  // A string is sent as it is: the JSON content type carries parameters that must stay.
  reply.send(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
}

/**
 * The answer to a request that the web server refused before it had a route, such as one with a malformed address: in
 * Graph's form, without a look at who sends it.
 */
export function answerUnroutable(problem: unknown, request: FastifyRequest, reply: FastifyReply, clock: Clock): void {
  const isAddress = (problem as { code?: unknown }).code === 'FST_ERR_BAD_URL';
  const known = isAddress
    ? graphErrors.URL_MALFORMED({ reason: 'a percent sign is not followed by two hexadecimal digits' })
    : problem;
  const context = { requestId: request.id, clientRequestId: readClientRequestId(request.headers), now: clock() };
  const answer = errorEnvelope(known, context);
  reply
    .code(answer.status)
    .headers(responseHeaders({ ...context, body: 'json' }))
    .send(JSON.stringify(answer.body));
}

function sendError(options: GraphApiOptions, problem: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const context = {
    requestId: request.id,
    clientRequestId: readClientRequestId(request.headers),
    now: options.directory.clock(),
  };
  const answer = errorEnvelope(problem, { ...context, authorizationUri: options.authorizationUri(request) });
  if (isFailure(answer.status)) request.log.error({ err: problem }, 'request failed');
  reply
    .code(answer.status)
    .headers({ ...responseHeaders({ ...context, body: 'json' }), ...answer.headers })
    .send(JSON.stringify(answer.body));
}

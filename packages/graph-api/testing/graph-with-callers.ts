import type { Caller, Directory } from '@muster/directory';
import fastify, { type FastifyRequest } from 'fastify';
import { registerGraphApi } from '../register-graph-api.ts';

/** An answer of the API. */
export interface GraphReply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly body: any;
}

export interface GraphCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** The API without a socket; who calls is decided by the test, from the request's headers. */
export interface GraphWithCallers {
  call(call: GraphCall): Promise<GraphReply>;
  close(): Promise<void>;
}

export async function graphWithCallers(
  directory: Directory,
  authenticate: (request: FastifyRequest) => Promise<Caller>,
): Promise<GraphWithCallers> {
  const app = fastify();
  await registerGraphApi(app, {
    directory,
    strict: true,
    publicUrl: undefined,
    sendsMail: false,
    findTextRecord: async () => true,
    providerProbe: { checkIssuer: async () => undefined },
    baseUrl: () => 'https://muster.test',
    authorizationUri: () => 'https://muster.test/authorize',
    authenticate,
  });
  return {
    async call({ method, path, body, headers }) {
      const answer = await app.inject({
        method,
        url: path,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      });
      const text = answer.payload;
      return { status: answer.statusCode, body: text.startsWith('{') ? JSON.parse(text) : text };
    },
    close: () => app.close(),
  };
}

import { resolvePerson, type User } from '@muster/directory';
import { registerGraphApi } from '@muster/graph-api';
import type { ObjectId } from '@muster/kernel';
import fastify from 'fastify';
import { administrator, allScopes } from '../scenarios/builders.ts';
import type { TestDirectory } from '../scenarios/test-directory.ts';

/** An answer of the API. */
export interface PersonAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly body: any;
}

/** The API over HTTP, asked by people whose tokens are taken as checked, or by the operator. */
export interface GraphAsPerson {
  call(
    who: Pick<User, 'id'> | 'operator',
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<PersonAnswer>;
  close(): Promise<void>;
}

export async function graphAsPerson({ directory }: TestDirectory): Promise<GraphAsPerson> {
  const app = fastify();
  await registerGraphApi(app, {
    directory,
    strict: true,
    findTextRecord: async () => true,
    baseUrl: () => 'https://muster.test',
    authorizationUri: () => 'https://muster.test/authorize',
    authenticate: async (request) => {
      const userId = request.headers['x-person'] as ObjectId | undefined;
      if (userId === undefined) return administrator;
      const client = { appId: '00000000-0000-4000-8000-00000000abcd', name: 'Portal' };
      const scopes = (request.headers['x-scopes'] as string | undefined)?.split(' ') ?? allScopes;
      return resolvePerson(directory, { userId, issuedAt: directory.clock(), client, scopes, requestId: request.id });
    },
  });
  return {
    async call(who, method, path, body, headers = {}) {
      const answer = await app.inject({
        method,
        url: path,
        headers: {
          ...(who === 'operator' ? {} : { 'x-person': who.id }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      });
      const text = answer.payload;
      return { status: answer.statusCode, body: text.startsWith('{') ? JSON.parse(text) : text };
    },
    close: () => app.close(),
  };
}

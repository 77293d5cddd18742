import { resolvePerson, type User } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import {
  type GraphCall,
  type GraphReply,
  graphWithCallers,
} from '../../packages/graph-api/testing/graph-with-callers.ts';
import { administrator, allScopes } from '../scenarios/builders.ts';
import type { TestDirectory } from '../scenarios/test-directory.ts';

/** The API, asked by people whose tokens are taken as checked, or by the operator. */
export interface GraphAsPerson {
  call(
    who: Pick<User, 'id'> | 'operator',
    method: GraphCall['method'],
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<GraphReply>;
  close(): Promise<void>;
}

export async function graphAsPerson({ directory }: TestDirectory): Promise<GraphAsPerson> {
  const graph = await graphWithCallers(directory, async (request) => {
    const userId = request.headers['x-person'] as ObjectId | undefined;
    if (userId === undefined) return administrator;
    const client = { appId: '00000000-0000-4000-8000-00000000abcd', name: 'Portal' };
    const scopes = (request.headers['x-scopes'] as string | undefined)?.split(' ') ?? allScopes;
    const amr = (request.headers['x-amr'] as string | undefined)?.split(' ');
    const issuedAt = directory.clock();
    return resolvePerson(directory, { userId, issuedAt, client, scopes, requestId: request.id, amr });
  });
  return {
    call: (who, method, path, body, headers = {}) => {
      const named: Readonly<Record<string, string>> = who === 'operator' ? {} : { 'x-person': who.id };
      return graph.call({ method, path, body, headers: { ...named, ...headers } });
    },
    close: () => graph.close(),
  };
}

import { AsyncLocalStorage } from 'node:async_hooks';
import type { AppAccess } from '@muster/directory';
import type { FastifyBaseLogger } from 'fastify';
import type { Person, RedirectPlatform, RegisteredClient } from '../ports.ts';
import type { RequestedScopes } from '../scopes/requested-scopes.ts';

/** What belongs to one request at a sign-in endpoint while the library works on it. */
export interface SignInRequest {
  /** Id of the request in the server's log; goes out as `trace_id`. */
  readonly id: string;
  readonly correlationId: string;
  readonly log: FastifyBaseLogger;
  /** Address that the request came from. */
  readonly clientAddress: string;
  readonly userAgent: string | undefined;
  /** Languages the browser asks for, as `Accept-Language` has them. */
  readonly languages: string | undefined;
  /** Set once the library has looked the application up, so that one request sees one state of it. */
  client?: RegisteredClient;
  /** Platform of the redirect address that the tokens at hand were first given for. */
  platform?: RedirectPlatform | undefined;
  /** What the request's `scope` asks for, once it is read. */
  scopes?: RequestedScopes;
  /** What a refresh token answers for in this request, in the place of what is kept with it. */
  refreshing?: { scope: string; resource: string; openIdScope: string; resourceScope: string };
  /** Scopes that the access token at hand was made with. */
  issuedScopes?: readonly string[];
  /** A page of the house has begun the sign-in that the request belongs to. */
  isForPages?: boolean | undefined;
  /** A code that came in the address of the device page. */
  readonly userCode?: string | undefined;
  /** What the application, acting by itself, has at the API that it asks a token for; of the directory's own it is the client's. */
  applicationAccess?: AppAccess | undefined;
  /** The person that the tokens at hand are about, once they are looked up. */
  person?: Person | undefined;
}

const requests = new AsyncLocalStorage<SignInRequest>();

/** Runs `work` so that everything it starts finds the request. */
export function withSignInRequest<T>(request: SignInRequest, work: () => T): T {
  return requests.run(request, work);
}

/** The request being worked on; the library is only ever called inside `withSignInRequest`. */
export function currentSignInRequest(): SignInRequest {
  const request = requests.getStore();
  if (request === undefined) throw new Error('no sign-in request is under way');
  return request;
}

/** The application the current request speaks for; the library calls nothing that needs it before the look-up. */
export function currentClient(): RegisteredClient {
  const { client } = currentSignInRequest();
  if (client === undefined) throw new Error('the application of this request has not been looked up');
  return client;
}

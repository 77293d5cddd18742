import { type Caller, type ExtensionProperty, extensionFieldTypes, extensionTargets } from '@muster/directory';
import type { KnownExtension, KnownExtensions } from '../odata/property-scope.ts';
import type { RequestHeaders } from '../odata/query-options.ts';
import { headerValue } from '../odata/query-options.ts';
import { serviceRoot } from '../wire/answers.ts';
import { readMetadataLevel } from '../wire/metadata-level.ts';
import { splitPath } from '../wire/split-path.ts';
import type { GraphAnswer, GraphApi, GraphRequest } from './graph-request.ts';
import type { Router } from './router.ts';

/** A request as the web server received it, or as a batch holds it. */
export interface IncomingRequest {
  readonly method: string;
  /** Path and query string, with the version. */
  readonly url: string;
  readonly headers: RequestHeaders;
  readonly body: string | undefined;
  readonly caller: Caller;
  /** Public scheme and host: `https://host`. */
  readonly baseUrl: string;
  readonly requestId: string;
  readonly clientAddress: string;
}

/**
 * Answers one request. Foreseen and unforeseen failures are thrown; whoever calls turns them into error answers.
 *
 * @throws AppError of the handler; URL_UNKNOWN_SEGMENT, URL_METHOD_NOT_ALLOWED
 */
export async function answerRequest(api: GraphApi, router: Router, incoming: IncomingRequest): Promise<GraphAnswer> {
  const [path = '', queryString = ''] = cut(incoming.url);
  const { version, segments } = splitPath(path);
  const route = router(incoming.method, version, segments);
  const request: GraphRequest = {
    method: incoming.method,
    version,
    segments,
    address: `${incoming.baseUrl}${path}`,
    queryString,
    headers: incoming.headers,
    body: incoming.body,
    caller: incoming.caller,
    root: serviceRoot(incoming.baseUrl, version),
    metadata: readMetadataLevel(headerValue(incoming.headers, 'accept')),
    requestId: incoming.requestId,
    clientAddress: incoming.clientAddress,
    now: api.directory.clock(),
    knownExtensions: await knownExtensions(api, queryString, incoming.body),
  };
  return route.handler(api, request);
}

function cut(url: string): [path: string, queryString: string] {
  const withoutFragment = url.split('#', 1)[0]!;
  const mark = withoutFragment.indexOf('?');
  return mark < 0 ? [withoutFragment, ''] : [withoutFragment.slice(0, mark), withoutFragment.slice(mark + 1)];
}

/** Extensions are looked up only for requests that can name one. */
async function knownExtensions(api: GraphApi, queryString: string, body: string | undefined): Promise<KnownExtensions> {
  const mayName = /extension(?:_|%5f)|select=[^&]*(?:\*|%2a)/i;
  if (!mayName.test(queryString) && !(body !== undefined && /extension_/i.test(body))) return new Map();
  const extensions = await api.directory.store.read((session) => session.settings.extensionProperties());
  return new Map(extensions.map((each) => [each.name, knownExtension(each)]));
}

function knownExtension({ dataType, targetObjects }: ExtensionProperty): KnownExtension {
  const targets = targetObjects.flatMap((target) => extensionTargets[target] ?? []);
  return { type: extensionFieldTypes[dataType], targets };
}

import type { GraphVersion } from '../capabilities/default-properties.ts';
import { graphErrors } from '../errors.ts';
import type { PathSegment } from '../wire/split-path.ts';
import type { Method, Route } from './route.ts';

/** Finds the route of an address. */
export type Router = (method: string, version: GraphVersion, segments: readonly PathSegment[]) => Route;

const hasKey = (segment: PathSegment) =>
  segment.key !== undefined || (segment.parameters !== undefined && segment.parameters.size > 0);

function signature(segments: readonly PathSegment[]): string {
  return segments.map((segment) => `${segment.name}${hasKey(segment) ? '/{}' : ''}`).join('/');
}

/**
 * A router over the routes: one look-up for any number of them.
 *
 * @throws Error when two routes have the same method, path and version
 */
export function createRouter(routes: readonly Route[]): Router {
  const byPath = new Map<string, Map<string, Route>>();
  const beginnings = new Set<string>();
  for (const route of routes) {
    const methods = byPath.get(route.path) ?? new Map<string, Route>();
    if (methods.has(route.method)) throw new Error(`two routes for ${route.method} ${route.path}`);
    byPath.set(route.path, methods.set(route.method, route));
    const pieces = route.path.split('/');
    for (let length = 1; length <= pieces.length; length++) beginnings.add(pieces.slice(0, length).join('/'));
  }
  return (method, version, segments) => {
    const methods = byPath.get(signature(segments));
    const visible =
      methods && [...methods.values()].filter((each) => each.version === undefined || each.version === version);
    if (visible === undefined || visible.length === 0) throw unknownSegment(segments, beginnings);
    if (method === 'OPTIONS') return optionsRoute(visible);
    const asked: string = method === 'HEAD' ? 'GET' : method;
    const found = visible.find((each) => each.method === (asked as Method));
    if (found === undefined) throw graphErrors.URL_METHOD_NOT_ALLOWED({});
    const cast = segments.find((segment) => segment.cast !== undefined)?.cast;
    if (cast !== undefined && !found.casts?.includes(cast)) {
      throw graphErrors.URL_UNKNOWN_SEGMENT({ segment: `microsoft.graph.${cast}` });
    }
    return found;
  };
}

/** Says which verbs an address takes, and nothing else. */
function optionsRoute(routes: readonly Route[]): Route {
  const methods = routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  const allow = ['OPTIONS', ...methods].join(', ');
  return { ...routes[0]!, handler: async () => ({ status: 204, allow }) };
}

/** Addresses that the web server itself answers, with the verbs it knows. */
const ownAddresses: ReadonlySet<string> = new Set(['', '$metadata', '$batch']);

/** The first segment that begins no route. */
function unknownSegment(segments: readonly PathSegment[], beginnings: ReadonlySet<string>) {
  if (ownAddresses.has(signature(segments))) return graphErrors.URL_METHOD_NOT_ALLOWED({});
  for (let length = 1; length <= segments.length; length++) {
    if (!beginnings.has(signature(segments.slice(0, length)))) {
      return graphErrors.URL_UNKNOWN_SEGMENT({ segment: segments[length - 1]!.name });
    }
  }
  return graphErrors.URL_UNKNOWN_SEGMENT({ segment: segments.at(-1)?.name ?? '' });
}

import type { Handler } from './graph-request.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** One method on one address. */
export interface Route {
  readonly method: Method;
  /** Segments in the schema's spelling, `{}` after those that carry a key: `groups/{}/members/{}/$ref`. */
  readonly path: string;
  /** Types that the last segment may be cast to, before a `/$count`; none when absent. */
  readonly casts?: readonly string[];
  /** Only under this version; both when absent. */
  readonly version?: 'beta';
  readonly handler: Handler;
}

/** A list of routes reads as a table: method and path, then the handler. */
export function route(
  methodAndPath: `${Method} ${string}`,
  handler: Handler,
  options: Pick<Route, 'casts' | 'version'> = {},
): Route {
  const [method, path] = methodAndPath.split(' ') as [Method, string];
  return { method, path, handler, ...options };
}

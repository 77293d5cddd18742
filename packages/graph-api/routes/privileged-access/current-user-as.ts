import { graphErrors } from '../../errors.ts';
import type { GraphRequest } from '../../routing/graph-request.ts';

/** How somebody is concerned by what they ask for. @throws AppError QUERY_UNSUPPORTED */
export function currentUserAs<T extends string>(request: GraphRequest, allowed: readonly T[]): T {
  const asked = request.segments.at(-1)!.parameters?.get('on');
  const found = allowed.find((each) => each.toLowerCase() === asked?.toLowerCase());
  if (found !== undefined) return found;
  throw graphErrors.QUERY_UNSUPPORTED({ reason: `filterByCurrentUser(on='…') takes ${allowed.join(', ')} here` });
}

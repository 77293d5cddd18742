import { signInErrors } from '../errors.ts';
import { graphResourceNames } from './graph-resource.ts';

const defaultScope = '/.default';

/**
 * The name of the API that a client-credentials scope asks for, `{resource}/.default`, as it was written. A slash that ends
 * the name is ignored, so `https://graph.microsoft.com//.default` works as it does in Entra.
 *
 * @throws AppError SIGN_IN_PARAMETER_MISSING without a scope; SIGN_IN_SCOPE_INVALID for several scopes or another form
 * @see "OAuth 2.0 client credentials flow on the Microsoft identity platform"; an unknown resource is `invalid_scope`
 *   here, where Entra says `invalid_resource`, which RFC 6749 §5.2 does not know.
 */
export function namedResource(scope: string | undefined): string {
  if (scope === undefined || scope.trim() === '') throw signInErrors.SIGN_IN_PARAMETER_MISSING({ name: 'scope' });
  if (/\s/.test(scope) || !scope.toLowerCase().endsWith(defaultScope)) {
    throw signInErrors.SIGN_IN_SCOPE_INVALID({ scope });
  }
  return scope.slice(0, -defaultScope.length).replace(/\/$/, '');
}

/**
 * The directory's own API in its canonical spelling, the audience of the token; undefined for the name of another API. Names
 * are compared in any case.
 */
export function ownResource(resource: string, baseUrl: string): string | undefined {
  return graphResourceNames(baseUrl).find((name) => name.toLowerCase() === resource.toLowerCase());
}

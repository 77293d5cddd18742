import { signInErrors } from '../errors.ts';
import { graphResourceNames } from './graph-resource.ts';

const defaultScope = '/.default';

/**
 * Returns the resource a client-credentials scope asks for, `{resource}/.default`, in its canonical spelling. It
 * becomes the audience of the token. Names are compared in any case; a slash that ends the name is ignored, so
 * `https://graph.microsoft.com//.default` works as it does in Entra.
 *
 * @throws AppError SIGN_IN_PARAMETER_MISSING without a scope; SIGN_IN_SCOPE_INVALID for several scopes or another
 *   form; SIGN_IN_RESOURCE_UNKNOWN for a resource that is not here.
 * @see "OAuth 2.0 client credentials flow on the Microsoft identity platform"; an unknown resource is `invalid_scope`
 *   here, where Entra says `invalid_resource`, which RFC 6749 §5.2 does not know.
 */
export function resourceOfScope(scope: string | undefined, baseUrl: string): string {
  if (scope === undefined || scope.trim() === '') throw signInErrors.SIGN_IN_PARAMETER_MISSING({ name: 'scope' });
  if (/\s/.test(scope) || !scope.toLowerCase().endsWith(defaultScope)) {
    throw signInErrors.SIGN_IN_SCOPE_INVALID({ scope });
  }
  const resource = scope.slice(0, -defaultScope.length).replace(/\/$/, '');
  const known = graphResourceNames(baseUrl);
  const found = known.find((name) => name.toLowerCase() === resource.toLowerCase());
  if (found === undefined) throw signInErrors.SIGN_IN_RESOURCE_UNKNOWN({ resource, known });
  return found;
}

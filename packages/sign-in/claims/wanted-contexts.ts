import { signInErrors } from '../errors.ts';

const longestClaims = 8000;
const mostContexts = 99;
const contextForm = /^c([1-9]|[1-9]\d)$/;

/**
 * The authentication contexts that a request asks for: as `acrs` of the claims parameter, for either token, and among
 * `acr_values`. Whatever else stands there is not for us: other claims are ignored, as OpenID Connect has it.
 *
 * @throws AppError SIGN_IN_REQUEST_MALFORMED for claims that are no JSON object
 * @see OpenID Connect Core 1.0 §5.5, §3.1.2.1; "Claims challenges, claims requests, and client capabilities"
 */
export function wantedContexts(given: { readonly claims?: unknown; readonly acr_values?: unknown }): readonly string[] {
  const named = typeof given.acr_values === 'string' ? given.acr_values.slice(0, longestClaims).split(' ') : [];
  const claimed = typeof given.claims === 'string' && given.claims !== '' ? claimedContexts(given.claims) : [];
  // Values of acr_values that are no contexts are wishes, and wishes may stay unfulfilled.
  return [...new Set([...named.filter((each) => contextForm.test(each)), ...claimed])].slice(0, mostContexts);
}

function claimedContexts(text: string): readonly string[] {
  const claims = parsed(text);
  return ['access_token', 'id_token'].flatMap((token) => {
    const acrs = memberOf(memberOf(claims, token), 'acrs');
    const one = memberOf(acrs, 'value');
    const many = memberOf(acrs, 'values');
    const values = [one, ...(Array.isArray(many) ? (many as unknown[]) : [])];
    return values.filter((each): each is string => typeof each === 'string').slice(0, mostContexts);
  });
}

function parsed(text: string): unknown {
  const malformed = (cause?: unknown) =>
    signInErrors.SIGN_IN_REQUEST_MALFORMED({ reason: 'claims is no JSON object' }, { cause });
  if (text.length > longestClaims) throw malformed();
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (cause) {
    throw malformed(cause);
  }
  throw malformed();
}

function memberOf(value: unknown, name: string): unknown {
  const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return isObject ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

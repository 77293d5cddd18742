import type { interactionPolicy as Policy } from 'oidc-provider';
import { wantedContexts } from '../claims/wanted-contexts.ts';
import { signInErrors } from '../errors.ts';
import { interactionPolicy } from './oidc-library.ts';
import type { ProviderParts } from './provider-parts.ts';
import { Refusal, refusing } from './refusals.ts';

type Methods = readonly string[] | undefined;

/** Every authentication context asks for a second factor. */
const isProved = (amr: Methods) => amr?.includes('mfa') === true;

/** The authentication contexts that a token has, by how the person signed in; absent when there are none. */
export async function contextsOf(amr: Methods, { people }: ProviderParts): Promise<readonly string[] | undefined> {
  if (!isProved(amr)) return undefined;
  const contexts = await people.authenticationContexts();
  return contexts.length === 0 ? undefined : contexts;
}

/**
 * Asks people to sign in again whose session does not satisfy what the application wants of them (claims challenge).
 * Whoever has just signed in and still does not is refused: they have no second factor.
 */
export function contextCheck(parts: ProviderParts): Policy.Check {
  const { Check } = interactionPolicy;
  return new Check('context_missing', 'a second factor is needed', 'interaction_required', async (ctx) => {
    const { params, session, result } = ctx.oidc;
    const wanted = await refusing(() => knownContexts(params as object, parts));
    const amr = (session as { amr?: Methods } | undefined)?.amr;
    if (wanted.length === 0 || session?.accountId === undefined || isProved(amr)) return Check.NO_NEED_TO_PROMPT;
    if (result?.login !== undefined) throw new Refusal(signInErrors.SIGN_IN_SECOND_FACTOR_MISSING({}));
    return Check.REQUEST_PROMPT;
  });
}

/**
 * Before a refresh token is used for a token with authentication contexts.
 *
 * @throws AppError SIGN_IN_SECOND_FACTOR_NEEDED, SIGN_IN_CONTEXT_UNKNOWN, SIGN_IN_REQUEST_MALFORMED
 */
export async function requireContexts(given: object, amr: Methods, parts: ProviderParts): Promise<void> {
  const wanted = await knownContexts(given, parts);
  if (wanted.length > 0 && !isProved(amr)) throw signInErrors.SIGN_IN_SECOND_FACTOR_NEEDED({});
}

/** @throws AppError SIGN_IN_CONTEXT_UNKNOWN, SIGN_IN_REQUEST_MALFORMED */
async function knownContexts(given: object, { people }: ProviderParts): Promise<readonly string[]> {
  const wanted = wantedContexts(given);
  if (wanted.length === 0) return wanted;
  const known = await people.authenticationContexts();
  const unknown = wanted.find((each) => !known.includes(each));
  if (unknown !== undefined) throw signInErrors.SIGN_IN_CONTEXT_UNKNOWN({ context: unknown });
  return wanted;
}

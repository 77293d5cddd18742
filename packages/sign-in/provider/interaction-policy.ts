import type { interactionPolicy as Policy } from 'oidc-provider';
import { requireLeave } from '../claims/guest-claims.ts';
import { consentsFor } from '../clients/pages-client.ts';
import { consentedScopes, missingConsent } from '../scopes/consented-scopes.ts';
import { assignmentPrompt } from './assignment-check.ts';
import { contextCheck } from './authentication-contexts.ts';
import { interactionPolicy } from './oidc-library.ts';
import type { ProviderParts } from './provider-parts.ts';
import { refusing } from './refusals.ts';
import { apiOfRequest, requestedOf } from './resources.ts';
import { currentSignInRequest } from './sign-in-request.ts';

/**
 * When a person has to be asked: to choose among accounts when the application says so; to sign in without a session, with
 * one that has ended, or when the application wants it anew; to consent to what was not consented to yet.
 */
export function policy(parts: ProviderParts): Policy.Prompt[] {
  const { base, Check, Prompt } = interactionPolicy;
  const prompts = base();
  prompts.get('login')!.checks.add(
    new Check(
      'session_ended',
      'the account cannot be used, or its session has ended',
      'login_required',
      async (ctx) => {
        const { session } = ctx.oidc;
        if (session?.accountId === undefined) return Check.NO_NEED_TO_PROMPT;
        const person = currentSignInRequest().person;
        if (person?.id !== session.accountId) return Check.REQUEST_PROMPT;
        const hasEnded = hasSessionEnded(session.authTime(), person.sessionsValidFrom);
        return hasEnded ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
      },
    ),
  );
  prompts.get('login')!.checks.add(contextCheck(parts));
  prompts.remove('consent');
  prompts.add(assignmentPrompt(parts));
  const consent = new Prompt(
    { name: 'consent', requestable: true },
    new Check('consent_missing', 'the person has not consented', 'consent_required', async (ctx) => {
      const { account } = ctx.oidc;
      if (account === undefined) return Check.NO_NEED_TO_PROMPT;
      const requested = await requestedOf(ctx, parts);
      const client = currentSignInRequest().client!;
      await refusing(() => requireLeave(client, account.accountId, parts.people));
      const consents = await consentsFor(client, account.accountId, parts);
      const missing = missingConsent(requested, consentedScopes(consents, await apiOfRequest(ctx, parts)), client);
      const isMissing = missing.openId.length + missing.permissions.length > 0;
      return isMissing ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
    }),
  );
  prompts.add(consent);
  prompts.add(new Prompt({ name: 'select_account', requestable: true }), 0);
  return prompts;
}

/** @param authTime in whole seconds, rounded down: a session of the very second in which sessions were ended has ended */
export function hasSessionEnded(authTime: number | undefined, validFrom: number | null): boolean {
  return validFrom !== null && (authTime === undefined || authTime * 1000 < validFrom);
}

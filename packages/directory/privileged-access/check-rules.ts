import type { Instant } from '@muster/kernel';
import type { Actor } from '../actors/caller.ts';
import { directoryErrors } from '../errors.ts';
import type { AccessRequest } from '../ports/privileged-access-store.ts';
import type { AuthenticationContextRule, EnablementRule, ExpirationRule } from './access-settings.ts';
import { instantAfter, type Window } from './schedule-times.ts';

/** The rules that bind one kind of request. */
export interface BindingRules {
  readonly expiration: ExpirationRule;
  readonly enablement: EnablementRule;
  readonly context: AuthenticationContextRule | null;
}

/**
 * Checks a request against the rules of its role.
 *
 * @param isEligible false for an activation without an eligibility
 * @throws AppError ROLE_POLICY_VALIDATION_FAILED with every rule that fails, ROLE_REQUEST_CONTEXT_MISSING
 * @see Graph surface spec §12.6
 */
export function checkRules(
  actor: Actor,
  { justification, ticket }: Pick<AccessRequest, 'justification' | 'ticket'>,
  { expiration, enablement, context }: BindingRules,
  window: Window | null,
  isEligible: boolean,
): void {
  const { enabledRules } = enablement;
  const isMissing = (text: string | null | undefined) => text == null || text.trim() === '';
  const failed = [
    !isEligible && 'EligibilityRule',
    window !== null && isTooLong(window, expiration) && 'ExpirationRule',
    enabledRules.includes('Justification') && isMissing(justification) && 'JustificationRule',
    // Applications and the command line have no second factor to show.
    enabledRules.includes('MultiFactorAuthentication') &&
      actor.kind === 'user' &&
      !actor.proof.methods.has('mfa') &&
      'MfaRule',
    enabledRules.includes('Ticketing') && isMissing(ticket?.ticketNumber) && 'TicketingRule',
  ].filter((rule) => rule !== false);
  if (failed.length > 0) throw directoryErrors.ROLE_POLICY_VALIDATION_FAILED({ rules: failed });
  if (context?.isEnabled !== true || actor.kind !== 'user') return;
  if (!actor.proof.contexts.has(context.claimValue)) {
    throw directoryErrors.ROLE_REQUEST_CONTEXT_MISSING({ claim: context.claimValue });
  }
}

function isTooLong({ startsAt, endsAt }: Window, { isExpirationRequired, maximumDuration }: ExpirationRule): boolean {
  if (!isExpirationRequired) return false;
  return endsAt === null || endsAt > instantAfter(startsAt, maximumDuration);
}

/** The end of a request that names none: the longest that is allowed, or none. */
export function usualEnd({
  isExpirationRequired,
  maximumDuration,
}: ExpirationRule): (start: Instant) => Instant | null {
  return (start) => (isExpirationRequired ? instantAfter(start, maximumDuration) : null);
}

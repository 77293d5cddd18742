import type { interactionPolicy as Policy } from 'oidc-provider';
import { signInErrors } from '../errors.ts';
import type { Api, RegisteredClient } from '../ports.ts';
import { interactionPolicy } from './oidc-library.ts';
import type { ProviderParts } from './provider-parts.ts';
import { apiOfRequest } from './resources.ts';
import { currentSignInRequest } from './sign-in-request.ts';

/**
 * Lets people sign in to applications and APIs that ask for an assignment (`appRoleAssignmentRequired`) only when they have
 * one; others see a page that says so.
 */
export function assignmentPrompt(parts: ProviderParts): Policy.Prompt {
  const { Check, Prompt } = interactionPolicy;
  const check = new Check(
    'not_assigned',
    'the application is not assigned to the person',
    'access_denied',
    async (ctx) => {
      const { account } = ctx.oidc;
      const client = currentSignInRequest().client!;
      if (account === undefined) return Check.NO_NEED_TO_PROMPT;
      const missing = await unassigned(client, await apiOfRequest(ctx, parts), account.accountId, parts);
      return missing === undefined ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT;
    },
  );
  return new Prompt({ name: 'assignment', requestable: false }, check);
}

/**
 * Before tokens are made for a person.
 *
 * @throws AppError SIGN_IN_NOT_ASSIGNED
 */
export async function requireAssignment(
  client: RegisteredClient,
  api: Api,
  personId: string,
  parts: ProviderParts,
): Promise<void> {
  const missing = await unassigned(client, api, personId, parts);
  if (missing !== undefined) throw signInErrors.SIGN_IN_NOT_ASSIGNED(missing);
}

/** Of the application and its API the first that the person may not use; looks only where an assignment is asked for. */
async function unassigned(client: RegisteredClient, api: Api, personId: string, { people }: ProviderParts) {
  for (const { isAssignmentRequired, servicePrincipalId, appId, displayName } of [client, api]) {
    if (!isAssignmentRequired || servicePrincipalId === null) continue;
    if (!(await people.appAccessOf(servicePrincipalId, personId)).isAssigned) return { appId, displayName };
  }
  return undefined;
}

import type { Interaction } from 'oidc-provider';
import { aadstsNumbers, signInErrors } from '../errors.ts';
import type { SignInView } from '../pages/sign-in-pages.ts';
import type { FlowRequest } from './flow-request.ts';

/** One sign-in under way: what the application asked for, and what is asked of the person. */
export interface SignInFlow extends FlowRequest {
  readonly interaction: Interaction;
  readonly view: SignInView;
}

/** Goes back to the library with what was decided. */
export async function finish({ provider, request, reply }: SignInFlow, result: object): Promise<void> {
  const returnTo = await provider.interactionResult(request.raw, reply.raw, result as never);
  await reply.header('cache-control', 'no-store').redirect(returnTo, 303);
}

/** Goes back to the application with a refusal. */
export async function refuse(at: SignInFlow, code: 'SIGN_IN_CANCELLED' | 'SIGN_IN_CONSENT_DECLINED'): Promise<void> {
  const { apiCode, message } = signInErrors[code]({});
  await finish(at, { error: apiCode, error_description: `AADSTS${aadstsNumbers[code]}: ${message}` });
}

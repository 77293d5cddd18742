import { longestName } from '../../pages/sign-in-pages.ts';
import { currentClient } from '../../provider/sign-in-request.ts';
import type { SignInFlow } from '../finish-sign-in.ts';
import type { FlowRequest } from '../flow-request.ts';
import { type Whereabouts, whereabouts } from '../sign-in-details.ts';

/** Whether the person wants to stay signed in. */
export const keeps = ({ fields }: SignInFlow) => fields.get('keep') === 'yes';
/** The sign-in name as it was typed. */
export const nameOf = ({ fields }: SignInFlow) => (fields.get('loginName') ?? '').trim().slice(0, longestName);

/** Where somebody signs in from, and to what. */
export function detailsOf(at: SignInFlow): Whereabouts {
  const { appId, displayName } = currentClient();
  return whereabouts(at, { appId, displayName });
}

/** A code as it was typed, without what people put between the digits. */
export const codeOf = ({ fields }: FlowRequest) => (fields.get('code') ?? '').replace(/\s/g, '').slice(0, 20);

/** When to try again, or that it was not right. */
export function refusal({ messages }: FlowRequest, retryAfterMs: number, text: string): string {
  return retryAfterMs > 0 ? messages.tryLater(Math.ceil(retryAfterMs / 1000)) : text;
}

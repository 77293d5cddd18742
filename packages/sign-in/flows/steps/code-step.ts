import { codePage } from '../../pages/sign-in-pages.ts';
import type { SignInFlow } from '../finish-sign-in.ts';
import { sendPage } from '../flow-request.ts';
import { afterProof } from './after-proof.ts';
import { keeps } from './form-fields.ts';
import { ticketOf } from './step-ticket.ts';

/** How somebody signed in who showed a code after the password, as the claim `amr` says it. */
export const twoFactors = ['pwd', 'otp', 'mfa'];

/** Checks the code of an authenticator app. */
export async function takeCode(at: SignInFlow): Promise<void> {
  const { parts, messages: m, view } = at;
  const { userId, step, ticket } = ticketOf(at, 'code', 'code, then change');
  const code = (at.fields.get('code') ?? '').replace(/\s/g, '').slice(0, 20);
  const { isRight, retryAfterMs } = await parts.people.checkOneTimeCode({ userId, code, clientAddress: at.request.ip });
  if (isRight) return afterProof(at, userId, step !== 'code', twoFactors);
  const text = retryAfterMs > 0 ? m.tryLater(Math.ceil(retryAfterMs / 1000)) : m.codeWrong;
  await sendPage(at, codePage(view, ticket, keeps(at), { field: 'code', text }));
}

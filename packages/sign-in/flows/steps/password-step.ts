import { codePage, longestPassword, passwordPage } from '../../pages/sign-in-pages.ts';
import type { SignInFlow } from '../finish-sign-in.ts';
import { sendPage } from '../flow-request.ts';
import { passedTicket } from '../password-ticket.ts';
import { afterProof } from './after-proof.ts';
import { keeps, nameOf } from './form-fields.ts';

/** Checks the password; a second factor or a change of it may come next. */
export async function takePassword(at: SignInFlow): Promise<void> {
  const { parts, messages, view } = at;
  const [loginName, password] = [nameOf(at), at.fields.get('password') ?? ''];
  const again = (text: string) => sendPage(at, passwordPage(view, loginName, keeps(at), { field: 'password', text }));
  if (loginName === '' || password === '' || password.length > longestPassword) return again(messages.refused);
  const outcome = await parts.people.checkPassword({ loginName, password, clientAddress: at.request.ip });
  if (outcome.outcome === 'disabled') return again(messages.disabled);
  if (outcome.outcome === 'refused') {
    const seconds = Math.ceil(outcome.retryAfterMs / 1000);
    return again(seconds > 0 ? messages.tryLater(seconds) : messages.refused);
  }
  const { userId, mustChange } = outcome;
  const factor = await parts.people.secondFactorOf(userId);
  // The pages cannot ask for a passkey yet; the password alone must not do for whoever has one.
  if (factor === 'passkey') return again(messages.passkeyNeeded);
  if (factor === 'oneTimeCode') {
    const step = mustChange ? 'code, then change' : 'code';
    return sendPage(
      at,
      codePage(view, passedTicket(at.formKey, step, at.interaction.uid, userId, parts.clock()), keeps(at)),
    );
  }
  await afterProof(at, userId, mustChange, ['pwd']);
}

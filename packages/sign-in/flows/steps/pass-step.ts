import { accessPassPage } from '../../pages/factor-pages.ts';
import { passwordPage } from '../../pages/sign-in-pages.ts';
import type { SignInFlow } from '../finish-sign-in.ts';
import { sendPage } from '../flow-request.ts';
import { detailsOf, keeps, nameOf, refusal } from './form-fields.ts';
import { logIn } from './log-in.ts';

/** Asks for a temporary access pass in the place of the password, whoever it is. */
export function showPass(at: SignInFlow): Promise<void> {
  return sendPage(at, accessPassPage(at.view, nameOf(at), keeps(at)));
}

/** Asks for the password after all. */
export function showPassword(at: SignInFlow): Promise<void> {
  return sendPage(at, passwordPage(at.view, nameOf(at), keeps(at)));
}

/** Checks a temporary access pass, which stands for two factors. */
export async function takePass(at: SignInFlow): Promise<void> {
  const { messages: m, view } = at;
  const [loginName, pass] = [nameOf(at), at.fields.get('pass') ?? ''];
  const again = (text: string) => sendPage(at, accessPassPage(view, loginName, keeps(at), { field: 'pass', text }));
  if (loginName === '' || pass === '') return again(m.factors.passRefused);
  const checked = await at.parts.people.credentials.checkAccessPass({ ...detailsOf(at), loginName, pass });
  if (checked.outcome === 'disabled') return again(m.disabled);
  if (checked.outcome === 'refused') return again(refusal(at, checked.retryAfterMs, m.factors.passRefused));
  await logIn(at, checked.userId, ['tap', 'mfa']);
}

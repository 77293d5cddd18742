import { changePasswordPage } from '../../pages/factor-pages.ts';
import type { SignInFlow } from '../finish-sign-in.ts';
import { sendPage } from '../flow-request.ts';
import { changeToTyped } from '../typed-password.ts';
import { detailsOf } from './form-fields.ts';
import { logIn } from './log-in.ts';
import { passedBefore } from './passed-steps.ts';

/** Puts a password of the person's own choice in the place of the one that has to be changed. */
export async function takeNewPassword(at: SignInFlow): Promise<void> {
  const { passed, again } = await passedBefore(at, 'change');
  const problem = await changeToTyped(at, passed.userId, detailsOf(at));
  if (problem !== undefined) return sendPage(at, changePasswordPage(at.view, again, problem));
  await logIn(at, passed.userId, passed.amr);
}

import { namePage, passwordPage } from '../../pages/sign-in-pages.ts';
import type { SignInFlow } from '../finish-sign-in.ts';
import { sendPage } from '../flow-request.ts';
import { nameOf } from './form-fields.ts';

/** Whether or not anybody has the name, the password is asked for next. */
export async function takeName(at: SignInFlow): Promise<void> {
  const loginName = nameOf(at);
  if (loginName !== '') return sendPage(at, passwordPage(at.view, loginName, false));
  await sendPage(at, namePage(at.view, '', { field: 'loginName', text: at.messages.nameMissing }));
}

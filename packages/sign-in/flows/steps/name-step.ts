import type { SignInFlow } from '../finish-sign-in.ts';
import { goTheWay, showName } from '../outside/choose-way.ts';
import { nameOf } from './form-fields.ts';

/** Goes the way that the name's domain has, whether or not anybody has the name. */
export async function takeName(at: SignInFlow): Promise<void> {
  const loginName = nameOf(at);
  if (loginName !== '') return goTheWay(at, loginName);
  await showName(at, '', { field: 'loginName', text: at.messages.nameMissing });
}

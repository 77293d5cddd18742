import { changePasswordPage } from '../../pages/sign-in-pages.ts';
import type { SignInFlow } from '../finish-sign-in.ts';
import { sendPage } from '../flow-request.ts';
import { passedTicket } from '../password-ticket.ts';
import { keeps } from './form-fields.ts';
import { logIn } from './log-in.ts';

/** The person is who they say: they choose a password where they must, or are signed in. */
export async function afterProof(at: SignInFlow, userId: string, mustChange: boolean, amr: readonly string[]): Promise<void> {
  if (!mustChange) return logIn(at, userId, amr);
  const step = amr.length > 1 ? 'change after code' : 'change';
  const ticket = passedTicket(at.formKey, step, at.interaction.uid, userId, at.parts.clock());
  await sendPage(at, changePasswordPage(at.view, ticket, keeps(at)));
}

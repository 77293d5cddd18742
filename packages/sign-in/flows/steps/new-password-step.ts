import type { FieldProblem } from '../../pages/fields.ts';
import { changePasswordPage } from '../../pages/sign-in-pages.ts';
import type { SignInFlow } from '../finish-sign-in.ts';
import { sendPage } from '../flow-request.ts';
import { twoFactors } from './code-step.ts';
import { keeps } from './form-fields.ts';
import { logIn } from './log-in.ts';
import { ticketOf } from './step-ticket.ts';

/** Puts a password of the person's own choice in the place of the one that has to be changed. */
export async function takeNewPassword(at: SignInFlow): Promise<void> {
  const { parts, messages: m, view, fields } = at;
  const { userId, step, ticket } = ticketOf(at, 'change', 'change after code');
  const [current, next] = [fields.get('current') ?? '', fields.get('next') ?? ''];
  const again = (problem: FieldProblem) => sendPage(at, changePasswordPage(view, ticket, keeps(at), problem));
  if (next !== fields.get('again')) return again({ field: 'again', text: m.passwordsDiffer });
  const problem = await parts.people.changePassword(userId, { current, next, clientAddress: at.request.ip });
  if (problem === 'wrong') return again({ field: 'current', text: m.currentPasswordWrong });
  if (problem === 'weak') return again({ field: 'next', text: m.passwordTooWeak });
  await logIn(at, userId, step === 'change' ? ['pwd'] : twoFactors);
}

import { changePasswordPage } from '../../pages/factor-pages.ts';
import type { SignInFlow } from '../finish-sign-in.ts';
import { sendPage } from '../flow-request.ts';
import type { Passed } from '../step-ticket.ts';
import { logIn } from './log-in.ts';
import { nextStep } from './passed-steps.ts';

/** The person is who they say: they choose a password where they must, or are signed in. */
export async function afterProof(at: SignInFlow, passed: Passed): Promise<void> {
  if (!passed.mustChange) return logIn(at, passed.userId, passed.amr);
  await sendPage(at, changePasswordPage(at.view, nextStep(at, 'change', passed)));
}

import { registerAppPage } from '../../pages/factor-pages.ts';
import type { FieldProblem } from '../../pages/fields.ts';
import { beginApp, readApp } from '../authenticator-app.ts';
import type { SignInFlow } from '../finish-sign-in.ts';
import { sendPage } from '../flow-request.ts';
import type { Passed } from '../step-ticket.ts';
import { afterProof } from './after-proof.ts';
import { showFactor } from './factor-step.ts';
import { codeOf, detailsOf } from './form-fields.ts';
import { nextStep, passedBefore } from './passed-steps.ts';

/** Has somebody register an authenticator app who must have a second factor and has none. */
export async function showRegistration(at: SignInFlow, passed: Passed, problem?: FieldProblem): Promise<void> {
  const app = await beginApp(at, passed.userId);
  // Nobody without a second factor has too many: they got one meanwhile.
  if (app === 'tooMany') return showFactor(at, passed.userId, nextStep(at, 'factor', passed));
  await sendPage(at, registerAppPage(at.view, nextStep(at, 'register', passed), app, problem));
}

/** Takes the first code of the app: from then on it counts, and has been shown. */
export async function takeRegistration(at: SignInFlow): Promise<void> {
  const { passed, again } = await passedBefore(at, 'register');
  const { userId } = passed;
  const { credentials } = at.parts.people;
  const { hasApp, hasPasskey } = await credentials.secondFactorsOf(userId);
  // Whoever has a second factor by now shows it: the password alone adds none beside it.
  if (hasApp || hasPasskey) return showFactor(at, userId, nextStep(at, 'factor', passed));
  const app = readApp(at, userId);
  const problem = await credentials.finishApp({ ...detailsOf(at), userId, id: app.id, code: codeOf(at) });
  const { codeWrong, factors } = at.messages;
  if (problem === 'over') return showRegistration(at, passed, { field: 'code', text: factors.appOver });
  if (problem === undefined) return afterProof(at, { ...passed, amr: [...passed.amr, 'otp', 'mfa'] });
  await sendPage(at, registerAppPage(at.view, again, app, { field: 'code', text: codeWrong }));
}

import { longestPassword, passwordPage } from '../../pages/sign-in-pages.ts';
import type { SignInFlow } from '../finish-sign-in.ts';
import { sendPage } from '../flow-request.ts';
import { afterProof } from './after-proof.ts';
import { showFactor } from './factor-step.ts';
import { detailsOf, keeps, nameOf, refusal } from './form-fields.ts';
import { nextStep } from './passed-steps.ts';
import { showRegistration } from './register-step.ts';

/** Checks the password. What the person has as a second factor comes next, then a new password where it is due. */
export async function takePassword(at: SignInFlow): Promise<void> {
  const { messages, view } = at;
  const { credentials } = at.parts.people;
  const [loginName, password] = [nameOf(at), at.fields.get('password') ?? ''];
  const again = (text: string) => sendPage(at, passwordPage(view, loginName, keeps(at), { field: 'password', text }));
  if (loginName === '' || password === '' || password.length > longestPassword) return again(messages.refused);
  const outcome = await credentials.checkPassword({ ...detailsOf(at), loginName, password });
  if (outcome.outcome === 'disabled') return again(messages.disabled);
  if (outcome.outcome === 'refused') return again(refusal(at, outcome.retryAfterMs, messages.refused));
  const { userId, mustChange, mustChangeWithSecondFactor } = outcome;
  const passed = { userId, amr: ['pwd'], mustChange };
  const { hasApp, hasPasskey } = await credentials.secondFactorsOf(userId);
  if (hasApp || hasPasskey) return showFactor(at, userId, nextStep(at, 'factor', passed));
  if (mustChange && mustChangeWithSecondFactor) return showRegistration(at, passed);
  await afterProof(at, passed);
}

import type { ObjectId } from '@muster/kernel';
import { factorPage, type Step } from '../../pages/factor-pages.ts';
import type { FieldProblem } from '../../pages/fields.ts';
import type { SignInFlow } from '../finish-sign-in.ts';
import { sendPage } from '../flow-request.ts';
import { showName } from '../outside/choose-way.ts';
import { askForPasskey, readPasskeyAnswer } from '../passkey-question.ts';
import type { Passed } from '../step-ticket.ts';
import { afterProof } from './after-proof.ts';
import { codeOf, detailsOf, refusal } from './form-fields.ts';
import { passedBefore } from './passed-steps.ts';

/** Asks for what the person has as a second factor. */
export async function showFactor(at: SignInFlow, userId: ObjectId, step: Step, problem?: FieldProblem): Promise<void> {
  const factors = await at.parts.people.credentials.secondFactorsOf(userId);
  const passkey = factors.hasPasskey ? await askForPasskey(at, questionOf(at, userId), userId) : undefined;
  await sendPage(at, factorPage(at.view, step, { ...factors, passkey }, problem));
}

/** Checks the code of an authenticator app. */
export async function takeCode(at: SignInFlow): Promise<void> {
  const { passed, again } = await passedBefore(at, 'factor');
  const { userId } = passed;
  const checked = await at.parts.people.credentials.checkOneTimeCode({ ...detailsOf(at), userId, code: codeOf(at) });
  if (checked.outcome === 'right') return afterProof(at, { ...passed, amr: [...passed.amr, 'otp', 'mfa'] });
  const text = refusal(at, checked.retryAfterMs, at.messages.codeWrong);
  await showFactor(at, userId, again, { field: 'code', text });
}

/** Checks a passkey: in the place of everything else, or after the password. It stands for two factors. */
export async function takePasskey(at: SignInFlow): Promise<void> {
  const before = at.fields.has('ticket') ? await passedBefore(at, 'factor') : undefined;
  const userId = before?.passed.userId ?? null;
  const again = (text: string) => showPasskeyAgain(at, before, { field: 'passkey', text });
  const answer = readPasskeyAnswer(at, questionOf(at, userId));
  const { factors, disabled } = at.messages;
  if (answer === 'none') return again(factors.passkeyNeedsScripts);
  if (answer === 'unfit') return again(factors.passkeyRefused);
  const checked = await at.parts.people.credentials.checkPasskey({ ...detailsOf(at), ...answer, userId });
  if (checked.outcome === 'disabled') return again(disabled);
  if (checked.outcome === 'refused') return again(factors.passkeyRefused);
  const alone: Passed = { userId: checked.userId, amr: [], mustChange: false };
  const passed = before?.passed ?? alone;
  await afterProof(at, { ...passed, amr: [...passed.amr, 'fido', 'mfa'] });
}

function showPasskeyAgain(
  at: SignInFlow,
  before: { readonly passed: Passed; readonly again: Step } | undefined,
  problem: FieldProblem,
): Promise<void> {
  if (before === undefined) return showName(at, '', problem);
  return showFactor(at, before.passed.userId, before.again, problem);
}

/** What a question for a passkey belongs to: this sign-in, and the person when they are known. */
export function questionOf({ interaction }: Pick<SignInFlow, 'interaction'>, userId: ObjectId | null): string {
  return `sign-in ${interaction.uid} ${userId ?? ''}`;
}

import type { Instant, ObjectId } from '@muster/kernel';
import { signInErrors } from '../../errors.ts';
import type { Step } from '../../pages/factor-pages.ts';
import type { SignInFlow } from '../finish-sign-in.ts';
import type { FlowRequest } from '../flow-request.ts';
import { type NextStep, type Passed, passedTicket, readTicket } from '../step-ticket.ts';
import { keeps } from './form-fields.ts';

/** What the next step takes along from the one that was passed. */
export function nextStep(at: SignInFlow, next: NextStep, passed: Passed): Step {
  const { formKey, interaction, parts } = at;
  return { ticket: passedTicket(formKey, next, interaction.uid, passed, parts.clock()), keeps: keeps(at) };
}

/**
 * What came before the step that the form is of. Whoever ends the sessions of a person means who is half-way in, too: what
 * was shown before does not count any more.
 *
 * @throws AppError SIGN_IN_RUN_OUT
 */
export async function passedBefore(
  at: SignInFlow,
  step: NextStep,
): Promise<{ readonly passed: Passed; readonly again: Step }> {
  const ticket = at.fields.get('ticket') ?? '';
  const passed = readTicket(at.formKey, step, at.interaction.uid, ticket, at.parts.clock());
  if (passed === undefined) throw signInErrors.SIGN_IN_RUN_OUT({});
  if (!(await doesStillCount(at, passed.userId, passed.madeAt))) throw signInErrors.SIGN_IN_RUN_OUT({});
  // The same ticket again: whoever errs gets no more time by that.
  return { passed, again: { ticket, keeps: keeps(at) } };
}

/** False for what was shown before the person's sessions were ended, and of those who cannot sign in any more. */
export async function doesStillCount({ parts }: FlowRequest, userId: ObjectId, shownAt: Instant): Promise<boolean> {
  const person = await parts.people.findPerson(userId);
  return person !== undefined && (person.sessionsValidFrom ?? 0) <= shownAt;
}

import { signInErrors } from '../../errors.ts';
import type { SignInFlow } from '../finish-sign-in.ts';
import { type NextStep, userOfTicket } from '../password-ticket.ts';

/**
 * The user of the form's ticket, and the step it is for.
 *
 * @throws AppError SIGN_IN_RUN_OUT
 */
export function ticketOf(at: SignInFlow, ...steps: readonly NextStep[]): { userId: string; step: NextStep; ticket: string } {
  const ticket = at.fields.get('ticket') ?? '';
  for (const step of steps) {
    const userId = userOfTicket(at.formKey, step, at.interaction.uid, ticket, at.parts.clock());
    if (userId !== undefined) return { userId, step, ticket };
  }
  throw signInErrors.SIGN_IN_RUN_OUT({});
}

import { aadstsNumbers } from '../errors.ts';
import { unassignedPage } from '../pages/assignment-page.ts';
import type { SignInFlow } from './finish-sign-in.ts';
import { sendPage } from './flow-request.ts';

/** Says that the application is for others, whom somebody has to name. */
export async function showUnassigned(at: SignInFlow): Promise<void> {
  const person = await at.parts.people.findPerson(at.interaction.session?.accountId ?? '');
  const code = `AADSTS${aadstsNumbers.SIGN_IN_NOT_ASSIGNED}`;
  await sendPage(at, unassignedPage(at.view, person?.userPrincipalName ?? '', code));
}

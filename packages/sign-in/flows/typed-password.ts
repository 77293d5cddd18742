import type { ObjectId } from '@muster/kernel';
import type { FieldProblem } from '../pages/fields.ts';
import type { FlowRequest } from './flow-request.ts';
import type { Whereabouts } from './sign-in-details.ts';

/** Changes the password to what the form says; what is wrong with it, if anything is. */
export async function changeToTyped(
  { fields, messages: m, parts }: FlowRequest,
  userId: ObjectId,
  { clientAddress, browser }: Whereabouts,
): Promise<FieldProblem | undefined> {
  const [current, next] = [fields.get('current') ?? '', fields.get('next') ?? ''];
  if (next !== fields.get('again')) return { field: 'again', text: m.passwordsDiffer };
  const change = { current, next, clientAddress, browser };
  const problem = await parts.people.credentials.changePassword(userId, change);
  if (problem === 'wrong') return { field: 'current', text: m.currentPasswordWrong };
  return problem === 'weak' ? { field: 'next', text: m.passwordTooWeak } : undefined;
}

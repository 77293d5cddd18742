import { type ObjectId, toObjectId } from '@muster/kernel';
import { signInErrors } from '../errors.ts';
import type { OneTimeCodeApp } from '../pages/app-section.ts';
import { formToken, isSame } from '../records/record-keys.ts';
import type { FlowRequest } from './flow-request.ts';

/** Begins to register an authenticator app for somebody who may. */
export async function beginApp(flow: FlowRequest, userId: ObjectId): Promise<OneTimeCodeApp | 'tooMany'> {
  const begun = await flow.parts.people.credentials.beginApp(userId);
  if (begun === 'tooMany') return begun;
  const { id, uri } = begun;
  return { id, uri, seal: sealOf(flow, userId, id, uri) };
}

/**
 * The registration that a form brings back: the page shows it again when the code was not right.
 *
 * @throws AppError SIGN_IN_RUN_OUT for one that was not begun here for this person
 */
export function readApp(flow: FlowRequest, userId: ObjectId): OneTimeCodeApp & { readonly id: ObjectId } {
  const { fields } = flow;
  const [id, uri, seal] = [toObjectId(fields.get('app') ?? ''), fields.get('uri') ?? '', fields.get('seal') ?? ''];
  if (id === undefined || !isSame(seal, sealOf(flow, userId, id, uri))) throw signInErrors.SIGN_IN_RUN_OUT({});
  return { id, uri, seal };
}

function sealOf({ formKey }: FlowRequest, userId: string, id: string, uri: string): string {
  return formToken(formKey, `app ${userId} ${id} ${uri}`);
}

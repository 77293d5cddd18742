import { type ObjectId, toObjectId } from '@muster/kernel';
import type { ShownFactor } from '../credentials-port.ts';
import type { FieldProblem } from '../pages/fields.ts';
import { newAppPage, newPasskeyPage, ownPasswordPage } from '../pages/security-pages.ts';
import { beginApp, readApp } from './authenticator-app.ts';
import { sendPage } from './flow-request.ts';
import { passkeyQuestion, readPasskeyAnswer, relyingParty } from './passkey-question.ts';
import { rememberProof } from './security-info-proof.ts';
import { backToPage, belonging, type SecurityRequest } from './security-info-request.ts';
import { renewSession } from './session-cookie.ts';
import { whereabouts } from './sign-in-details.ts';
import { codeOf } from './steps/form-fields.ts';
import { changeToTyped } from './typed-password.ts';

/** What is to be said on the page itself instead of a change. */
export type Refusal = FieldProblem | undefined;

const longestPasskeyName = 30;

/** Shows a new authenticator app's key. */
export async function addApp(at: SecurityRequest, problem?: FieldProblem): Promise<Refusal> {
  const app = await beginApp(at, at.person.id);
  if (app === 'tooMany') return tooMany(at);
  await sendPage(at, newAppPage(at.view, app, problem));
  return undefined;
}

/** Takes the first code of a new authenticator app. */
export async function saveApp(at: SecurityRequest): Promise<Refusal> {
  const { person, parts, messages, view } = at;
  const app = readApp(at, person.id);
  const attempt = { ...whereabouts(at), userId: person.id, id: app.id, code: codeOf(at) };
  const problem = await parts.people.credentials.finishApp(attempt);
  if (problem === 'tooMany') return tooMany(at);
  if (problem === 'over') return addApp(at, { field: 'code', text: messages.factors.appOver });
  if (problem === undefined) return added(at);
  await sendPage(at, newAppPage(view, app, { field: 'code', text: messages.codeWrong }));
  return undefined;
}

/** Asks the browser to make a passkey. */
export async function addPasskey(at: SecurityRequest, problem?: FieldProblem): Promise<Refusal> {
  const { person, parts, messages } = at;
  const party = relyingParty(parts.baseUrl);
  if (party === undefined) return { field: 'passkey', text: messages.factors.passkeyNotHere };
  const options = await parts.people.credentials.beginPasskey(person.id, party.rpId);
  if (options === 'tooMany') return tooMany(at);
  await sendPage(at, newPasskeyPage(at.view, passkeyQuestion(at, questionOf(at), options), problem));
  return undefined;
}

/** Takes the passkey that the browser has made. */
export async function savePasskey(at: SecurityRequest): Promise<Refusal> {
  const { person, parts, messages, fields } = at;
  const answer = readPasskeyAnswer(at, questionOf(at));
  if (answer === 'none') return addPasskey(at, { field: 'passkey', text: messages.factors.passkeyNeedsScripts });
  const again = { field: 'passkey', text: messages.factors.passkeyNotMade };
  if (answer === 'unfit') return addPasskey(at, again);
  const displayName = (fields.get('name') ?? '').trim().slice(0, longestPasskeyName) || null;
  const problem = await parts.people.credentials.finishPasskey(person.id, { ...answer, displayName });
  if (problem === 'tooMany') return tooMany(at);
  return problem === undefined ? added(at) : addPasskey(at, again);
}

const questionOf = ({ session }: SecurityRequest) => `${belonging(session)} make`;

/** Takes one of the person's own second factors away. */
export async function removeFactor(at: SecurityRequest): Promise<Refusal> {
  const { person, parts, fields } = at;
  const id = toObjectId(fields.get('factor') ?? '');
  const { factors } = await parts.people.credentials.methodsOf(person.id);
  const factor: Pick<ShownFactor, 'id' | 'kind'> | undefined = factors.find((each) => each.id === (id as ObjectId));
  if (factor !== undefined) await parts.people.credentials.removeFactor(person.id, factor);
  await backToPage(at, 'removed');
  return undefined;
}

/** Asks for the new password. */
export async function showNewPassword(at: SecurityRequest, problem?: FieldProblem): Promise<Refusal> {
  await sendPage(at, ownPasswordPage(at.view, problem));
  return undefined;
}

/** Changes the password. All sessions end with it, and this one begins anew under another name. */
export async function savePassword(at: SecurityRequest): Promise<Refusal> {
  const problem = await changeToTyped(at, at.person.id, whereabouts(at));
  if (problem !== undefined) return showNewPassword(at, problem);
  await renewSession(at, at.session);
  await backToPage(at, 'changed');
  return undefined;
}

const tooMany = ({ messages }: SecurityRequest): Refusal => ({ field: 'factor', text: messages.factors.tooMany });

/** With the new factor at hand the person has shown two. */
async function added(at: SecurityRequest): Promise<undefined> {
  rememberProof(at, 'two');
  await backToPage(at, 'added');
}

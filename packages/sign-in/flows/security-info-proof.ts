import type { ObjectId } from '@muster/kernel';
import { signInErrors } from '../errors.ts';
import { factorPage } from '../pages/factor-pages.ts';
import type { FieldProblem } from '../pages/fields.ts';
import { provePage } from '../pages/security-pages.ts';
import { longestPassword } from '../pages/sign-in-pages.ts';
import { formToken, isSame } from '../records/record-keys.ts';
import { type BrowserCookie, readCookie, setCookie } from './browser-cookies.ts';
import { sendPage } from './flow-request.ts';
import { askForPasskey, readPasskeyAnswer } from './passkey-question.ts';
import { backToPage, belonging, type SecurityRequest } from './security-info-request.ts';
import { whereabouts } from './sign-in-details.ts';
import { type Passed, passedTicket, readTicket } from './step-ticket.ts';
import { codeOf, refusal } from './steps/form-fields.ts';

/** A proof is fresh for so long. */
const freshMs = 10 * 60_000;
const proofCookie: BrowserCookie = { name: 'muster-proof', path: '/', maxAgeSeconds: freshMs / 1000 };

/** How much was shown: the password alone, or two factors. */
type Strength = 'one' | 'two';

/**
 * Whether the person has shown of late who they are, with two factors where they have two: by signing in, or on this page.
 * A browser that was left open is not enough to change what somebody signs in with.
 */
export async function isProofFresh(at: SecurityRequest): Promise<boolean> {
  const { session, parts, person } = at;
  const { hasApp, hasPasskey } = await parts.people.credentials.secondFactorsOf(person.id);
  const needed: Strength = hasApp || hasPasskey ? 'two' : 'one';
  const isEnough = (shown: Strength) => needed === 'one' || shown === 'two';
  if (hasJustSignedIn(at) && isEnough(session.amr?.includes('mfa') === true ? 'two' : 'one')) return true;
  const shown = readProof(at);
  return shown !== undefined && isEnough(shown);
}

function hasJustSignedIn({ session, parts }: SecurityRequest): boolean {
  return (session.authTime() ?? 0) * 1000 > parts.clock() - freshMs;
}

function readProof(at: SecurityRequest): Strength | undefined {
  const [end = '', shown = '', seal = ''] = (readCookie(at, proofCookie) ?? '').split('.');
  const isOurs = isSame(seal, sealOf(at, end, shown));
  return isOurs && Number(end) > at.parts.clock() ? (shown as Strength) : undefined;
}

/** Keeps in the browser that the person has shown who they are; it counts in this session alone. */
export function rememberProof(at: SecurityRequest, shown: Strength): void {
  const end = String(at.parts.clock() + freshMs);
  setCookie(at, proofCookie, `${end}.${shown}.${sealOf(at, end, shown)}`);
}

function sealOf({ formKey, session, person }: SecurityRequest, end: string, shown: string): string {
  return formToken(formKey, `proof ${session.uid} ${person.id} ${end} ${shown}`);
}

/** Asks the person to show again who they are; whoever has just signed in with one factor, for the other one. */
export async function showProof(at: SecurityRequest, problem?: FieldProblem): Promise<void> {
  if (problem === undefined && hasJustSignedIn(at)) return showFactor(at, ticketFor(at));
  const { person, parts } = at;
  const { canShowPassword, factors } = await parts.people.credentials.methodsOf(person.id);
  const hasPasskey = factors.some(({ kind }) => kind === 'fido2');
  const passkey = hasPasskey ? await askForPasskey(at, questionOf(at), person.id) : undefined;
  await sendPage(at, provePage(at.view, { canShowPassword, passkey }, problem));
}

const questionOf = ({ session }: SecurityRequest) => `${belonging(session)} prove`;

/** Checks the password; a second factor comes next where there is one. */
export async function takeProof(at: SecurityRequest): Promise<void> {
  const { person, parts, fields, messages } = at;
  const { credentials } = parts.people;
  const password = fields.get('password') ?? '';
  const again = (text: string) => showProof(at, { field: 'password', text });
  if (password === '' || password.length > longestPassword) return again(messages.currentPasswordWrong);
  const attempt = { ...whereabouts(at), loginName: person.userPrincipalName, password };
  const outcome = await credentials.checkPassword(attempt);
  if (outcome.outcome === 'disabled') return again(messages.disabled);
  if (outcome.outcome === 'refused') return again(refusal(at, outcome.retryAfterMs, messages.currentPasswordWrong));
  if (outcome.userId !== person.id) return again(messages.currentPasswordWrong);
  const { hasApp, hasPasskey } = await credentials.secondFactorsOf(person.id);
  if (!hasApp && !hasPasskey) return proved(at, 'one');
  await showFactor(at, ticketFor(at));
}

/** Says that one factor was shown. */
function ticketFor({ formKey, session, person, parts }: SecurityRequest): string {
  const passed = { userId: person.id, amr: [], mustChange: false };
  return passedTicket(formKey, 'factor', belonging(session), passed, parts.clock());
}

async function showFactor(at: SecurityRequest, ticket: string, problem?: FieldProblem): Promise<void> {
  const { person, parts } = at;
  const factors = await parts.people.credentials.secondFactorsOf(person.id);
  const passkey = factors.hasPasskey ? await askForPasskey(at, questionOf(at), person.id) : undefined;
  await sendPage(at, factorPage(at.view, { ticket, keeps: false }, { ...factors, passkey }, problem));
}

/** Checks the code after the password. */
export async function takeProofCode(at: SecurityRequest): Promise<void> {
  const { person, parts } = at;
  passedBefore(at);
  const attempt = { ...whereabouts(at), userId: person.id, code: codeOf(at) };
  const checked = await parts.people.credentials.checkOneTimeCode(attempt);
  if (checked.outcome === 'right') return proved(at, 'two');
  const text = refusal(at, checked.retryAfterMs, at.messages.codeWrong);
  await showFactor(at, at.fields.get('ticket')!, { field: 'code', text });
}

/** Checks a passkey, alone or after the password. */
export async function takeProofPasskey(at: SecurityRequest): Promise<void> {
  const { person, parts, messages, fields } = at;
  const ticket = fields.get('ticket');
  const again = (text: string) => {
    const problem = { field: 'passkey', text };
    return ticket === undefined ? showProof(at, problem) : showFactor(at, ticket, problem);
  };
  const answer = readPasskeyAnswer(at, questionOf(at));
  if (answer === 'none') return again(messages.factors.passkeyNeedsScripts);
  if (answer === 'unfit') return again(messages.factors.passkeyRefused);
  const checked = await parts.people.credentials.checkPasskey({ ...whereabouts(at), ...answer, userId: person.id });
  if (checked.outcome === 'right') return proved(at, 'two');
  await again(checked.outcome === 'disabled' ? messages.disabled : messages.factors.passkeyRefused);
}

/** @throws AppError SIGN_IN_RUN_OUT when the form does not come from after the person's first factor */
function passedBefore({ formKey, session, person, parts, fields }: SecurityRequest): Passed {
  const passed = readTicket(formKey, 'factor', belonging(session), fields.get('ticket') ?? '', parts.clock());
  if (passed === undefined || passed.userId !== (person.id as ObjectId)) throw signInErrors.SIGN_IN_RUN_OUT({});
  return passed;
}

function proved(at: SecurityRequest, shown: Strength): Promise<void> {
  rememberProof(at, shown);
  return backToPage(at);
}

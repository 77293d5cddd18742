import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '@muster/kernel';
import type { Interaction } from 'oidc-provider';
import { signInErrors } from '../errors.ts';
import type { FieldProblem } from '../pages/fields.ts';
import { formTargetsOf } from '../pages/form-targets.ts';
import {
  accountPage,
  changePasswordPage,
  codePage,
  longestName,
  longestPassword,
  namePage,
  passwordPage,
  type SignInView,
} from '../pages/sign-in-pages.ts';
import { currentClient } from '../provider/sign-in-request.ts';
import { formToken } from '../records/record-keys.ts';
import { answerConsent, showConsent } from './consent-flow.ts';
import { finish, refuse, type SignInFlow } from './finish-sign-in.ts';
import { checkForm, type FlowRequest, inLanguage, sendPage } from './flow-request.ts';
import { type NextStep, passedTicket, userOfTicket } from './password-ticket.ts';

/** Shows the page that the sign-in is at. */
export async function showSignIn(flow: FlowRequest): Promise<void> {
  const at = await findSignIn(flow);
  if (at.interaction.prompt.name === 'consent') return showConsent(at);
  const person = await signedInPerson(at);
  if (at.interaction.prompt.name === 'select_account' && person !== undefined) {
    return sendPage(at, accountPage(at.view, person.userPrincipalName));
  }
  const hint = at.interaction.params.login_hint;
  const known = person?.userPrincipalName ?? '';
  const loginName = typeof hint === 'string' && hint !== '' ? hint.slice(0, longestName) : known;
  await sendPage(at, namePage(at.view, loginName));
}

/** Takes the form of the page that the sign-in is at. */
export async function answerSignIn(flow: FlowRequest): Promise<void> {
  const at = await findSignIn(flow);
  checkForm(at, purposeOf(at.interaction));
  switch (flow.fields.get('do')) {
    case 'cancel':
      return refuse(at, 'SIGN_IN_CANCELLED');
    case 'other':
      return sendPage(at, namePage(at.view, ''));
    case 'name':
      return takeName(at);
    case 'password':
      return takePassword(at);
    case 'code':
      return takeCode(at);
    case 'change':
      return takeNewPassword(at);
    case 'continue':
      return finish(at, { select_account: {} });
    default:
      return answerConsent(at);
  }
}

const purposeOf = (interaction: Interaction) => `sign-in ${interaction.uid}`;

/** @throws the library's SessionNotFound when the browser has no such sign-in */
async function findSignIn(flow: FlowRequest): Promise<SignInFlow> {
  const { provider, request, reply, parts, formKey } = flow;
  const interaction = await provider.interactionDetails(request.raw, reply.raw);
  const { uid } = request.params as { uid: string };
  if (interaction.uid !== uid) throw signInErrors.SIGN_IN_RUN_OUT({});
  const client = await provider.Client.find(String(interaction.params.client_id));
  if (client === undefined) throw signInErrors.SIGN_IN_RUN_OUT({});
  const inTheirs = inLanguage(flow, interaction.params.ui_locales);
  const view: SignInView = {
    messages: inTheirs.messages,
    address: `${parts.baseUrl}/${parts.tenantId}/sign-in/${uid}`,
    token: formToken(formKey, purposeOf(interaction)),
    applicationName: currentClient().displayName,
    formTargets: formTargetsOf(interaction.params.redirect_uri as string | undefined),
  };
  return { ...inTheirs, interaction, view };
}

async function signedInPerson({ interaction, parts }: SignInFlow) {
  const id = interaction.session?.accountId;
  return id === undefined ? undefined : parts.people.findPerson(id);
}

const keeps = ({ fields }: SignInFlow) => fields.get('keep') === 'yes';
const nameOf = ({ fields }: SignInFlow) => (fields.get('loginName') ?? '').trim().slice(0, longestName);

/** Whether or not anybody has the name, the password is asked for next. */
async function takeName(at: SignInFlow): Promise<void> {
  const loginName = nameOf(at);
  if (loginName !== '') return sendPage(at, passwordPage(at.view, loginName, false));
  await sendPage(at, namePage(at.view, '', { field: 'loginName', text: at.messages.nameMissing }));
}

async function takePassword(at: SignInFlow): Promise<void> {
  const { parts, messages, view } = at;
  const [loginName, password] = [nameOf(at), at.fields.get('password') ?? ''];
  const again = (text: string) => sendPage(at, passwordPage(view, loginName, keeps(at), { field: 'password', text }));
  if (loginName === '' || password === '' || password.length > longestPassword) return again(messages.refused);
  const outcome = await parts.people.checkPassword({ loginName, password, clientAddress: at.request.ip });
  if (outcome.outcome === 'disabled') return again(messages.disabled);
  if (outcome.outcome === 'refused') {
    const seconds = Math.ceil(outcome.retryAfterMs / 1000);
    return again(seconds > 0 ? messages.tryLater(seconds) : messages.refused);
  }
  const { userId, mustChange } = outcome;
  const factor = await parts.people.secondFactorOf(userId);
  // The pages cannot ask for a passkey yet; the password alone must not do for whoever has one.
  if (factor === 'passkey') return again(messages.passkeyNeeded);
  if (factor === 'oneTimeCode') {
    const step = mustChange ? 'code, then change' : 'code';
    return sendPage(
      at,
      codePage(view, passedTicket(at.formKey, step, at.interaction.uid, userId, parts.clock()), keeps(at)),
    );
  }
  await afterProof(at, userId, mustChange, ['pwd']);
}

/** The person is who they say: they choose a password where they must, or are signed in. */
async function afterProof(at: SignInFlow, userId: string, mustChange: boolean, amr: readonly string[]): Promise<void> {
  if (!mustChange) return logIn(at, userId, amr);
  const step = amr.length > 1 ? 'change after code' : 'change';
  const ticket = passedTicket(at.formKey, step, at.interaction.uid, userId, at.parts.clock());
  await sendPage(at, changePasswordPage(at.view, ticket, keeps(at)));
}

const twoFactors = ['pwd', 'otp', 'mfa'];

/** The user of the form's ticket, and the step it is for. */
function ticketOf(at: SignInFlow, ...steps: readonly NextStep[]): { userId: string; step: NextStep; ticket: string } {
  const ticket = at.fields.get('ticket') ?? '';
  for (const step of steps) {
    const userId = userOfTicket(at.formKey, step, at.interaction.uid, ticket, at.parts.clock());
    if (userId !== undefined) return { userId, step, ticket };
  }
  throw signInErrors.SIGN_IN_RUN_OUT({});
}

async function takeCode(at: SignInFlow): Promise<void> {
  const { parts, messages: m, view } = at;
  const { userId, step, ticket } = ticketOf(at, 'code', 'code, then change');
  const code = (at.fields.get('code') ?? '').replace(/\s/g, '').slice(0, 20);
  const { isRight, retryAfterMs } = await parts.people.checkOneTimeCode({ userId, code, clientAddress: at.request.ip });
  if (isRight) return afterProof(at, userId, step !== 'code', twoFactors);
  const text = retryAfterMs > 0 ? m.tryLater(Math.ceil(retryAfterMs / 1000)) : m.codeWrong;
  await sendPage(at, codePage(view, ticket, keeps(at), { field: 'code', text }));
}

async function takeNewPassword(at: SignInFlow): Promise<void> {
  const { parts, messages: m, view, fields } = at;
  const { userId, step, ticket } = ticketOf(at, 'change', 'change after code');
  const [current, next] = [fields.get('current') ?? '', fields.get('next') ?? ''];
  const again = (problem: FieldProblem) => sendPage(at, changePasswordPage(view, ticket, keeps(at), problem));
  if (next !== fields.get('again')) return again({ field: 'again', text: m.passwordsDiffer });
  const problem = await parts.people.changePassword(userId, { current, next, clientAddress: at.request.ip });
  if (problem === 'wrong') return again({ field: 'current', text: m.currentPasswordWrong });
  if (problem === 'weak') return again({ field: 'next', text: m.passwordTooWeak });
  await logIn(at, userId, step === 'change' ? ['pwd'] : twoFactors);
}

/** The person is who they say: the sign-in goes on with them, in a session of their own. */
async function logIn(at: SignInFlow, accountId: string, amr: readonly string[]): Promise<void> {
  const { interaction, provider, parts } = at;
  const present = interaction.session;
  if (present?.accountId !== undefined && present.accountId !== accountId) {
    const session = await provider.Session.findByUid(present.uid);
    await session?.destroy();
    delete interaction.session;
    await interaction.save(interaction.exp - secondsOf(parts.clock()));
  }
  // Sessions begin with whole seconds: one that began in the second in which others were ended would have ended too.
  const validFrom = (await parts.people.findPerson(accountId))?.sessionsValidFrom ?? 0;
  if (secondsOf(parts.clock()) * 1000 < validFrom) await sleep(second - (parts.clock() % second));
  const login = { accountId, remember: keeps(at), amr, ts: secondsOf(parts.clock()) };
  await finish(at, { login, select_account: {} });
}

const second = 1000;
const secondsOf = (now: Instant) => Math.floor(now / second);

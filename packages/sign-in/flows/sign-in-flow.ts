import type { Interaction } from 'oidc-provider';
import { signInErrors } from '../errors.ts';
import { formTargetsOf } from '../pages/form-targets.ts';
import { accountPage, longestName, type SignInView } from '../pages/sign-in-pages.ts';
import { currentClient, currentSignInRequest } from '../provider/sign-in-request.ts';
import { formToken } from '../records/record-keys.ts';
import { showUnassigned } from './assignment-flow.ts';
import { answerConsent, showConsent } from './consent-flow.ts';
import { finish, refuse, type SignInFlow } from './finish-sign-in.ts';
import { checkForm, type FlowRequest, inLanguage, sendPage } from './flow-request.ts';
import { showName } from './outside/choose-way.ts';
import { followDomainHint } from './outside/domain-hint.ts';
import { goOnFromRedemption } from './outside/fresh-redemption.ts';
import { answerOutside, showArrival } from './outside/outside-flow.ts';
import { askForPasskey } from './passkey-question.ts';
import { questionOf, takeCode, takePasskey } from './steps/factor-step.ts';
import { takeName } from './steps/name-step.ts';
import { takeNewPassword } from './steps/new-password-step.ts';
import { showPass, showPassword, takePass } from './steps/pass-step.ts';
import { takePassword } from './steps/password-step.ts';
import { takeRegistration } from './steps/register-step.ts';

/** Shows the page that the sign-in is at. */
export async function showSignIn(flow: FlowRequest): Promise<void> {
  const at = await findSignIn(flow);
  if (at.interaction.prompt.name === 'consent') return showConsent(at);
  if (at.interaction.prompt.name === 'assignment') return showUnassigned(at);
  if (await showArrival(at)) return;
  if (await goOnFromRedemption(at)) return;
  if (await followDomainHint(at)) return;
  const person = await signedInPerson(at);
  if (at.interaction.prompt.name === 'select_account' && person !== undefined) {
    return sendPage(at, accountPage(at.view, person.userPrincipalName));
  }
  const hint = at.interaction.params.login_hint;
  const known = person?.userPrincipalName ?? '';
  const loginName = typeof hint === 'string' && hint !== '' ? hint.slice(0, longestName) : known;
  await showName(at, loginName);
}

/** Takes the form of the page that the sign-in is at. */
export async function answerSignIn(flow: FlowRequest): Promise<void> {
  const at = await findSignIn(flow);
  checkForm(at, purposeOf(at.interaction));
  if (await answerOutside(at)) return;
  switch (flow.fields.get('do')) {
    case 'cancel':
      return refuse(at, 'SIGN_IN_CANCELLED');
    case 'other':
      return showName(at, '');
    case 'name':
      return takeName(at);
    case 'password':
      return takePassword(at);
    case 'usePassword':
      return showPassword(at);
    case 'usePass':
      return showPass(at);
    case 'pass':
      return takePass(at);
    case 'passkey':
      return takePasskey(at);
    case 'code':
      return takeCode(at);
    case 'register':
      return takeRegistration(at);
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
  currentSignInRequest().isForPages = true;
  const client = await provider.Client.find(String(interaction.params.client_id));
  if (client === undefined) throw signInErrors.SIGN_IN_RUN_OUT({});
  const inTheirs = inLanguage(flow, interaction.params.ui_locales);
  const view: SignInView = {
    messages: inTheirs.messages,
    address: `${parts.baseUrl}/${parts.tenantId}/sign-in/${uid}`,
    token: formToken(formKey, purposeOf(interaction)),
    applicationName: currentClient().displayName,
    passkey:
      interaction.prompt.name === 'consent'
        ? undefined
        : await askForPasskey(flow, questionOf({ interaction }, null), null),
    formTargets: formTargetsOf(interaction.params.redirect_uri as string | undefined),
  };
  return { ...inTheirs, interaction, view };
}

async function signedInPerson({ interaction, parts }: SignInFlow) {
  const id = interaction.session?.accountId;
  return id === undefined ? undefined : parts.people.findPerson(id);
}

import type { OpenIdProvider } from '@muster/directory';
import { outsideMessages } from '../messages/choose-outside-messages.ts';
import type { Messages } from '../messages/messages.ts';
import { button, type FieldProblem, form, hidden, problemText, textField } from './fields.ts';
import type { FormView } from './form-view.ts';
import { html, type SafeHtml } from './html.ts';
import type { Page } from './page.ts';

/** How somebody may sign in whose name is known. */
export interface Ways {
  readonly loginName: string;
  readonly hasPassword: boolean;
  readonly hasPasscode: boolean;
  readonly providers: readonly Pick<OpenIdProvider, 'id' | 'displayName'>[];
}

/** The button of a provider. */
export function providerButton(messages: Messages, { id, displayName }: Ways['providers'][number]): SafeHtml {
  return button(`with:${id}`, outsideMessages(messages.language).signInWith(displayName), 'second wide');
}

/**
 * Lets a person choose how to prove who they are.
 *
 * @param note what there is to say before, such as why the last way led nowhere
 */
export function waysPage(view: FormView, ways: Ways, directory: string, note?: string): Page {
  const [m, o] = [view.messages, outsideMessages(view.messages.language)];
  const { loginName, hasPassword, hasPasscode, providers } = ways;
  const content = html`${note === undefined ? '' : html`<p class="problem" role="alert">${note}</p>`}
${loginName === '' ? '' : html`<p>${o.waysFor(loginName)}</p>`}${form(
  view.address,
  view.token,
  html`${hidden('loginName', loginName)}${providers.map((each) => providerButton(m, each))}
${hasPasscode ? button('askPasscode', o.wayPasscode(loginName), 'second wide') : ''}
${hasPassword ? button('usePassword', o.wayPassword(directory), 'second wide') : ''}
<div class="actions">${button('other', m.useOther, 'second')}${button('cancel', m.cancel, 'second')}</div>`,
)}`;
  return { status: 200, title: o.waysTitle, content, formTargets: view.formTargets };
}

/** What the pages about a code by mail offer beside it. */
export interface PasscodeOffer {
  readonly address: string;
  /** Whether there are other ways to go. */
  readonly hasOtherWays: boolean;
}

/** Offers to send a code, whether or not the address may have one. */
export function sendCodePage(view: FormView, offer: PasscodeOffer, problem?: string): Page {
  const [m, o] = [view.messages, outsideMessages(view.messages.language)];
  const content = html`${problem === undefined ? '' : html`<p class="problem" role="alert">${problem}</p>`}
<p>${o.passcodeText(offer.address)}</p>${form(
    view.address,
    view.token,
    html`${hidden('loginName', offer.address)}
<div class="actions">${button('sendPasscode', o.sendCode, 'first')}${button('cancel', m.cancel, 'second')}</div>
${otherWays(view, offer)}`,
  )}`;
  return { status: 200, title: o.passcodeTitle, content, formTargets: view.formTargets };
}

/**
 * Asks for the code, whether or not one was sent.
 *
 * @param ticket the code counts together with it alone
 */
export function passcodePage(view: FormView, offer: PasscodeOffer, ticket: string, problem?: FieldProblem): Page {
  const [m, o] = [view.messages, outsideMessages(view.messages.language)];
  const code = textField({
    name: 'passcode',
    label: o.passcode,
    type: 'text',
    autocomplete: 'one-time-code',
    hint: o.passcodeHint,
    isFocused: true,
    problem,
    maxLength: 20,
  });
  const content = html`${problemText(problem)}<p>${o.passcodeSent(offer.address)}</p>${form(
    view.address,
    view.token,
    html`${hidden('loginName', offer.address)}${hidden('passcodeTicket', ticket)}${code}
<div class="actions">${button('passcode', m.next, 'first')}${button('cancel', m.cancel, 'second')}</div>
${button('sendPasscode', o.sendAgain, 'link')}${otherWays(view, offer)}`,
  )}`;
  return { status: 200, title: o.passcodeTitle, content, formTargets: view.formTargets };
}

function otherWays({ messages }: FormView, { hasOtherWays }: PasscodeOffer): SafeHtml | string {
  return hasOtherWays ? button('ways', outsideMessages(messages.language).otherWays, 'link') : '';
}

/** Goes on to another page by itself, and by a link for browsers that do not. */
export function goingPage(messages: Messages, location: string, provider?: string): Page {
  const o = outsideMessages(messages.language);
  const title = provider === undefined ? o.goingOn : o.goingTo(provider);
  const content = html`<p>${messages.continueText}</p><p><a href="${location}">${o.continueButton}</a></p>`;
  return { status: 200, title, content, refresh: { afterSeconds: 0, address: location } };
}

/** Says why a sign-in ends here, with the ways that are left. */
export function stopPage(view: FormView, title: string, text: string, loginName: string): Page {
  const [m, o] = [view.messages, outsideMessages(view.messages.language)];
  const content = html`<p role="alert">${text}</p>${form(
    view.address,
    view.token,
    html`${hidden('loginName', loginName)}
<div class="actions">${button('ways', o.otherWays, 'second')}${button('other', m.useOther, 'second')}${button('cancel', m.cancel, 'second')}</div>`,
  )}`;
  return { status: 200, title, content, formTargets: view.formTargets };
}

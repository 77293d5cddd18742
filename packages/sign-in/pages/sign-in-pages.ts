import type { Messages } from '../messages/messages.ts';
import { button, checkBox, type FieldProblem, form, problemText, textField } from './fields.ts';
import type { FormView } from './form-view.ts';
import { html, type SafeHtml } from './html.ts';
import type { Page } from './page.ts';
import { type PasskeyQuestion, passkeyForm } from './passkey-form.ts';

/** What the pages of one sign-in have in common. */
export interface SignInView extends FormView {
  readonly applicationName: string;
  /** Asks whoever sits there for a passkey; undefined where passkeys do not work. */
  readonly passkey: PasskeyQuestion | undefined;
}

export const longestName = 320;
export const longestPassword = 256;

const common = ({ messages, applicationName, formTargets }: SignInView) => ({
  status: 200,
  formTargets,
  lead: html`<p>${messages.signInTo(applicationName)}</p>`,
});

/**
 * Asks for the sign-in name.
 *
 * @param others buttons of providers that need no name
 */
export function namePage(
  view: SignInView,
  loginName: string,
  problem?: FieldProblem,
  others: readonly SafeHtml[] = [],
): Page {
  const { messages: m } = view;
  const { lead, ...rest } = common(view);
  const name = textField({
    name: 'loginName',
    label: m.loginName,
    type: 'text',
    autocomplete: 'username',
    value: loginName,
    hint: m.loginNameHint,
    isFocused: true,
    problem,
    maxLength: longestName,
  });
  const content = html`${problemText(problem)}${lead}${form(
    view.address,
    view.token,
    html`${name}<div class="actions">${button('name', m.next, 'first')}${button('cancel', m.cancel, 'second')}</div>`,
  )}${passkeyInstead(view)}${others.length === 0 ? '' : html`<div class="other">${form(view.address, view.token, html`${others}`)}</div>`}`;
  return { ...rest, title: m.signIn, content, script: view.passkey?.script };
}

/** The same for everybody: the browser knows whose passkeys it has, this page does not. */
function passkeyInstead(view: SignInView): SafeHtml | string {
  const { messages: m, passkey } = view;
  if (passkey === undefined) return '';
  return html`<section class="other">${passkeyForm(view, {
    question: passkey,
    action: 'passkey',
    label: m.factors.passkeySignIn,
    rank: 'second wide',
    problem: m.factors.passkeyNotUsed,
    below: checkBox('keep', m.keepSignedIn, m.keepSignedInHint, false),
  })}</section>`;
}

/** Where the password that somebody has is typed. */
export function passwordField(m: Messages, problem: FieldProblem | undefined): SafeHtml {
  return textField({
    name: 'password',
    label: m.password,
    type: 'password',
    autocomplete: 'current-password',
    isFocused: true,
    problem,
    maxLength: longestPassword,
  });
}

/** Asks for the password of a name, whether or not anybody has the name. */
export function passwordPage(view: SignInView, loginName: string, keeps: boolean, problem?: FieldProblem): Page {
  const { messages: m } = view;
  const { lead, ...rest } = common(view);
  const password = passwordField(m, problem);
  // A form of its own: in the other one, the first button is what a press of Enter means.
  const who = html`<div class="who"><span>${loginName}</span>${button('other', m.otherAccount, 'link')}</div>`;
  const content = html`${problemText(problem)}${lead}${form(view.address, view.token, who)}${form(
    view.address,
    view.token,
    html`<input type="text" name="loginName" value="${loginName}" autocomplete="username" readonly hidden>
${password}${checkBox('keep', m.keepSignedIn, m.keepSignedInHint, keeps)}
<div class="actions">${button('password', m.signIn, 'first')}${button('cancel', m.cancel, 'second')}</div>
<p>${button('usePass', m.factors.passInstead, 'link')}</p>`,
  )}`;
  return { ...rest, title: m.passwordTitle, content };
}

/** Lets the person who is signed in go on, or somebody else. */
export function accountPage(view: SignInView, userPrincipalName: string): Page {
  const { messages: m } = view;
  const { lead, ...rest } = common(view);
  const content = html`${lead}${form(
    view.address,
    view.token,
    html`${button('continue', m.continueAs(userPrincipalName), 'second wide')}${button('other', m.useOther, 'second wide')}
<div class="actions">${button('cancel', m.cancel, 'second')}</div>`,
  )}`;
  return { ...rest, title: m.chooseAccount, content };
}

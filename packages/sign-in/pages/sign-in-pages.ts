import type { Messages } from '../messages/messages.ts';
import { button, checkBox, type FieldProblem, form, hidden, problemText, textField } from './fields.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';

/** What the pages of one sign-in have in common. */
export interface SignInView {
  readonly messages: Messages;
  /** Where the forms go. */
  readonly address: string;
  readonly token: string;
  readonly applicationName: string;
  readonly formTargets: readonly string[];
}

export const longestName = 320;
export const longestPassword = 256;

const common = ({ messages, applicationName, formTargets }: SignInView) => ({
  status: 200,
  formTargets,
  lead: html`<p>${messages.signInTo(applicationName)}</p>`,
});

/** Asks for the sign-in name. */
export function namePage(view: SignInView, loginName: string, problem?: FieldProblem): Page {
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
  )}`;
  return { ...rest, title: m.signIn, content };
}

/** Asks for the password of a name, whether or not anybody has the name. */
export function passwordPage(view: SignInView, loginName: string, keeps: boolean, problem?: FieldProblem): Page {
  const { messages: m } = view;
  const { lead, ...rest } = common(view);
  const password = textField({
    name: 'password',
    label: m.password,
    type: 'password',
    autocomplete: 'current-password',
    isFocused: true,
    problem,
    maxLength: longestPassword,
  });
  // A form of its own: in the other one, the first button is what a press of Enter means.
  const who = html`<div class="who"><span>${loginName}</span>${button('other', m.otherAccount, 'link')}</div>`;
  const content = html`${problemText(problem)}${lead}${form(view.address, view.token, who)}${form(
    view.address,
    view.token,
    html`<input type="text" name="loginName" value="${loginName}" autocomplete="username" readonly hidden>
${password}${checkBox('keep', m.keepSignedIn, m.keepSignedInHint, keeps)}
<div class="actions">${button('password', m.signIn, 'first')}${button('cancel', m.cancel, 'second')}</div>`,
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

/**
 * Asks for a new password before the sign-in goes on.
 *
 * @param ticket says that the present password was right
 */
export function changePasswordPage(view: SignInView, ticket: string, keeps: boolean, problem?: FieldProblem): Page {
  const { messages: m } = view;
  const field = (
    name: string,
    label: string,
    autocomplete: string,
    more: { hint?: string; isFocused?: boolean } = {},
  ) => textField({ name, label, type: 'password', autocomplete, problem, maxLength: longestPassword, ...more });
  const content = html`${problemText(problem)}<p>${m.changePasswordWhy}</p>${form(
    view.address,
    view.token,
    html`${hidden('ticket', ticket)}${keeps ? hidden('keep', 'yes') : ''}
${field('current', m.currentPassword, 'current-password', { isFocused: true })}
${field('next', m.newPassword, 'new-password', { hint: m.passwordRules })}
${field('again', m.repeatPassword, 'new-password')}
<div class="actions">${button('change', m.save, 'first')}${button('cancel', m.cancel, 'second')}</div>`,
  )}`;
  return { ...common(view), title: m.changePassword, content };
}

/**
 * Asks for a one-time code, the second factor.
 *
 * @param ticket says that the password was right
 */
export function codePage(view: SignInView, ticket: string, keeps: boolean, problem?: FieldProblem): Page {
  const { messages: m } = view;
  const code = textField({
    name: 'code',
    label: m.deviceCode,
    type: 'text',
    autocomplete: 'one-time-code',
    hint: m.codeText,
    isFocused: true,
    problem,
    maxLength: 20,
  });
  const content = html`${problemText(problem)}${form(
    view.address,
    view.token,
    html`${hidden('ticket', ticket)}${keeps ? hidden('keep', 'yes') : ''}${code}
<div class="actions">${button('code', m.next, 'first')}${button('cancel', m.cancel, 'second')}</div>`,
  )}`;
  return { status: 200, formTargets: view.formTargets, title: m.codeTitle, content };
}

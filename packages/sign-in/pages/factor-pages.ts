import { appSection, type OneTimeCodeApp } from './app-section.ts';
import { button, type FieldProblem, form, hidden, problemText, textField } from './fields.ts';
import type { FormView } from './form-view.ts';
import { html, type SafeHtml } from './html.ts';
import type { Page } from './page.ts';
import { type PasskeyQuestion, passkeyForm } from './passkey-form.ts';
import { longestPassword } from './sign-in-pages.ts';

/** What a step takes along from the one before. */
export interface Step {
  /** Says what was right so far. */
  readonly ticket: string;
  /** The person wants to stay signed in. */
  readonly keeps: boolean;
}

const carried = ({ ticket, keeps }: Step) => html`${hidden('ticket', ticket)}${keeps ? hidden('keep', 'yes') : ''}`;

/** What a person may show after the password. */
export interface AskedFactors {
  readonly hasApp: boolean;
  readonly hasPasskey: boolean;
  /** For the person's own passkeys; undefined where passkeys do not work. */
  readonly passkey: PasskeyQuestion | undefined;
}

/** Asks for the second factor: a code, a passkey, or either. */
export function factorPage(view: FormView, step: Step, asked: AskedFactors, problem?: FieldProblem): Page {
  const { messages: m, formTargets } = view;
  const passkey = asked.hasPasskey ? asked.passkey : undefined;
  const content = html`${problemText(problem)}${asked.hasApp ? codeForm(view, step, problem) : html`<p>${m.factors.passkeyText}</p>`}
${passkey === undefined ? '' : passkeyPart(view, step, passkey, asked.hasApp)}${!asked.hasApp && passkey === undefined ? noWay(view) : ''}
<p class="hint small">${m.factors.lostFactor}</p>`;
  const title = asked.hasApp ? m.codeTitle : m.factors.passkeyTitle;
  return { status: 200, formTargets, title, content, script: passkey?.script };
}

function codeForm(view: FormView, step: Step, problem?: FieldProblem): SafeHtml {
  const { messages: m } = view;
  return form(
    view.address,
    view.token,
    html`${carried(step)}${codeField(view, m.codeText, problem)}
<div class="actions">${button('code', m.next, 'first')}${button('cancel', m.cancel, 'second')}</div>`,
  );
}

function codeField({ messages: m }: FormView, hint: string, problem?: FieldProblem): SafeHtml {
  return textField({
    name: 'code',
    label: m.deviceCode,
    type: 'text',
    autocomplete: 'one-time-code',
    hint,
    isFocused: true,
    problem,
    maxLength: 20,
  });
}

function passkeyPart(view: FormView, step: Step, question: PasskeyQuestion, isBeside: boolean): SafeHtml {
  const { messages: m } = view;
  const asked = passkeyForm(view, {
    question,
    action: 'passkey',
    label: isBeside ? m.factors.passkeyInstead : m.factors.passkeySignIn,
    rank: isBeside ? 'second wide' : 'first',
    problem: m.factors.passkeyNotUsed,
    fields: carried(step),
    ...(isBeside ? {} : { buttons: button('cancel', m.cancel, 'second') }),
  });
  return isBeside ? html`<section class="other">${asked}</section>` : asked;
}

/** Where passkeys do not work, and there is nothing else. */
function noWay(view: FormView): SafeHtml {
  const { messages: m } = view;
  return html`<p>${m.factors.passkeyNotHere}</p>${form(
    view.address,
    view.token,
    html`<div class="actions">${button('cancel', m.cancel, 'second')}</div>`,
  )}`;
}

/** Asks for a temporary access pass in the place of password and second factor, whether or not anybody has the name. */
export function accessPassPage(view: FormView, loginName: string, keeps: boolean, problem?: FieldProblem): Page {
  const { messages: m, formTargets } = view;
  const pass = textField({
    name: 'pass',
    label: m.factors.pass,
    type: 'password',
    autocomplete: 'off',
    hint: m.factors.passHint,
    isFocused: true,
    problem,
    maxLength: 64,
  });
  const content = html`${problemText(problem)}${form(
    view.address,
    view.token,
    html`<div class="who"><span>${loginName}</span></div>
<input type="text" name="loginName" value="${loginName}" autocomplete="username" readonly hidden>${keeps ? hidden('keep', 'yes') : ''}
${pass}<div class="actions">${button('pass', m.signIn, 'first')}${button('cancel', m.cancel, 'second')}</div>
<p>${button('usePassword', m.factors.passwordInstead, 'link')}</p>`,
  )}`;
  return { status: 200, formTargets, title: m.factors.passTitle, content };
}

/** Has an authenticator app registered before the sign-in goes on. */
export function registerAppPage(view: FormView, step: Step, app: OneTimeCodeApp, problem?: FieldProblem): Page {
  const { messages: m, formTargets } = view;
  const content = html`${problemText(problem)}<p>${m.factors.appWhy}</p>${form(
    view.address,
    view.token,
    html`${carried(step)}${appSection(view, app)}${codeField(view, m.codeText, problem)}
<div class="actions">${button('register', m.next, 'first')}${button('cancel', m.cancel, 'second')}</div>`,
  )}`;
  return { status: 200, formTargets, title: m.factors.appTitle, content };
}

/** Asks for a new password before the sign-in goes on. */
export function changePasswordPage(view: FormView, step: Step, problem?: FieldProblem): Page {
  const { messages: m, formTargets } = view;
  const content = html`${problemText(problem)}<p>${m.changePasswordWhy}</p>${form(
    view.address,
    view.token,
    html`${carried(step)}${newPasswordFields(view, problem)}
<div class="actions">${button('change', m.save, 'first')}${button('cancel', m.cancel, 'second')}</div>`,
  )}`;
  return { status: 200, formTargets, title: m.changePassword, content };
}

/** The present password, and twice the new one. */
export function newPasswordFields({ messages: m }: FormView, problem?: FieldProblem): SafeHtml {
  const field = (
    name: string,
    label: string,
    autocomplete: string,
    more: { hint?: string; isFocused?: boolean } = {},
  ) => textField({ name, label, type: 'password', autocomplete, problem, maxLength: longestPassword, ...more });
  return html`${field('current', m.currentPassword, 'current-password', { isFocused: true })}
${field('next', m.newPassword, 'new-password', { hint: m.passwordRules })}
${field('again', m.repeatPassword, 'new-password')}`;
}

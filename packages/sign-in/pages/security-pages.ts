import { outsideMessages } from '../messages/choose-outside-messages.ts';
import { appSection, type OneTimeCodeApp } from './app-section.ts';
import { newPasswordFields } from './factor-pages.ts';
import { button, type FieldProblem, form, hidden, problemText, textField } from './fields.ts';
import type { FormView } from './form-view.ts';
import { html, type SafeHtml } from './html.ts';
import type { Page } from './page.ts';
import { type PasskeyQuestion, passkeyForm } from './passkey-form.ts';
import { passwordField } from './sign-in-pages.ts';

/** What the pages about somebody's own security have in common. */
export interface SecurityView extends FormView {
  /** Who is signed in. */
  readonly name: string;
  readonly sessionsAddress: string;
  /** Where people from outside leave the directory; undefined for all others. */
  readonly leaveAddress: string | undefined;
}

/** A second factor as its owner sees it. */
export interface ListedFactor {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly added: string;
  readonly lastUsed: string;
}

export interface SecurityContent {
  /** Null for those who have no password here; `changed` null when nobody knows when. */
  readonly password: { readonly changed: string | null } | null;
  readonly factors: readonly ListedFactor[];
  readonly hasSecondFactor: boolean;
  readonly canHavePasskeys: boolean;
  /** What has just been done. */
  readonly note: string | undefined;
  readonly problem: FieldProblem | undefined;
}

/** Lists what somebody signs in with, each with what can be done about it. */
export function securityPage(view: SecurityView, content: SecurityContent): Page {
  const { messages: m } = view;
  const { factors, password, note, problem } = content;
  const text = html`${problemText(problem)}${note === undefined ? '' : html`<p role="status"><strong>${note}</strong></p>`}
<p class="small">${m.consentWho(view.name)}</p><p>${m.factors.securityText}</p>
${content.hasSecondFactor ? '' : html`<p>${m.factors.noFactors}</p>`}
${password === null ? '' : passwordSection(view, password.changed)}${factors.map((factor) => factorSection(view, factor))}
<div class="other">${form(
    view.address,
    view.token,
    html`${button('addApp', m.factors.addApp, 'second wide')}${content.canHavePasskeys ? button('addPasskey', m.factors.addPasskey, 'second wide') : ''}`,
  )}<p><a href="${view.sessionsAddress}">${m.factors.sessionsLink}</a></p>${leaveLink(view)}</div>`;
  return { status: problem === undefined ? 200 : 400, title: m.factors.securityTitle, content: text };
}

function leaveLink({ messages, leaveAddress }: SecurityView): SafeHtml | string {
  const { leaveLink: text } = outsideMessages(messages.language);
  return leaveAddress === undefined ? '' : html`<p><a href="${leaveAddress}">${text}</a></p>`;
}

function passwordSection(view: SecurityView, changed: string | null): SafeHtml {
  const { messages: m } = view;
  return html`<section class="session"><h2>${m.password}</h2>
${changed === null ? '' : html`<dl><dt>${m.factors.changed}</dt><dd>${changed}</dd></dl>`}
${form(view.address, view.token, button('changePassword', m.factors.changePassword, 'second'))}</section>`;
}

function factorSection(view: SecurityView, factor: ListedFactor): SafeHtml {
  const { factors: m } = view.messages;
  return html`<section class="session"><h2>${factor.name}</h2>
<dl>${factor.name === factor.kind ? '' : html`<dt>${m.kind}</dt><dd>${factor.kind}</dd>`}<dt>${m.added}</dt><dd>${factor.added}</dd><dt>${m.lastUsed}</dt><dd>${factor.lastUsed}</dd></dl>
${form(view.address, view.token, html`${hidden('factor', factor.id)}${button('remove', m.removeNamed(factor.name), 'second')}`)}</section>`;
}

/** What somebody can show again. */
export interface Provable {
  readonly canShowPassword: boolean;
  readonly passkey: PasskeyQuestion | undefined;
}

/** Asks somebody who is signed in to show again who they are. */
export function provePage(view: SecurityView, { canShowPassword, passkey }: Provable, problem?: FieldProblem): Page {
  const { messages: m } = view;
  const password = canShowPassword ? passwordForm(view, problem) : '';
  const asked =
    passkey === undefined
      ? ''
      : html`<section class="other">${passkeyForm(view, {
          question: passkey,
          action: 'passkey',
          label: m.factors.passkeyInstead,
          rank: 'second wide',
          problem: m.factors.passkeyNotUsed,
        })}</section>`;
  const isHopeless = !canShowPassword && passkey === undefined;
  const content = html`${problemText(problem)}<p class="small">${m.consentWho(view.name)}</p><p>${m.factors.proveText}</p>
${password}${asked}${isHopeless ? html`<p>${m.factors.proveAnew}</p>` : ''}`;
  return { status: 200, title: m.factors.proveTitle, content, script: passkey?.script };
}

function passwordForm(view: SecurityView, problem?: FieldProblem): SafeHtml {
  const { messages: m } = view;
  const password = passwordField(m, problem);
  return form(
    view.address,
    view.token,
    html`<input type="text" name="username" value="${view.name}" autocomplete="username" readonly hidden>
${password}${actions(view, 'prove', m.factors.confirm)}`,
  );
}

function actions({ messages: m }: FormView, action: string, label: string): SafeHtml {
  return html`<div class="actions">${button(action, label, 'first')}${button('cancel', m.cancel, 'second')}</div>`;
}

/** Shows the key of a new authenticator app, and asks for its first code. */
export function newAppPage(view: SecurityView, app: OneTimeCodeApp, problem?: FieldProblem): Page {
  const { messages: m } = view;
  const code = textField({
    name: 'code',
    label: m.deviceCode,
    type: 'text',
    autocomplete: 'one-time-code',
    hint: m.codeText,
    problem,
    maxLength: 20,
  });
  const content = html`${problemText(problem)}${form(
    view.address,
    view.token,
    html`${appSection(view, app)}${code}${actions(view, 'saveApp', m.next)}`,
  )}`;
  return { status: 200, title: m.factors.appTitle, content };
}

/** Has the browser make a passkey. */
export function newPasskeyPage(view: SecurityView, question: PasskeyQuestion, problem?: FieldProblem): Page {
  const { messages: m } = view;
  const name = textField({
    name: 'name',
    label: m.factors.passkeyName,
    type: 'text',
    autocomplete: 'off',
    hint: m.factors.passkeyNameHint,
    isFocused: true,
    maxLength: 30,
  });
  const content = html`${problemText(problem)}<p>${m.factors.makePasskeyText}</p>${passkeyForm(view, {
    question,
    action: 'savePasskey',
    label: m.factors.makePasskey,
    rank: 'first',
    problem: m.factors.passkeyNotMade,
    fields: name,
    buttons: button('cancel', m.cancel, 'second'),
  })}`;
  return { status: 200, title: m.factors.addPasskey, content, script: question.script };
}

/** Asks for a new password in the place of the present one. */
export function ownPasswordPage(view: SecurityView, problem?: FieldProblem): Page {
  const { messages: m } = view;
  const content = html`${problemText(problem)}<p>${m.factors.changePasswordEnds}</p>${form(
    view.address,
    view.token,
    html`<input type="text" name="username" value="${view.name}" autocomplete="username" readonly hidden>
${newPasswordFields(view, problem)}${actions(view, 'savePassword', m.factors.confirm)}`,
  )}`;
  return { status: 200, title: m.factors.changePassword, content };
}

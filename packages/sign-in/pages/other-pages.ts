import type { ErrorAnswer } from '../answers/error-answer.ts';
import type { Messages } from '../messages/messages.ts';
import { button, form, hidden } from './fields.ts';
import { formTargetsOf } from './form-targets.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';

/** Says what went wrong, with what an administrator needs to find it in the log. */
export function problemPage(messages: Messages, status: number, answer: ErrorAnswer): Page {
  const m = messages;
  const sentence = answer.error_description.split(' Trace ID: ')[0]!;
  const content = html`<p class="problem" role="alert">${sentence}</p><p>${m.problemHint}</p>
<dl><dt>${m.problemCode}</dt><dd>${answer.error}</dd><dt>${m.problemTrace}</dt><dd>${answer.trace_id}</dd>
<dt>${m.problemTime}</dt><dd>${answer.timestamp}</dd></dl>`;
  return { status, title: m.problemTitle, content };
}

/** Says that there is too much to do at the moment. */
export function busyPage({ factors }: Messages): Page {
  const content = html`<p class="problem" role="alert">${factors.busyText}</p>`;
  return { status: 503, title: factors.busyTitle, content };
}

/** A page that only says something. */
export function notePage(title: string, text: string): Page {
  return { status: 200, title, content: html`<p role="status">${text}</p>` };
}

/** Says that nobody is signed in, with a way to do so. */
export function signedOutPage(messages: Messages, address: string): Page {
  const content = html`<p role="status">${messages.notSignedIn}</p><p><a href="${address}">${messages.signIn}</a></p>`;
  return { status: 200, title: messages.signIn, content };
}

/** Asks whether to sign out, when nobody but the address bar says so. */
export function logoutPage(messages: Messages, address: string, token: string, name: string, fields: Fields): Page {
  const m = messages;
  const kept = Object.entries(fields).map(([key, value]) => hidden(key, value));
  const content = html`<p>${m.logoutText(name)}</p>${form(
    address,
    token,
    html`${kept}<div class="actions">${button('logout', m.logout, 'first')}${button('stay', m.stay, 'second')}</div>`,
  )}`;
  return { status: 200, title: m.logoutTitle, content };
}

type Fields = Readonly<Record<string, string>>;

/** Carries an answer to the application in a form: by itself where scripts run, by the button elsewhere. */
export function carryingPage(messages: Messages, target: string, fields: Fields): Page {
  const content = html`<form method="post" action="${target}">
${Object.entries(fields).map(([key, value]) => hidden(key, value))}
<p>${messages.continueText}</p>
<div class="actions"><button class="first">${messages.continueButton}</button></div>
</form>`;
  return { status: 200, title: messages.continueTitle, content, formTargets: formTargetsOf(target), sendsItself: true };
}

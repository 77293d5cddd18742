import type { WantedApi, WantedPermission } from '@muster/directory';
import { button, form, hidden } from './fields.ts';
import { html, type SafeHtml } from './html.ts';
import type { Page } from './page.ts';
import type { SignInView } from './sign-in-pages.ts';

/** No sign-in is under way. */
type ConsentView = Omit<SignInView, 'passkey'>;

type Members = Readonly<Record<string, string>>;

/** Asks an administrator to let an application act, in everybody's name and by itself. */
export function adminConsentPage(
  view: ConsentView,
  userPrincipalName: string,
  apis: readonly WantedApi[],
  members: Members,
): Page {
  const { messages: m } = view;
  const content = html`<p class="small">${m.consentWho(userPrincipalName)}</p><p>${m.adminConsentText}</p>
${apis.map((api) => apiList(view, api))}<p class="hint">${m.adminConsentHint}</p>${formOf(
    view,
    members,
    html`${button('accept', m.accept, 'first')}${button('decline', m.decline, 'second')}`,
  )}`;
  return { status: 200, title: m.consentTitle(view.applicationName), content, formTargets: view.formTargets };
}

/** Says that somebody with more rights has to consent. */
export function adminNeededPage(
  view: ConsentView,
  userPrincipalName: string,
  apis: readonly WantedApi[],
  members: Members,
): Page {
  const { messages: m } = view;
  const content = html`<p class="small">${m.consentWho(userPrincipalName)}</p>
<p>${m.approvalText(view.applicationName)}</p>${apis.map((api) => apiList(view, api))}${formOf(
    view,
    members,
    html`${button('other', m.useOther, 'first')}${button('decline', m.back, 'second')}`,
  )}`;
  return { status: 403, title: m.approvalTitle, content, formTargets: view.formTargets };
}

function formOf(view: ConsentView, members: Members, buttons: SafeHtml): SafeHtml {
  const kept = Object.entries(members).map(([name, value]) => hidden(name, value));
  return form(view.address, view.token, html`${kept}<div class="actions">${buttons}</div>`);
}

function apiList({ messages: m }: ConsentView, { displayName, scopes, roles }: WantedApi): SafeHtml {
  const named = ({ displayName: name, description, value }: WantedPermission) =>
    html`<li>${name ?? m.scopes[value] ?? m.otherScope(value)}${
      description === null ? '' : html`<br><span class="small">${description}</span>`
    }</li>`;
  const list = (title: string, permissions: readonly WantedPermission[]) =>
    permissions.length === 0 ? '' : html`<h2>${title}</h2><ul>${permissions.map(named)}</ul>`;
  return html`${list(m.asPeople(displayName), scopes)}${list(m.byItself(displayName), roles)}`;
}

import type { ApiScope } from '../ports.ts';
import type { MissingConsent } from '../scopes/consented-scopes.ts';
import { button, checkBox, form } from './fields.ts';
import { html, type SafeHtml } from './html.ts';
import type { Page } from './page.ts';
import type { SignInView } from './sign-in-pages.ts';

/**
 * Asks a person to let an application act in their name.
 *
 * @param mayForAll offers an administrator to consent for everybody
 */
export function consentPage(
  view: SignInView,
  userPrincipalName: string,
  missing: MissingConsent,
  mayForAll: boolean,
): Page {
  const { messages: m } = view;
  const content = html`<p class="small">${m.consentWho(userPrincipalName)}</p><p>${m.consentAsks}</p>
${scopeList(view, missing)}<p class="hint">${m.consentHint}</p>${form(
    view.address,
    view.token,
    html`${mayForAll ? checkBox('forAll', m.consentForAll, m.consentForAllHint, false) : ''}<div class="actions">${button('accept', m.accept, 'first')}${button('decline', m.decline, 'second')}</div>`,
  )}`;
  return { status: 200, title: m.consentTitle(view.applicationName), content, formTargets: view.formTargets };
}

/** Says that somebody else has to consent. */
export function approvalPage(view: SignInView, userPrincipalName: string, missing: MissingConsent): Page {
  const { messages: m } = view;
  const content = html`<p class="small">${m.consentWho(userPrincipalName)}</p><p>${m.approvalText(view.applicationName)}</p>
${scopeList(view, { openId: [], permissions: missing.permissions.filter((each) => !each.isForPeopleToGrant) })}${form(
  view.address,
  view.token,
  html`<div class="actions">${button('approval', m.back, 'first')}${button('other', m.useOther, 'second')}</div>`,
)}`;
  return { status: 200, title: m.approvalTitle, content, formTargets: view.formTargets };
}

function scopeList({ messages: m }: SignInView, { openId, permissions }: MissingConsent): SafeHtml {
  const named = (scope: Pick<ApiScope, 'value' | 'displayName' | 'description'>) =>
    html`<li>${
      scope.displayName ?? m.scopes[scope.value] ?? m.otherScope(scope.value)
    }${scope.description === undefined ? '' : html`<br><span class="small">${scope.description}</span>`}</li>`;
  return html`<ul>${openId.map((value) => named({ value }))}${permissions.map(named)}</ul>`;
}

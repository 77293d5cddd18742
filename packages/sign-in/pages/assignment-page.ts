import { button, form } from './fields.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';
import type { SignInView } from './sign-in-pages.ts';

/** Says to a person that the application is not assigned to them, and what they can do. */
export function unassignedPage(view: SignInView, userPrincipalName: string, code: string): Page {
  const { messages: m } = view;
  const content = html`<p class="small">${m.consentWho(userPrincipalName)}</p>
<p class="problem" role="alert">${m.unassignedText(view.applicationName)}</p>
<p>${m.unassignedHint}</p><dl><dt>${m.problemCode}</dt><dd>${code}</dd></dl>${form(
    view.address,
    view.token,
    html`<div class="actions">${button('other', m.useOther, 'first')}${button('cancel', m.back, 'second')}</div>`,
  )}`;
  return { status: 403, title: m.unassignedTitle, content, formTargets: view.formTargets };
}

import type { LeavingPreview } from '@muster/directory';
import { outsideMessages } from '../messages/choose-outside-messages.ts';
import { button, form } from './fields.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';
import type { SecurityView } from './security-pages.ts';

/** Says what leaving the directory means. */
export function leavePage(view: SecurityView, { directoryName, groups, applications }: LeavingPreview): Page {
  const { messages: m } = view;
  const o = outsideMessages(m.language);
  const content = html`<p class="small">${m.consentWho(view.name)}</p><p>${o.leaveText(directoryName)}</p>
<dl><dt>${o.leaveGroups}</dt><dd>${groups}</dd><dt>${o.leaveApplications}</dt><dd>${applications}</dd></dl>
<p>${o.leaveRestore}</p>${form(
    view.address,
    view.token,
    html`<div class="actions">${button('begin', o.continueButton, 'first')}${button('cancel', m.cancel, 'second')}</div>`,
  )}`;
  return { status: 200, title: o.leaveTitle(directoryName), content };
}

/** Asks for the last time. */
export function confirmLeavingPage(view: SecurityView, { directoryName }: LeavingPreview): Page {
  const { messages: m } = view;
  const o = outsideMessages(m.language);
  const content = html`<p class="small">${m.consentWho(view.name)}</p><p>${o.leaveConfirm(directoryName)}</p>${form(
    view.address,
    view.token,
    html`<div class="actions">${button('leave', o.leaveTitle(directoryName), 'first')}${button('cancel', m.cancel, 'second')}</div>`,
  )}`;
  return { status: 200, title: o.leaveTitle(directoryName), content };
}

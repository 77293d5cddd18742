import type { Messages } from '../messages/messages.ts';
import { button, form, hidden } from './fields.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';

/** One session as its person sees it. */
export interface ShownSession {
  readonly id: string;
  readonly began: string;
  readonly until: string;
  readonly agent: string;
  readonly isThis: boolean;
}

/** What the page stands between. */
export interface SessionsView {
  readonly messages: Messages;
  readonly address: string;
  readonly token: string;
  /** Where people see what they sign in with. */
  readonly securityAddress: string;
}

/** Lists where a person is signed in, each with a button to end it. */
export function sessionsPage(view: SessionsView, name: string, sessions: readonly ShownSession[]): Page {
  const { messages: m, address, token } = view;
  const shown = sessions.map(
    (each) => html`<section class="session"><h2>${each.isThis ? m.sessionThis : each.agent}</h2>
<dl><dt>${m.sessionBegan}</dt><dd>${each.began}</dd><dt>${m.sessionUntil}</dt><dd>${each.until}</dd>
${each.isThis ? html`<dt>${m.sessionBrowser}</dt><dd>${each.agent}</dd>` : ''}</dl>
${form(address, token, html`${hidden('session', each.id)}${button('end', m.endSession, 'second')}`)}</section>`,
  );
  const content = html`<p class="small">${m.consentWho(name)}</p><p>${m.sessionsText}</p>${shown}
${form(address, token, html`<div class="actions">${button('endAll', m.endAll, 'first')}</div>`)}
<p><a href="${view.securityAddress}">${m.factors.securityLink}</a></p>`;
  return { status: 200, title: m.sessionsTitle, content };
}

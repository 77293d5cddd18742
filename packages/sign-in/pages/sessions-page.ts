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

/** Lists where a person is signed in, each with a button to end it. */
export function sessionsPage(
  messages: Messages,
  address: string,
  token: string,
  name: string,
  sessions: readonly ShownSession[],
): Page {
  const m = messages;
  const shown = sessions.map(
    (each) => html`<section class="session"><h2>${each.isThis ? m.sessionThis : each.agent}</h2>
<dl><dt>${m.sessionBegan}</dt><dd>${each.began}</dd><dt>${m.sessionUntil}</dt><dd>${each.until}</dd>
${each.isThis ? html`<dt>${m.sessionBrowser}</dt><dd>${each.agent}</dd>` : ''}</dl>
${form(address, token, html`${hidden('session', each.id)}${button('end', m.endSession, 'second')}`)}</section>`,
  );
  const content = html`<p class="small">${m.consentWho(name)}</p><p>${m.sessionsText}</p>${shown}
${form(address, token, html`<div class="actions">${button('endAll', m.endAll, 'first')}</div>`)}`;
  return { status: 200, title: m.sessionsTitle, content };
}

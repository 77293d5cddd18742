import { invitationTexts } from '@muster/directory';
import { outsideMessages } from '../messages/choose-outside-messages.ts';
import type { Host } from '../outside-port.ts';
import { button, form, hidden } from './fields.ts';
import type { FormView } from './form-view.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';

/** What the buttons of the question send. */
export interface JoinActions {
  readonly accept: string;
  readonly decline: string;
}

/**
 * Asks somebody who has proved who they are whether they accept their invitation, and says what the directory learns.
 *
 * @param sealed the identity, where the form has to carry it
 */
export function joinPage(view: FormView, host: Host, address: string, actions: JoinActions, sealed?: string): Page {
  const [o, texts] = [outsideMessages(view.messages.language), invitationTexts(view.messages.language)];
  const { directoryName, privacyStatementUrl } = host;
  const statement =
    privacyStatementUrl === null
      ? ''
      : html`<p><a href="${privacyStatementUrl}" target="_blank" rel="noopener noreferrer">${texts.privacyStatement}</a></p>`;
  const content = html`<p>${o.youAre(address)}</p><h2>${o.shared}</h2><p>${texts.consent(directoryName)}</p>${statement}${form(
    view.address,
    view.token,
    html`${sealed === undefined ? '' : hidden('arrival', sealed)}
<div class="actions">${button(actions.accept, texts.acceptButton, 'first')}${button(actions.decline, texts.declineButton, 'second')}</div>`,
  )}`;
  return { status: 200, title: texts.consentTitle(directoryName), content, formTargets: view.formTargets };
}

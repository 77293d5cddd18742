import { type FoundInvitation, invitationTexts } from '@muster/directory';
import { outsideMessages } from '../messages/choose-outside-messages.ts';
import type { Messages } from '../messages/messages.ts';
import { button, form } from './fields.ts';
import type { FormView } from './form-view.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';

/**
 * What an invitation is: who invites, whom, to what, until when.
 *
 * @param how by whom the address is proved; undefined when nobody can
 * @param problem why the last try led nowhere
 */
export function invitationPage(
  view: FormView,
  invitation: FoundInvitation,
  how: { readonly text: string; readonly canGoOn: boolean },
  problem?: string,
): Page {
  const { messages: m } = view;
  const texts = invitationTexts(m.language);
  const { directoryName, inviterName, address, endsAt } = invitation;
  const lead = inviterName === null ? texts.invited(directoryName) : texts.invitedBy(inviterName, directoryName);
  const until = new Intl.DateTimeFormat(m.language, { dateStyle: 'long', timeZone: 'UTC' }).format(endsAt);
  const first = how.canGoOn ? button('begin', outsideMessages(m.language).continueButton, 'first') : '';
  const content = html`${problem === undefined ? '' : html`<p class="problem" role="alert">${problem}</p>`}
<p>${lead}</p><p>${texts.signInAs(address)} ${texts.until(until)}</p><p>${how.text}</p>
<p class="small">${texts.unexpected}</p>${form(
    view.address,
    view.token,
    html`<div class="actions">${first}${button('decline', texts.declineButton, 'second')}</div>`,
  )}`;
  return { status: 200, title: texts.title(directoryName), content, formTargets: view.formTargets };
}

/** Says that the account is not the one that was invited, and offers to use another one. */
export function otherAccountPage(view: FormView, text: string): Page {
  const o = outsideMessages(view.messages.language);
  const texts = invitationTexts(view.messages.language);
  const content = html`<p role="alert">${text}</p>${form(
    view.address,
    view.token,
    html`<div class="actions">${button('another', o.useAnother, 'first')}${button('decline', texts.declineButton, 'second')}</div>`,
  )}`;
  return { status: 200, title: o.wrongTitle, content, formTargets: view.formTargets };
}

/** The end of an invitation, good or bad; where there is somewhere to go, with the way there. */
export function endPage(messages: Messages, title: string, text: string, goesOnTo: string | null = null): Page {
  const o = outsideMessages(messages.language);
  const link = goesOnTo === null ? '' : html`<p><a href="${goesOnTo}">${o.continueButton}</a></p>`;
  return { status: 200, title, content: html`<p role="status">${text}</p>${link}`, isSecret: true };
}

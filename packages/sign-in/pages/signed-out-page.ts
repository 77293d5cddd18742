import type { Messages } from '../messages/messages.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';

/** Time for the applications to hear of it, in seconds. */
const patience = 3;

/**
 * Says that the person is signed out, and lets the applications that they used know, each in a frame of its own. Goes on by
 * itself when there is somewhere to go; no scripts.
 *
 * @param told addresses of the applications
 */
export function signedOutPage(m: Messages, told: readonly string[], next: string | undefined): Page {
  const frames = told.map(
    (address) =>
      html`<iframe src="${address}" sandbox="allow-scripts allow-same-origin" referrerpolicy="no-referrer" title="${m.loggedOutTitle}" aria-hidden="true" tabindex="-1" hidden></iframe>`,
  );
  const onward = next === undefined ? '' : html`<p><a href="${next}">${m.continueButton}</a></p>`;
  const content = html`<p role="status">${m.loggedOutText}</p><p class="small">${m.tellingApplications}</p>${onward}${frames}`;
  const frameSources = [...new Set(told.map((address) => new URL(address).origin))];
  const refresh = next === undefined ? {} : { refresh: { afterSeconds: patience, address: next } };
  return { status: 200, title: m.loggedOutTitle, content, frameSources, ...refresh };
}

import { hidden } from './fields.ts';
import type { FormView } from './form-view.ts';
import { html, type SafeHtml } from './html.ts';
import { qrPicture } from './qr-picture.ts';

/** A registration of an authenticator app that waits for its first code. */
export interface OneTimeCodeApp {
  readonly id: string;
  /** `otpauth://…` */
  readonly uri: string;
  /** Says that the two above were made here for this person. */
  readonly seal: string;
}

/** What an authenticator app has to know, to be scanned, typed in or opened; the form that it stands in brings it back. */
export function appSection({ messages: m }: FormView, app: OneTimeCodeApp): SafeHtml {
  const secret = new URL(app.uri).searchParams.get('secret') ?? '';
  const groups = secret.match(/.{1,4}/g) ?? [];
  return html`${hidden('app', app.id)}${hidden('uri', app.uri)}${hidden('seal', app.seal)}
<p>${m.factors.appText}</p>
${qrPicture(app.uri, m.factors.appPicture)}
<dl><dt>${m.factors.appKey}</dt><dd class="key">${groups.join(' ')}</dd></dl>
<p><a href="${app.uri}">${m.factors.appLink}</a></p>`;
}

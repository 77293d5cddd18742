import { button, hidden } from './fields.ts';
import type { FormView } from './form-view.ts';
import { html, type SafeHtml } from './html.ts';

/** What a page needs to ask the browser for a passkey, or to have one made. */
export interface PasskeyQuestion {
  /** For the browser, as JSON. */
  readonly options: string;
  readonly challenge: string;
  /** Says that the challenge was made for this very page and its browser. */
  readonly seal: string;
  /** Address of the script. */
  readonly script: string;
}

export interface PasskeyForm {
  readonly question: PasskeyQuestion;
  /** What the form is sent for. */
  readonly action: string;
  readonly label: string;
  readonly rank: 'first' | 'second wide';
  /** Said when the browser gives none. */
  readonly problem: string;
  /** Fields that go with it. */
  readonly fields?: SafeHtml;
  /** Further buttons. */
  readonly buttons?: SafeHtml;
  /** Fields that stand below the button. */
  readonly below?: SafeHtml;
}

/** A form that asks for a passkey where scripts run, and says elsewhere that it cannot. */
export function passkeyForm({ messages, address, token }: FormView, form: PasskeyForm): SafeHtml {
  const { question } = form;
  return html`<form method="post" action="${address}" data-passkey="${form.action}" data-options="${question.options}" data-problem="${form.problem}">
${hidden('token', token)}${hidden('challenge', question.challenge)}${hidden('seal', question.seal)}${hidden('response', '')}
<p class="problem" role="alert" hidden></p>
<noscript><p class="hint">${messages.factors.passkeyNeedsScripts}</p></noscript>
${form.fields}<div class="actions">${button(form.action, form.label, form.rank)}${form.buttons}</div>${form.below}
</form>`;
}

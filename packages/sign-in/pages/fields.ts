import { html, type SafeHtml } from './html.ts';

/** Something wrong that a page says above its form and ties to a field. */
export interface FieldProblem {
  readonly text: string;
  /** The field it is about. */
  readonly field: string;
}

export interface TextField {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'password';
  readonly autocomplete: string;
  readonly value?: string | undefined;
  readonly hint?: string;
  readonly isFocused?: boolean;
  readonly problem?: FieldProblem | undefined;
  readonly maxLength: number;
}

/** A labelled field; hint and problem are read out with it. */
export function textField(field: TextField): SafeHtml {
  const { name, problem, hint } = field;
  const isWrong = problem?.field === name;
  const described = [isWrong ? 'problem' : '', hint === undefined ? '' : `${name}-hint`].filter((id) => id !== '');
  return html`<div class="field">
<label for="${name}">${field.label}</label>
<input id="${name}" name="${name}" type="${field.type}" value="${field.value ?? ''}" autocomplete="${field.autocomplete}" autocapitalize="none" spellcheck="false" maxlength="${field.maxLength}" required${isWrong ? html` aria-invalid="true"` : ''}${described.length > 0 ? html` aria-describedby="${described.join(' ')}"` : ''}${field.isFocused === true ? html` autofocus` : ''}>
${hint === undefined ? '' : html`<p class="hint" id="${name}-hint">${hint}</p>`}
</div>`;
}

export function checkBox(name: string, label: string, hint: string, isChecked: boolean): SafeHtml {
  return html`<div class="check">
<input id="${name}" name="${name}" type="checkbox" value="yes" aria-describedby="${name}-hint"${isChecked ? html` checked` : ''}>
<div><label for="${name}">${label}</label><p class="hint small" id="${name}-hint">${hint}</p></div>
</div>`;
}

/** The problem as the first thing of the page's content, announced by screen readers. */
export function problemText(problem: FieldProblem | undefined): SafeHtml | string {
  return problem === undefined ? '' : html`<p class="problem" id="problem" role="alert">${problem.text}</p>`;
}

export function hidden(name: string, value: string): SafeHtml {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

/** A button; `do` says what the form is sent for. */
export function button(action: string, label: string, rank: 'first' | 'second' | 'link' | 'second wide'): SafeHtml {
  const skips = rank === 'first' ? '' : html` formnovalidate`;
  return html`<button class="${rank}" name="do" value="${action}"${skips}>${label}</button>`;
}

/** A form that goes back to its own page, with proof that this page made it. */
export function form(address: string, token: string, content: SafeHtml): SafeHtml {
  return html`<form method="post" action="${address}">
${hidden('token', token)}
${content}
</form>`;
}

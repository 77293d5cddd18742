import type { Messages } from '../messages/messages.ts';
import { button, type FieldProblem, hidden, problemText, textField } from './fields.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';

/** Where a device page's form goes, and the library's own proof that it came from there. */
export interface DeviceForm {
  readonly messages: Messages;
  readonly action: string;
  readonly xsrf: string;
}

/** Asks for the code that a device shows. */
export function deviceCodePage({ messages: m, action, xsrf }: DeviceForm, userCode: string, isWrong: boolean): Page {
  const problem: FieldProblem | undefined = isWrong ? { text: m.deviceUnknown, field: 'user_code' } : undefined;
  const code = textField({
    name: 'user_code',
    label: m.deviceCode,
    type: 'text',
    autocomplete: 'one-time-code',
    value: userCode,
    hint: m.deviceText,
    isFocused: true,
    problem,
    maxLength: 20,
  });
  const content = html`${problemText(problem)}<form method="post" action="${action}" class="code">
${hidden('xsrf', xsrf)}${code}
<div class="actions">${button('code', m.next, 'first')}</div>
</form>`;
  return { status: isWrong ? 400 : 200, title: m.deviceTitle, content };
}

/** Asks whether the code is from a device of one's own. */
export function deviceConfirmPage(
  { messages: m, action, xsrf }: DeviceForm,
  applicationName: string,
  userCode: string,
): Page {
  const content = html`<p>${m.deviceConfirmText}</p>
<dl><dt>${m.deviceCode}</dt><dd><strong>${userCode}</strong></dd></dl>
<form method="post" action="${action}">
${hidden('xsrf', xsrf)}${hidden('user_code', userCode)}
<div class="actions"><button class="first" name="confirm" value="yes">${m.next}</button>
<button class="second" name="abort" value="yes">${m.cancel}</button></div>
</form>`;
  return { status: 200, title: m.deviceConfirmTitle(applicationName), content };
}

import { expect, it } from 'vitest';
import { english } from '../messages/english.ts';
import { german } from '../messages/german.ts';
import { formTargetsOf } from './form-targets.ts';
import { element, html } from './html.ts';
import { pageHeaders, pageText } from './page.ts';

it('escapes what is put in, in texts and attributes, and keeps what came out of templates', () => {
  const inner = html`<b>${'<i>'}</b>`;
  const { text } = html`<p title="${`"'&`}">${inner}${[inner, 1, undefined, null, false]}</p>`;
  expect(text).toBe('<p title="&quot;&#39;&amp;"><b>&lt;i&gt;</b><b>&lt;i&gt;</b>1</p>');
  expect(element('style', 'a>b').text).toBe('<style>a>b</style>');
});

it('takes a colour that is one, and the house’s for anything else', () => {
  const page = { status: 200, title: 'x', content: html`` };
  const view = (color: string | null) => pageText({ brand: { displayName: 'A', color }, messages: english }, page);
  expect(view('#a1B2c3')).toContain('fill="#a1B2c3"');
  for (const color of [null, 'red', '#12345', '#123456"/><script>']) expect(view(color)).toContain('fill="#3b5bdb"');
});

it.each([
  ['https://app.example/a;b?c', ['https://app.example']],
  ['http://localhost:3000/x', ['http://localhost:3000']],
  ['app.planner://auth/;script-src', ['app.planner:']],
  ['nothing', []],
])('a form may lead to %s by its origin alone', (uri, targets) => {
  expect(formTargetsOf(uri)).toEqual(targets);
  const policy = pageHeaders({ status: 200, title: '', content: html``, formTargets: formTargetsOf(uri) });
  expect(policy['content-security-policy']!.match(/form-action [^;]*/)![0]).toBe(
    ["form-action 'self'", ...targets].join(' '),
  );
});

it('says everything in every language', () => {
  const shape = (messages: object) =>
    Object.entries(messages).map(([name, value]) => [
      name,
      typeof value === 'object' ? Object.keys(value) : typeof value,
    ]);
  expect(shape(german)).toEqual(shape(english));
});

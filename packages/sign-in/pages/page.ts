import type { Messages } from '../messages/messages.ts';
import type { Brand } from '../ports.ts';
import { element, html, type SafeHtml } from './html.ts';
import { sendScript, sendScriptHash, styles, stylesHash } from './styles.ts';

/** What every page knows. */
export interface PageView {
  readonly brand: Brand;
  readonly messages: Messages;
}

/** A page ready to be sent. */
export interface Page {
  readonly status: number;
  readonly title: string;
  readonly content: SafeHtml;
  /** Where its forms may lead in the end, beside this server: the application's address. */
  readonly formTargets?: readonly string[];
  /** Its form goes off by itself where scripts run. */
  readonly sendsItself?: boolean;
  /** Address of the one script of the house that it runs. */
  readonly script?: string | undefined;
  /** Origins of what it opens in frames. */
  readonly frameSources?: readonly string[];
  /** Where the browser goes by itself, without a script; no policy about forms holds on the way there. */
  readonly refresh?: { readonly afterSeconds: number; readonly address: string };
  /** Its address is a secret: no other page is told of it. It has no forms, which would have to say where they come from. */
  readonly isSecret?: boolean;
}

/** What pages show of a directory that cannot be asked. */
export const houseBrand: Brand = { displayName: 'Muster', color: null };

const colorForm = /^#[0-9a-f]{6}$/i;
const houseColor = '#3b5bdb';

/** The whole document. The directory's name stands above, its colour in a stripe where no text has to be read on it. */
export function pageText({ brand, messages }: PageView, page: Page): string {
  const color = brand.color !== null && colorForm.test(brand.color) ? brand.color : houseColor;
  const { text } = html`<!doctype html>
<html lang="${messages.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.title} – ${brand.displayName}</title>
${styleElement}
</head>
<body>
<div class="stripe" aria-hidden="true"><svg preserveAspectRatio="none" viewBox="0 0 1 1"><rect width="1" height="1" fill="${color}"/></svg></div>
<main>
<p class="house">${brand.displayName}</p>
<h1>${page.title}</h1>
${page.content}
</main>
${page.sendsItself === true ? scriptElement : ''}${page.script === undefined ? '' : html`<script src="${page.script}"></script>`}
</body>
</html>
`;
  return text;
}

const styleElement = element('style', styles);
const scriptElement = element('script', sendScript);

/** The headers that keep a page from being framed, sniffed at, kept, or made to run or load anything but what it needs. */
export function pageHeaders(page: Page): Readonly<Record<string, string>> {
  const targets = ["'self'", ...(page.formTargets ?? [])].join(' ');
  const allowed = page.sendsItself === true ? sendScriptHash : page.script;
  const script = allowed === undefined ? '' : `; script-src ${allowed}`;
  const frames = page.frameSources === undefined ? '' : `; frame-src ${page.frameSources.join(' ')}`;
  const { refresh } = page;
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src ${stylesHash}${script}${frames}; form-action ${targets}; base-uri 'none'; frame-ancestors 'none'`,
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    // Forms say with it that they come from here.
    'referrer-policy': page.isSecret === true ? 'no-referrer' : 'same-origin',
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'publickey-credentials-get=(self), publickey-credentials-create=(self)',
    ...(refresh === undefined ? {} : { refresh: `${refresh.afterSeconds}; url=${new URL(refresh.address).href}` }),
  };
}

import { escapeMarkup } from '@muster/kernel';

/** Text that is HTML already; made by `html` alone. */
class SafeHtml {
  constructor(readonly text: string) {}
}

export type { SafeHtml };

/** What may stand in a template: texts are escaped, HTML stays, nothing is left out. */
type Part = string | number | SafeHtml | undefined | null | false | readonly Part[];

function written(part: Part): string {
  if (part === undefined || part === null || part === false) return '';
  if (part instanceof SafeHtml) return part.text;
  if (typeof part === 'object') return part.map(written).join('');
  return escapeMarkup(String(part));
}

/**
 * HTML from a template: whatever is put in is escaped, unless it came out of such a template itself. Attribute values stand
 * in quotes.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): SafeHtml {
  return new SafeHtml(strings.map((text, i) => text + (i < parts.length ? written(parts[i]!) : '')).join(''));
}

/** A style sheet or a script of the house: a constant, never anything that came from outside. */
export function element(name: 'style' | 'script', constant: string): SafeHtml {
  return new SafeHtml(`<${name}>${constant}</${name}>`);
}

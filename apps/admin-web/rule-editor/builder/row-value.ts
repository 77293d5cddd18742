import { quoteText } from '../completion/quote-text.ts';
import type { ValueKind } from '../operators/offered-operators.ts';

/** A value of a row as its control holds it. */
export type RowValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'flag'; readonly isTrue: boolean }
  | { readonly kind: 'none' }
  /** A date, a clock, or anything else that is written as it stands in the rule. */
  | { readonly kind: 'written'; readonly text: string };

const aText = /"(?:`[\s\S]|[^"`])*"|'(?:''|[^'])*'/y;

/** What a value of a rule says, so far as a control can hold it. */
export function readRowValue(source: string): RowValue {
  const word = source.toLowerCase();
  if (word === 'null') return { kind: 'none' };
  if (word === 'true' || word === 'false') return { kind: 'flag', isTrue: word === 'true' };
  const text = plainText(source);
  if (text !== undefined) return { kind: 'text', text };
  const items = itemsOf(source);
  return items === undefined ? { kind: 'written', text: source } : { kind: 'list', items };
}

/** Writes a value as a rule has it. */
export function writeRowValue(value: RowValue): string {
  switch (value.kind) {
    case 'text':
      return quoteText(value.text, '"');
    case 'list':
      return `[${(value.items.length === 0 ? [''] : value.items).map((each) => quoteText(each, '"')).join(', ')}]`;
    case 'flag':
      return String(value.isTrue);
    case 'none':
      return 'null';
    case 'written':
      return value.text;
  }
}

/** The text between quotes; undefined when it is written in a way that would not come out the same. */
function plainText(source: string): string | undefined {
  const quote = source[0];
  if (quote !== '"' && quote !== "'") return undefined;
  const inside = source.slice(1, -1);
  const text = quote === "'" ? inside.replaceAll("''", "'") : inside.replaceAll('`"', '"').replaceAll('``', '`');
  return quoteText(text, quote) === source ? text : undefined;
}

function itemsOf(source: string): readonly string[] | undefined {
  if (!/^\[[\s\S]*\]$/.test(source)) return undefined;
  const items: string[] = [];
  let at = 1;
  for (;;) {
    while (/\s/.test(source[at] ?? '')) at += 1;
    aText.lastIndex = at;
    const item = aText.exec(source)?.[0];
    const text = item === undefined ? undefined : plainText(item);
    if (item === undefined || text === undefined) return undefined;
    if (text !== '') items.push(text); // an empty item holds the place of the first one
    at += item.length;
    while (/\s/.test(source[at] ?? '')) at += 1;
    if (at === source.length - 1) return items;
    if (source[at] !== ',') return undefined;
    at += 1;
  }
}

/** The value that comes nearest to another one among those that an operator takes. */
export function fittingValue(value: RowValue, kinds: readonly ValueKind[]): RowValue {
  const takesText = kinds.includes('text') || kinds.includes('pattern');
  const text = value.kind === 'text' ? value.text : value.kind === 'list' ? (value.items[0] ?? '') : '';
  if (value.kind === 'none' && kinds.includes('null')) return value;
  if (value.kind === 'flag' && kinds.includes('boolean')) return value;
  const isClock = value.kind === 'written' && /^system\.now/i.test(value.text);
  if (value.kind === 'written' && kinds.includes(isClock ? 'clock' : 'date')) return value;
  if (kinds.includes('boolean')) return { kind: 'flag', isTrue: true };
  if (kinds.includes('clock')) return { kind: 'written', text: 'system.now' };
  if (takesText) return { kind: 'text', text };
  if (kinds.includes('list')) return value.kind === 'list' ? value : { kind: 'list', items: text === '' ? [] : [text] };
  return kinds.includes('null') ? { kind: 'none' } : value;
}

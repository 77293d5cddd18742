import type { Instant } from '@muster/kernel';

/** Texts that generated rules and objects share: near one another, of several scripts, some hard to fold or quote. */
export const texts: readonly string[] = [
  'Sales',
  'SALES',
  'sales emea',
  'Sale',
  'Marketing',
  'a.b',
  'aXb',
  '',
  ' ',
  "O'Brien",
  'say "hi"',
  'a`b',
  'back\\slash',
  'null',
  '98052',
  '1.0',
  'straße',
  'STRASSE',
  'ÉCOLE',
  'école',
  'e\u0301cole',
  'ıstanbul',
  'ISTANBUL',
  'İstanbul',
  'Ωmega',
  'ωMEGA',
  'ǅ',
  'ﬀ',
  '日本',
  '𐐨𐐀',
  '\u212a',
  'smtp:ann@contoso.com',
  'SMTP:Ann@Contoso.com',
  '[ZTDId]:1',
  'line\nbreak',
  'ſales',
  '5 µm',
  '5 ΜM',
  'ς',
  'Σ',
  'Å',
  'å',
  'ẞ',
  'ΐ',
  'ŉ',
  '50%_\\',
  '😀 emea',
];

/** Texts that a rule may have and no stored value: U+0000 and halves of characters. */
export const unstorableTexts: readonly string[] = ['a\0b', '\ud801', '\udc28', '\ude00 emea', 'Sale\ud801', 'x\ud83dx'];

/** Patterns that match some of the texts. */
export const patterns: readonly string[] = [
  '^Sales',
  'sales$',
  'a.b',
  '^\\d{5}$',
  '\\bemea\\b',
  '[a-m]+x?b',
  '^(?:sales|marketing)',
  '^\\p{Lu}',
  '[^a-z0-9@:. ]',
  'école',
  '@contoso\\.com$',
  '^*a',
  '\\w\\s\\w',
  '[à-ý]',
  '^(sales|école)$',
  '^(sale|ωmega).*',
  '(?:emea|\\.b|ΐ)$',
  '.*sales.?$',
  'a?b?',
  '^',
  'x|^null$|[0-9]{5}',
];

/** Version numbers, and texts that are none. */
export const versions: readonly string[] = [
  '10',
  '10.0',
  '10.0.9200',
  '10.0.22000',
  '10.0.22631.4317',
  '9.10',
  'unknown',
  '10.0.9007199254740993',
  '10.00.09',
  '.1',
  '1.2.3.4.5',
  '',
];

const day = (text: string) => Date.parse(text) as Instant;

/** A directory extension of users, under its canonical name. */
export const extensionName = 'extension_0123456789abcdef0123456789abcdef_costcenter';

/** Instants close to one another. */
export const dates: readonly Instant[] = [
  day('2026-01-01T00:00:00Z'),
  day('2026-01-01T00:00:00.001Z'),
  day('2026-01-02T00:00:00Z'),
  day('2026-01-31T00:00:00Z'),
  day('2025-12-31T22:00:00Z'),
];

const id = (digit: string) =>
  `${digit.repeat(8)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(12)}`;

export const objectIds: readonly string[] = ['a', 'b', 'c'].map(id);
export const managerIds: readonly string[] = ['a', 'd'].map(id);
export const groupIds: readonly string[] = ['1', '2', '3', '4'].map(id);

export const planServices: readonly string[] = ['SCO', 'exchange', 'SharePoint'];
export const planStates: readonly string[] = ['Enabled', 'Suspended', 'Deleted'];

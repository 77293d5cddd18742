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
];

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
  '',
];

const day = (text: string) => Date.parse(text) as Instant;

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

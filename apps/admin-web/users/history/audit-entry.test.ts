import { expect, it } from 'vitest';
import { shownValue } from './audit-entry.ts';

it('shows the values of a log as people write them', () => {
  const shown = [
    null,
    'null',
    '""',
    '[]',
    '"Sales"',
    '["a","b"]',
    'true',
    '{"a":1,"b":null}',
    '[{"c":"d"}]',
    '1795316972950',
    'no JSON',
  ].map((text) => shownValue(text, '(empty)', (at) => new Date(at).toISOString()));
  expect(shown).toEqual([
    '(empty)',
    '(empty)',
    '(empty)',
    '(empty)',
    'Sales',
    'a, b',
    'true',
    'a 1, b –',
    'c d',
    '2026-11-22T03:09:32.950Z',
    'no JSON',
  ]);
});

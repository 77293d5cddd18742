import { describe, expect, it } from 'vitest';
import { readPreferences } from './preferences.ts';

describe('preferences', () => {
  it.each([
    [null, ['de-AT', 'en'], { theme: 'system', language: 'de' }],
    [null, ['fr', 'en-GB'], { theme: 'system', language: 'en' }],
    [null, [], { theme: 'system', language: 'en' }],
    ['{"theme":"dark","language":"de"}', ['en'], { theme: 'dark', language: 'de' }],
    ['{"theme":"pink","language":"toString"}', ['de'], { theme: 'system', language: 'de' }],
    ['nonsense', [], { theme: 'system', language: 'en' }],
    ['null', [], { theme: 'system', language: 'en' }],
  ])('%s for somebody who reads %j', (kept, wanted, expected) => {
    expect(readPreferences(kept, wanted)).toEqual(expected);
  });
});

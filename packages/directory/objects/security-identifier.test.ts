import { expect, it } from 'vitest';
import { securityIdentifier } from './security-identifier.ts';

it.each([
  ['73d664e4-0886-4a73-b745-c694da45ddb4', 'S-1-12-1-1943430372-1249052806-2496021943-3034400218'],
  ['00000000-0000-0000-0000-000000000000', 'S-1-12-1-0-0-0-0'],
  ['ffffffff-ffff-ffff-ffff-ffffffffffff', 'S-1-12-1-4294967295-4294967295-4294967295-4294967295'],
])('%s: %s', (id, identifier) => {
  expect(securityIdentifier(id)).toBe(identifier);
});

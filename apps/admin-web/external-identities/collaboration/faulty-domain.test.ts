import { expect, it } from 'vitest';
import { faultyDomain } from './faulty-domain.ts';

it.each([
  ['', undefined],
  [' fabrikam.com \n\nsub.fabrikam.com', undefined],
  ['fabrikam.com\nann@fabrikam.com', 'ann@fabrikam.com'],
  ['fabrikam.com, contoso.com', 'fabrikam.com, contoso.com'],
  ['https://fabrikam.com', 'https://fabrikam.com'],
  ['fabrikam', 'fabrikam'],
])('domains stand one to a line: %j', (lines, fault) => {
  expect(faultyDomain(lines)).toBe(fault);
});

import { expect, it } from 'vitest';
import { checkDomainName } from './check-domain-name.ts';

it.each(['contoso.com', 'a-b.xn--bcher-kva.example', `${'a'.repeat(63)}.com`])('%s is a domain', (name) => {
  expect(checkDomainName(name.toUpperCase())).toBe(name);
});

it.each(['', 'contoso', 'contoso.', '.com', 'a b.com', '-a.com', 'a-.com', `${'a'.repeat(64)}.com`, 'ä.com'])(
  '`%s` is none',
  (name) => {
    expect(() => checkDomainName(name)).toThrow(expect.objectContaining({ code: 'DOMAIN_INVALID' }));
  },
);

import type { Instant } from '@muster/kernel';
import { expect, it } from 'vitest';
import { checkUserPrincipalName } from './user-principal-name.ts';

const domain = { isDefault: false, isInitial: false, createdAt: 0 as Instant };
const domains = [
  { ...domain, id: 'contoso.com', isVerified: true },
  { ...domain, id: 'fabrikam.com', isVerified: false },
];
const guest = `${'g'.repeat(60)}_partner.example#EXT#`;

it.each([
  ['ann@contoso.com', 'none'],
  ['ann@CONTOSO.com', 'none'],
  ["o'neil-1_2.x!#^~@contoso.com", 'none'],
  ['józef@contoso.com', 'PROPERTY_INVALID'],
  [`${'a'.repeat(64)}@contoso.com`, 'none'],
  [`${'a'.repeat(65)}@contoso.com`, 'PROPERTY_INVALID'],
  [`${guest}@contoso.com`, 'none'],
  ['ann', 'PROPERTY_INVALID'],
  ['@contoso.com', 'PROPERTY_INVALID'],
  ['.ann@contoso.com', 'PROPERTY_INVALID'],
  ['ann.@contoso.com', 'PROPERTY_INVALID'],
  ['an n@contoso.com', 'PROPERTY_INVALID'],
  ['ann@bern@contoso.com', 'PROPERTY_INVALID'],
  ['ann@fabrikam.com', 'DOMAIN_NOT_VERIFIED'],
  ['ann@sub.contoso.com', 'DOMAIN_NOT_VERIFIED'],
])('%s: %s', (name, code) => {
  const check = () => checkUserPrincipalName(name, domains);
  if (code === 'none') expect(check).not.toThrow();
  else expect(check).toThrow(expect.objectContaining({ code }));
});

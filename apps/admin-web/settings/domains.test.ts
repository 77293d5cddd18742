import { expect, it } from 'vitest';
import { freeContextIds } from './authentication-contexts.ts';
import { type Domain, daysGiven, daysShown, neverExpires, peopleOfDomain } from './domains.ts';

it.each([
  ['', neverExpires],
  ['90', 90],
  ['730', 730],
  ['0', undefined],
  ['731', undefined],
  ['soon', undefined],
])('passwords of a domain are valid for %j days', (text, days) => {
  expect(daysGiven(text)).toBe(days);
});

it('shows what never expires as an empty field, and asks for names in the very domain', () => {
  const domain = (passwordValidityPeriodInDays: number) => ({ passwordValidityPeriodInDays }) as Domain;
  expect([daysShown(domain(neverExpires)), daysShown(domain(90))]).toEqual(['', '90']);
  expect(peopleOfDomain('contoso.com')).toBe("endsWith(userPrincipalName,'@contoso.com')");
});

it('offers the ids of contexts that are free', () => {
  expect(freeContextIds(['c1', 'c3']).slice(0, 2)).toEqual(['c2', 'c4']);
});

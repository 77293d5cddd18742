import { expect, it } from 'vitest';
import { proxyAddressesFor } from './mail-addresses.ts';

it.each([
  ['the first address is the primary one', 'a@x', [], ['SMTP:a@x']],
  ['the one before becomes an alias', 'b@x', ['SMTP:a@x'], ['SMTP:b@x', 'smtp:a@x']],
  ['an alias becomes the primary one', 'B@x', ['SMTP:a@x', 'smtp:b@x'], ['SMTP:B@x', 'smtp:a@x']],
  ['other kinds of address stay', 'b@x', ['SIP:a@x'], ['SMTP:b@x', 'SIP:a@x']],
  ['without mail nothing is primary', null, ['SMTP:a@x', 'smtp:c@x'], ['smtp:c@x']],
])('%s', (_name, mail, known, wanted) => {
  expect(proxyAddressesFor(mail, { mail: 'a@x', proxyAddresses: known })).toEqual(wanted);
});

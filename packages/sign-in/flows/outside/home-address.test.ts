import { expect, it } from 'vitest';
import { homeAddressOf } from './home-address.ts';

it.each([
  ['ann_fabrikam.example#EXT#@contoso.com', 'ann@fabrikam.example'],
  ['ANN_fabrikam.example#ext#@contoso.com', 'ANN@fabrikam.example'],
  ['ann_beck_fabrikam.example#EXT#@contoso.com', 'ann_beck@fabrikam.example'],
  ['ann_fabrikam.example12#EXT#@contoso.com', 'ann@fabrikam.example'],
  ['ann@fabrikam.example', 'ann@fabrikam.example'],
  ['ann#EXT#@contoso.com', 'ann#EXT#@contoso.com'],
  ['_fabrikam.example#EXT#@contoso.com', '_fabrikam.example#EXT#@contoso.com'],
  ['#EXT#@contoso.com', '#EXT#@contoso.com'],
  ['ann', 'ann'],
  ['', ''],
])('the address of %s is %s', (name, address) => {
  expect(homeAddressOf(name)).toBe(address);
});

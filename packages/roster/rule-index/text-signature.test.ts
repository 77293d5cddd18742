import fc from 'fast-check';
import { expect, it } from 'vitest';
import { signatureOf } from './text-signature.ts';

it('has all bits of what a text holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), fc.string(), (head, text, tail) => {
      expect(signatureOf(text) & ~signatureOf(head + text + tail)).toBe(0);
    }),
  );
});

it('tells most texts apart that do not hold one another', () => {
  expect(signatureOf('@FABRIKAM.COM') & ~signatureOf('ANN@CONTOSO.COM')).not.toBe(0);
  expect([signatureOf(''), signatureOf('A')]).toEqual([0, 0]);
});

import { expect, it } from 'vitest';
import { bodyOf, formOf, isGuid, keysOf } from './device-object.ts';

it('keeps extension attributes where the API has them', () => {
  const device = {
    id: 'd',
    displayName: 'PC',
    extensionAttributes: { extensionAttribute1: 'x', extensionAttribute2: null },
  };
  expect(formOf(device)).toMatchObject({ displayName: 'PC', extensionAttribute1: 'x' });
  expect(formOf({ id: 'd', extensionAttributes: null })).toMatchObject({ id: 'd' });
  expect(bodyOf({ model: 'X1', extensionAttribute15: 'y' })).toEqual({
    model: 'X1',
    extensionAttributes: { extensionAttribute15: 'y' },
  });
  expect(bodyOf({ model: 'X1' })).toEqual({ model: 'X1' });
});

it('knows ids, and makes a key of one', () => {
  const id = '0CBB3F1E-4C5D-4C9B-8B52-6B1E64B9A1D2';
  expect([isGuid(id), isGuid('PC-17')]).toEqual([true, false]);
  expect(keysOf(id)).toEqual([{ type: 2, identityProvider: null, key: btoa(id.toLowerCase()) }]);
});

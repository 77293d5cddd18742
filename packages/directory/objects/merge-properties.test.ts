import { expect, it } from 'vitest';
import { mergeProperties } from './merge-properties.ts';

const before = {
  displayName: 'Ann',
  businessPhones: ['1'],
  onPremisesExtensionAttributes: { extensionAttribute1: 'a', extensionAttribute2: 'b' },
};
const attributes = (fields: Record<string, string | null> | null) => ({ onPremisesExtensionAttributes: fields });

it.each([
  ['absent leaves', {}, before],
  ['null clears', { displayName: null }, { ...before, displayName: null }],
  ['a collection is replaced whole', { businessPhones: ['2'] }, { ...before, businessPhones: ['2'] }],
  [
    'fields of a complex value are merged',
    attributes({ extensionAttribute2: null, extensionAttribute3: 'c' }),
    { ...before, ...attributes({ extensionAttribute1: 'a', extensionAttribute3: 'c' }) },
  ],
  [
    'a complex value without fields is none',
    attributes({ extensionAttribute1: null, extensionAttribute2: null }),
    { ...before, ...attributes(null) },
  ],
  ['a complex value is cleared whole', attributes(null), { ...before, ...attributes(null) }],
])('%s', (_name, patch, after) => {
  expect(mergeProperties('user', before, patch)).toEqual(after);
});

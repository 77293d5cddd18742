import type { ExtensionProperty } from '@muster/directory';
import type { Instant, ObjectId } from '@muster/kernel';
import { expect, it } from 'vitest';
import { presentExtensionProperty } from './present-extension-property.ts';

const extension: ExtensionProperty = {
  id: '11111111-2222-4333-8444-555555555555' as ObjectId,
  name: 'extension_0123456789abcdef0123456789abcdef_level',
  applicationId: '11111111-2222-4333-8444-666666666666' as ObjectId,
  dataType: 'Integer',
  targetObjects: ['User'],
  createdAt: 0 as Instant,
};

it.each([
  ['its application by name', { properties: { displayName: 'Payroll' } }, 'Payroll'],
  ['no name for a deleted application', undefined, null],
])('an extension shows %s', (_, application, appDisplayName) => {
  expect(presentExtensionProperty(extension, application)).toEqual({
    id: extension.id,
    deletedDateTime: null,
    appDisplayName,
    dataType: 'Integer',
    isMultiValued: false,
    isSyncedFromOnPremises: false,
    name: extension.name,
    targetObjects: ['User'],
  });
});

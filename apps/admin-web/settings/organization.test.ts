import { expect, it } from 'vitest';
import { type Organization, organizationPatchesOf } from './organization.ts';

const before = { privacyProfile: { contactEmail: 'p@contoso.example', statementUrl: null } } as Organization;

it.each([
  [{ technicalNotificationMails: ['a@b.example'] }, { technicalNotificationMails: ['a@b.example'] }, undefined],
  [{ backgroundColor: '#107c10' }, undefined, { backgroundColor: '#107c10' }],
  [{ backgroundColor: null }, undefined, { backgroundColor: null }],
  [
    { statementUrl: 'https://x.example' },
    { privacyProfile: { contactEmail: 'p@contoso.example', statementUrl: 'https://x.example' } },
    undefined,
  ],
  [{ contactEmail: null }, { privacyProfile: { contactEmail: null, statementUrl: null } }, undefined],
])('a changed form goes where it belongs: %j', (changed, organization, branding) => {
  expect(organizationPatchesOf(changed, before)).toEqual({ organization, branding });
});
